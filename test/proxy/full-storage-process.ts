import { openFileStorage } from '../../src/proxy/uploads/file-storage.js';

/** A storage in a process that may write no files: it is checked, and prints why it cannot be used. */
process.on('SIGXFSZ', () => {});
const storage = openFileStorage(process.argv[2] ?? '');
await storage.check?.().catch(({ code }) => console.log(code));
