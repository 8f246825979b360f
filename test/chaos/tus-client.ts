import { setTimeout as sleep } from 'node:timers/promises';
import { Upload } from 'tus-js-client';
import type { ErrorCode } from '../../src/core/index.js';
import { compose } from '../../src/models/index.js';
import type { Problem } from '../../src/protocol/index.js';
import type { Belief, Client } from './client.js';
import { type Document, hostMessage } from './documents.js';
import { SPEED } from './fast-clock.js';
import type { Plan } from './plan.js';
import { EndingHttpStack } from './tus-http-stack.js';

/** In milliseconds, of the clock on the wall. */
const WAIT = 20;
const ATTEMPTS = 12;
/** Of one request, in milliseconds of the fast clock. */
const TIME_LIMIT = 120_000;

/** Somebody else's client: an unmodified tus-js-client, then the commit and the message by `fetch`. */
export function startTusClient(plan: Plan, documents: readonly Document[], endpoint: string): Client {
  const jobs = new Map(documents.map(document => [document, new Job(document, plan, endpoint)]));
  for (const job of jobs.values()) void job.run();
  return {
    act: (type, document) => {
      if (type === 'retry') void jobs.get(document)?.run();
    },
    beliefs: document => jobs.get(document)?.beliefs ?? [],
    documentId: document => jobs.get(document)?.documentId ?? '',
    close() {
      for (const job of jobs.values()) job.closed.abort();
    },
  };
}

/** An answer that settles what becomes of the document. */
class Failure extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

class Job {
  readonly documentId = crypto.randomUUID();
  readonly beliefs: Belief[] = [{ at: Date.now(), state: 'waiting' }];
  readonly closed = new AbortController();
  readonly #document: Document;
  readonly #chunkSize: number;
  readonly #endpoint: string;
  #uploadUrl: string | undefined;
  #uri: string | undefined;
  #body: string | undefined;

  constructor(document: Document, { chunkSize }: Plan, endpoint: string) {
    this.#document = document;
    this.#chunkSize = chunkSize;
    this.#endpoint = endpoint;
  }

  async run(): Promise<void> {
    const { state } = this.beliefs.at(-1) as Belief;
    if (state !== 'waiting' && state !== 'failed') return;
    try {
      this.#tell('uploading');
      this.#uri ??= await this.#upload();
      this.#body ??= this.#compose(this.#uri);
      this.#tell('sending');
      await this.#send(this.#body);
      this.#tell('sent');
    } catch (error) {
      this.#tell('failed', error instanceof Failure ? error.code : 'upload-failed');
    }
  }

  #tell(state: Belief['state'], code?: ErrorCode): void {
    this.beliefs.push({ at: Date.now(), state, code });
  }

  async #upload(): Promise<string> {
    this.#uploadUrl = await this.#transfer();
    const { file, sha256 } = this.#document;
    const body = JSON.stringify({ name: file.name, type: file.type, sha256 });
    const answer = await this.#persist(`${this.#uploadUrl}/commit`, { 'content-type': 'application/json' }, body);
    if (answer?.status === 201) return ((await answer.json()) as { URI: string }).URI;
    if (answer && [404, 410, 422].includes(answer.status)) this.#uploadUrl = undefined;
    throw new Failure('upload-failed');
  }

  async #transfer(): Promise<string> {
    const bytes = Buffer.from(await this.#document.file.arrayBuffer());
    return new Promise((resolve, reject) => {
      const upload = new Upload(bytes, {
        endpoint: `${this.#endpoint}/uploads`,
        uploadUrl: this.#uploadUrl ?? null,
        chunkSize: this.#chunkSize,
        httpStack: new EndingHttpStack(TIME_LIMIT),
        retryDelays: Array(ATTEMPTS).fill(WAIT * SPEED),
        metadata: { filename: this.#document.file.name, filetype: this.#document.file.type },
        onBeforeRequest: async request => {
          request.setHeader('Authorization', `Bearer ${await this.#token()}`);
        },
        onShouldRetry: () => !this.closed.signal.aborted,
        onError: reject,
        onSuccess: () => resolve(upload.url ?? ''),
      });
      this.closed.signal.addEventListener('abort', () => void upload.abort());
      upload.start();
    });
  }

  #compose(uri: string): string {
    const { file, model, eventType } = this.#document;
    const message = hostMessage(this.#document);
    return JSON.stringify(compose({ model, eventType, file, content: { uri }, documentId: this.documentId, message }));
  }

  async #send(body: string): Promise<void> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': this.documentId };
    const answer = await this.#persist(`${this.#endpoint}/messages`, headers, body);
    if (answer?.status === 200) return;
    const { code } = ((await answer?.json().catch(() => undefined)) ?? {}) as Partial<Problem>;
    // What is not the proxy's own word says nothing of what it did before.
    throw new Failure(code && answer && answer.status < 500 ? (code as ErrorCode) : 'send-unconfirmed');
  }

  /** Repeats a request until it is answered, but for what is passing; undefined when it never was. */
  async #persist(url: string, headers: Record<string, string>, body: string): Promise<Response | undefined> {
    let last: Response | undefined;
    for (let attempt = 0; attempt < ATTEMPTS && !this.closed.signal.aborted; attempt++) {
      const answer = await this.#post(url, headers, body).catch(() => undefined);
      const passing = !answer || answer.status >= 500 || [401, 403, 423, 429].includes(answer.status);
      if (!passing) return answer;
      const told = (await answer
        ?.clone()
        .json()
        .catch(() => undefined)) as Partial<Problem> | undefined;
      if (told?.code === 'send-unconfirmed') return answer;
      last = answer;
      await sleep(WAIT);
    }
    return last?.status && last.status < 500 ? undefined : last;
  }

  async #post(url: string, headers: Record<string, string>, body: string): Promise<Response> {
    const authorization = `Bearer ${await this.#token()}`;
    const signal = AbortSignal.any([this.closed.signal, AbortSignal.timeout(TIME_LIMIT)]);
    return fetch(url, { method: 'POST', headers: { ...headers, authorization }, body, signal });
  }

  async #token(): Promise<string> {
    const signal = AbortSignal.any([this.closed.signal, AbortSignal.timeout(TIME_LIMIT)]);
    const answer = await fetch(`${this.#endpoint}/token`, { method: 'POST', signal }).catch(() => undefined);
    const { token } = ((await answer?.json().catch(() => undefined)) ?? {}) as { token?: string };
    return token ?? 'none';
  }
}
