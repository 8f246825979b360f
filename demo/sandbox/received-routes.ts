import { Hono } from 'hono';
import type { SandboxEnv } from './context.js';
import type { Received, ReceivedMessage } from './received.js';
import { errorDetail, Refusal } from './refusal.js';
import type { Store, Stored } from './store.js';

/** What a test or a visitor may see of a message; the bytes of its files are a request of their own. */
const listed = ({ id, receivedAt, message }: ReceivedMessage) => ({ id, receivedAt, message });

/**
 * `/received`: what has arrived, `DELETE` to forget it. `/received/files/{id}` and
 * `/received/messages/{id}/contents/{n}` give back the bytes of an uploaded file and of the nth embedded one.
 */
export function receivedRoutes(received: Received, store: Store) {
  const download = (stored: Stored | undefined, type = 'application/octet-stream') => {
    if (!stored) throw new Refusal(404, errorDetail('There is no such file'));
    return new Response(store.read(stored), {
      headers: {
        'content-type': type,
        'content-length': String(stored.size),
        // Somebody else's file must never run as a page of this origin.
        'content-disposition': 'attachment',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
  };
  return new Hono<SandboxEnv>()
    .get('/received', c => {
      c.header('cache-control', 'no-store');
      return c.json({ files: received.files(), messages: received.messages().map(listed) });
    })
    .delete('/received', async c => {
      await received.clear();
      return c.body(null, 204);
    })
    .get('/received/files/:id', c => {
      const file = received.files().find(({ id }) => id === c.req.param('id'));
      return download(file, file?.type);
    })
    .get('/received/messages/:id/contents/:index', c => {
      const message = received.messages().find(({ id }) => String(id) === c.req.param('id'));
      return download(message?.embedded[Number(c.req.param('index'))]);
    });
}
