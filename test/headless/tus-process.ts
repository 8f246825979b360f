import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

/** An unmodified tus server in a process of its own, on `PORT`, which tells its parent where it listens. */
const { PORT, FOLDER = '' } = process.env;
const tus = new Server({ path: '/tus', datastore: new FileStore({ directory: FOLDER }) });
const server = createServer((request, response) => tus.handle(request, response));
await once(server.listen(Number(PORT), '127.0.0.1'), 'listening');
process.send?.({ port: (server.address() as AddressInfo).port });
