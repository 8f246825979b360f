import type { Entry } from './entry.js';
import type { SenderEventDetails, SenderEventName } from './events.js';
import { fetchTransport } from './fetch-transport.js';
import type { FileEvent } from './file-state.js';
import type { Context, Payload } from './job.js';
import type { SenderOptions } from './options.js';
import { discard, run } from './pipeline.js';
import { ProgressMeter } from './progress-meter.js';
import { TokenSource } from './token-source.js';
import { xhrTransport } from './xhr-transport.js';

/** What a runner tells the sender that it works for. */
export interface RunnerHost {
  readonly options: Readonly<SenderOptions>;
  apply(entry: Entry, event: FileEvent): void;
  progress(entry: Entry): void;
  /** @returns whether no listener prevented the event's default */
  emit<N extends SenderEventName>(type: N, detail: SenderEventDetails[N], cancelable?: boolean): boolean;
}

/** Takes entries through the pipeline; one for a sender, so that its files share a token. */
export class Runner {
  readonly #host: RunnerHost;
  #tokens: { endpoint: string; source: TokenSource } | undefined;

  constructor(host: RunnerHost) {
    this.#host = host;
  }

  /** @throws RedoxFileError, or the signal's reason */
  async run(entry: Entry, signal: AbortSignal): Promise<void> {
    const { id, file, documentId } = entry.job;
    const meter = new ProgressMeter(progress => {
      entry.progress = progress;
      this.#host.progress(entry);
    });
    const context = {
      ...this.#context(signal),
      enter: phase => {
        const type = ({ encoding: 'encode', uploading: 'upload', sending: 'send' } as const)[phase];
        meter.enter(phase);
        this.#host.apply(entry, { type });
      },
      progress: (sent, total) => meter.count(sent, total),
      announce: (payload: Payload) => {
        // A spread would call the getter that makes the message for those who look.
        const detail = Object.defineProperties({ id, file }, Object.getOwnPropertyDescriptors(payload));
        return this.#host.emit('redox-payload', detail as SenderEventDetails['redox-payload'], this.#sends);
      },
    } satisfies Context;
    try {
      const outcome = await run(entry.job, context);
      meter.end();
      entry.job.bytes = undefined;
      entry.job.request = undefined;
      if (outcome.type === 'composed') {
        this.#host.apply(entry, { type: 'compose', message: outcome.payload.message });
        return;
      }
      const { result } = outcome;
      this.#host.apply(entry, { type: 'accept', result });
      this.#host.emit('redox-sent', { id, file, delivery: entry.job.delivery ?? 'embed', documentId, result });
    } finally {
      meter.end();
    }
  }

  /** Deletes an upload that is no longer wanted; what the proxy does not hear of expires there. */
  async discard(url: string): Promise<void> {
    const context = this.#context(new AbortController().signal);
    await discard(url, { ...context, enter() {}, progress() {}, announce: () => false }).catch(() => undefined);
  }

  get #sends(): boolean {
    return this.#host.options.output === 'send';
  }

  #context(signal: AbortSignal): Pick<Context, 'signal' | 'options' | 'transport' | 'tokens'> {
    const { options } = this.#host;
    const transport = options.transport ?? (typeof XMLHttpRequest === 'undefined' ? fetchTransport : xhrTransport);
    const { endpoint } = options;
    if (endpoint && this.#tokens?.endpoint !== endpoint)
      this.#tokens = {
        endpoint,
        source: new TokenSource(endpoint, () => this.#host.options.authorize, transport),
      };
    return { signal, options, transport, tokens: endpoint ? this.#tokens?.source : undefined };
  }
}
