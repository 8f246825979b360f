import { startDemo } from './server/demo.js';

/** `npm start`: the demo on `PORT` (3000), until it is interrupted. */
const port = Number(process.env.PORT || 3000);

console.log('Building the portal …');
try {
  const demo = await startDemo(port);
  console.log(`The patient portal: ${demo.url}`);
  const stop = () => demo.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(inUse ? `Port ${port} is in use. Choose another: PORT=${port + 1} npm start` : error);
  process.exit(1);
}
