import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';
import { parseJson } from './json.js';
import { problem } from './problem.js';
import { createReceipt, SentDocument } from './receipts.js';
import { sessionIdOf } from './session-cookie.js';
import { keepReceipt, type Sessions } from './sessions.js';

/** Field of the element in the forms of the portal. */
const FIELD = 'documents';

/** Redox's answers are small. In bytes. */
const LARGEST_FORM = 1_000_000;

const Documents = z.array(SentDocument).check(z.minLength(1), z.maxLength(20));

/**
 * `POST /consent` and `POST /photo`: forms whose documents Redox has accepted already, through the proxy, when they are
 * posted. What the element puts in the form is Redox's answers, which the portal keeps for the patient to look up.
 */
export function createSentForms(sessions: Sessions): Hono {
  const routes = new Hono();
  for (const form of ['consent', 'photo'] as const)
    routes.post(`/${form}`, bodyLimit({ maxSize: LARGEST_FORM }), async c => {
      const session = sessions.find(sessionIdOf(c.req.raw));
      if (!session) return problem(c, 401, 'token-refused', 'There is no session');
      const posted = await c.req.formData().catch(() => new FormData());
      const documents = Documents.safeParse(posted.getAll(FIELD).map(answer => parseJson(String(answer))));
      if (!documents.success) return problem(c, 422, 'form-invalid', `"${FIELD}" holds no answers of Redox`);
      keepReceipt(session, createReceipt(form, documents.data));
      return c.redirect('/confirmation', 303);
    });
  return routes;
}
