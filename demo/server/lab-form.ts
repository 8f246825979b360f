import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isUuid, type ResultsNew } from '../../src/models/index.js';
import type { TokenResponse } from '../../src/protocol/index.js';
import { completeLabMessage, LabEntries } from './lab-message.js';
import { problem } from './problem.js';
import { createReceipt, SentDocument } from './receipts.js';
import { sessionIdOf } from './session-cookie.js';
import { keepReceipt, type Sessions } from './sessions.js';

/** Field of the element in the form. */
const FIELD = 'messages';

/** Room for one message with a file of 30 MB in base64. In bytes. */
const LARGEST_FORM = 45_000_000;

/** Answers a request to a path below `/redox`. */
export type Handler = (request: Request) => Promise<Response>;

/** What the form holds, or undefined where it is not what the page sends. */
async function readForm(form: FormData) {
  const [part, ...others] = form.getAll(FIELD);
  const entries = LabEntries.safeParse({
    test: form.get('test'),
    collectedOn: form.get('collected-on'),
    laboratory: form.get('laboratory'),
  });
  if (!(part instanceof File) || others.length > 0 || !entries.success) return undefined;
  // The element names each message for its document, and the proxy sends no document twice.
  const documentId = part.name.replace(/\.json$/, '');
  return isUuid(documentId) ? { documentId, entries: entries.data, composed: await part.text() } : undefined;
}

/**
 * Sends a message through the proxy on behalf of the patient whose request this is: as for a browser, it checks whose
 * upload the message refers to, sends nothing twice and writes down what became of it.
 */
async function sendFor(request: Request, proxy: Handler, documentId: string, message: ResultsNew): Promise<Response> {
  const { origin } = new URL(request.url);
  const call = (path: string, headers: Record<string, string>, body?: string) =>
    proxy(
      new Request(`${origin}/redox/${path}`, { method: 'POST', headers: { origin, ...headers }, body: body ?? null }),
    );
  const answer = await call('token', { cookie: request.headers.get('cookie') ?? '' });
  if (!answer.ok) return answer;
  const { token } = (await answer.json()) as TokenResponse;
  return call(
    'messages',
    { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': documentId },
    JSON.stringify(message),
  );
}

/**
 * `POST /lab`: the element composed a message that holds nothing but the file; the rest is added here, where it is
 * known, and the message sent. What the proxy refuses, the page gets as the proxy said it.
 */
export function createLabForm(sessions: Sessions, proxy: Handler): Hono {
  const routes = new Hono();
  routes.post('/lab', bodyLimit({ maxSize: LARGEST_FORM }), async c => {
    const session = sessions.find(sessionIdOf(c.req.raw));
    if (!session) return problem(c, 401, 'token-refused', 'There is no session');
    const form = await readForm(await c.req.formData().catch(() => new FormData()));
    const message = form && completeLabMessage(form.composed, form.entries, session.patient);
    if (!message) return problem(c, 422, 'form-invalid', 'The form is not what the page sends');
    const answer = await sendFor(c.req.raw, proxy, form.documentId, message);
    if (!answer.ok) return answer;
    keepReceipt(session, createReceipt('lab', [SentDocument.parse(await answer.json())]));
    return c.redirect('/confirmation', 303);
  });
  return routes;
}
