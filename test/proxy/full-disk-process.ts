import { randomUUID } from 'node:crypto';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';

/** A ledger in a process that may not write large files: it writes until it cannot, and prints what became of all that. */
process.on('SIGXFSZ', () => {});
const ledger = openLmdbLedger(process.argv[2] ?? '');
const written: string[] = [];
let refused = 0;
while (refused < 3) {
  const id = randomUUID();
  await ledger.createUpload(id, { owner: 'x'.repeat(50_000), size: 1, expiresAt: 1 }).then(
    () => written.push(id),
    () => refused++,
  );
}
const kept = await Promise.all(written.map(id => ledger.upload(id)));
console.log(JSON.stringify({ any: written.length > 0, kept: kept.every(record => record !== undefined), refused }));
