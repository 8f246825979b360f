import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { checkMessage, isFileUri, type RedoxMessage } from '../../src/models/index.js';
import { readJson } from './body.js';
import { fileSlots, type Slot } from './contents.js';
import type { SandboxEnv } from './context.js';
import type { Limits } from './limits.js';
import type { Received } from './received.js';
import { messageErrors, Refusal } from './refusal.js';
import type { Store, Stored } from './store.js';

export interface EndpointOptions {
  limits: Limits;
  received: Received;
  store: Store;
}

/** `POST /endpoint`: takes one message ("Send a file via Redox Data Model API"). 200 means accepted, not delivered. */
export function endpointRoutes({ limits, received, store }: EndpointOptions) {
  return new Hono<SandboxEnv>().post('/endpoint', async c => {
    const body = await readJson(c.req.raw, limits.current().request);
    const { sourceId } = c.get('source');
    const message = checked(body, sourceId);
    const slots = fileSlots(message);
    const owns = (uri: string) => received.files().some(file => file.uri === uri && file.source === sourceId);
    const foreign = slots.filter(({ value }) => isFileUri(value) && !owns(value));
    const texts = foreign.map(({ path }) => `${path} refers to no file that this source has uploaded`);
    if (texts.length > 0) throw refusal(message, texts);
    const { id } = received.addMessage(message, await keepEmbedded(slots, store));
    return c.json({
      Meta: {
        ...aboutMessage(message),
        Logs: [{ ID: randomUUID(), AttemptID: randomUUID() }],
        Message: { ID: id },
        Transmission: { ID: id },
      },
    });
  });
}

/** @throws {Refusal} 400 with every issue */
function checked(body: unknown, sourceId: string): RedoxMessage {
  const issues = checkMessage(body, { sending: true });
  const texts = issues.map(issue => issue.message);
  // What is too deep to be checked is too deep to be repeated.
  if (issues.some(({ code }) => code === 'depth')) throw new Refusal(400, messageErrors({}, texts));
  if (texts.length > 0) throw refusal(body, texts);
  const message = body as RedoxMessage;
  const named = message.Meta.Source?.ID;
  if (named && named !== sourceId)
    throw refusal(message, ['Meta.Source.ID is not the source that the access token belongs to']);
  return message;
}

const refusal = (message: unknown, texts: readonly string[]) =>
  new Refusal(400, messageErrors(aboutMessage(message), texts));

/** What an answer repeats of the message's own `Meta`. */
function aboutMessage(message: unknown) {
  const { DataModel, EventType, EventDateTime, Test, Source } =
    (message as { Meta?: Partial<RedoxMessage['Meta']> | null } | null)?.Meta ?? {};
  return { DataModel, EventType, EventDateTime, Test, Source };
}

/** Puts embedded files on disk and, in the message, their size and hash in their place. */
async function keepEmbedded(slots: readonly Slot[], store: Store): Promise<Stored[]> {
  const embedded: Stored[] = [];
  for (const { value, replace } of slots.filter(({ value }) => !isFileUri(value))) {
    const stored = await store.keep([Buffer.from(value, 'base64')]);
    replace({ size: stored.size, sha256: stored.sha256 });
    embedded.push(stored);
  }
  return embedded;
}
