import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { createRedoxClient } from '../../../src/proxy/index.js';
import { folderFromParent, redoxFromParent, serveMeasured } from '../tools/measured-server.js';

/** @tus/server as it comes, with what it takes to bring a finished upload to Redox, and nothing checked. */
const folder = folderFromParent();
const redox = createRedoxClient(redoxFromParent());
const tus = new Server({ path: '/uploads', relativeLocation: true, datastore: new FileStore({ directory: folder }) });

await serveMeasured(async request => {
  const id = /^\/uploads\/(\w+)\/commit$/.exec(new URL(request.url).pathname)?.[1];
  if (!id) return tus.handleWeb(request);
  const { size } = (await request.json()) as { size: number };
  const path = join(folder, id);
  const answer = await redox.upload({
    name: 'scan.pdf',
    type: 'application/pdf',
    size,
    stream: () => createReadStream(path),
  });
  await rm(path);
  return Response.json(answer, { status: 201 });
});
