import { createRedoxProxy } from '../../../src/proxy/index.js';
import { folderFromParent, redoxFromParent, serveMeasured } from '../tools/measured-server.js';

const proxy = createRedoxProxy({
  redox: redoxFromParent(),
  dataDir: folderFromParent(),
  tokenSecret: 'of this measurement, and long enough',
  authorize: () => ({
    subject: 'bench',
    message: { Meta: { Destinations: [{ ID: 'af394f14-b34a-464f-8d24-895f370af4c9' }] } },
  }),
  logger: { info() {}, warn: console.error, error: console.error },
});
await serveMeasured(proxy);
