import { createRedoxClient } from '../../../src/proxy/index.js';
import { redoxFromParent, serveMeasured } from '../tools/measured-server.js';

/** The least that stands between a page and Redox: the bytes go through, and are gone when the connection breaks. */
const redox = createRedoxClient(redoxFromParent());

await serveMeasured(async ({ body, headers }) => {
  if (!body) return new Response(null, { status: 400 });
  const size = Number(headers.get('content-length'));
  const stream = () => body as unknown as AsyncIterable<Uint8Array>;
  return Response.json(await redox.upload({ name: 'scan.pdf', type: 'application/pdf', size, stream }), {
    status: 201,
  });
});
