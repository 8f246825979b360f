import { type Clock, systemClock } from './clock.js';
import type { Entry } from './entry.js';
import type { SenderEventDetails, SenderEventName } from './events.js';
import { fetchTransport } from './fetch-transport.js';
import type { FileEvent } from './file-state.js';
import type { Context, Payload, Way } from './job.js';
import type { SenderOptions } from './options.js';
import { discard, run } from './pipeline.js';
import { ProgressMeter } from './progress-meter.js';
import { TokenSource } from './token-source.js';
import type { Transport } from './transport.js';
import { WakeLock } from './wake-lock.js';
import { xhrTransport } from './xhr-transport.js';

/** What a runner tells the sender that it works for. */
export interface RunnerHost {
  options(): Readonly<SenderOptions>;
  apply(entry: Entry, event: FileEvent): void;
  progress(entry: Entry): void;
  /** @returns whether no listener prevented the event's default */
  emit<N extends SenderEventName>(type: N, detail: SenderEventDetails[N], cancelable?: boolean): boolean;
}

/** Takes entries through the pipeline; one for a sender, so that its files share a token. */
export class Runner {
  readonly #host: RunnerHost;
  readonly #wakeLock = new WakeLock();
  readonly #way: Way = { chunk: Number.POSITIVE_INFINITY, message: Number.POSITIVE_INFINITY };
  #tokens: { endpoint: string; source: TokenSource } | undefined;

  constructor(host: RunnerHost) {
    this.#host = host;
  }

  /** @throws RedoxFileError, or the signal's reason */
  async run(entry: Entry, signal: AbortSignal): Promise<void> {
    const { job } = entry;
    const { id, file } = job;
    const meter = new ProgressMeter(progress => {
      entry.progress = progress;
      this.#host.progress(entry);
    });
    const base = this.#context(signal);
    const isSent = base.options.output === 'send';
    const context = {
      ...base,
      enter: phase => {
        const type = ({ encoding: 'encode', uploading: 'upload', sending: 'send' } as const)[phase];
        meter.enter(phase);
        this.#host.apply(entry, { type });
        if (phase !== 'encoding') this.#wakeLock.hold(entry);
      },
      waiting: () => meter.wait(),
      begun: () => Boolean(job.uploadUrl || job.fate),
      progress: (sent, total) => meter.count(sent, total),
      announce: (payload: Payload) => {
        // A spread would call the getter that makes the message for those who look.
        const detail = Object.defineProperties({ id, file }, Object.getOwnPropertyDescriptors(payload));
        return this.#host.emit('redox-payload', detail as SenderEventDetails['redox-payload'], isSent);
      },
    } satisfies Context;
    try {
      const { payload, result } = await run(job, context);
      // It may have been held or removed since.
      if (payload) signal.throwIfAborted();
      meter.end();
      job.bytes = undefined;
      job.request = undefined;
      if (payload) {
        this.#host.apply(entry, { type: 'compose', message: payload.message });
        if (!isSent) context.announce(payload);
      } else {
        const { delivery = 'embed', documentId } = job;
        this.#host.apply(entry, { type: 'accept', result });
        this.#host.emit('redox-sent', { id, file, delivery, documentId, result });
      }
    } finally {
      meter.end();
      this.#wakeLock.release(entry);
    }
  }

  /** Deletes an upload that is no longer wanted; what the proxy does not hear of expires there. */
  async discard(url: string): Promise<void> {
    const context = this.#context(new AbortController().signal);
    await discard(url, { ...context, waiting() {}, begun: () => false }).catch(() => undefined);
  }

  #context(signal: AbortSignal): Pick<Context, 'signal' | 'options' | 'clock' | 'transport' | 'tokens' | 'way'> {
    const options = this.#host.options();
    const { endpoint, clock = systemClock } = options;
    const transport = options.transport ?? this.#transportFor(clock);
    if (endpoint && this.#tokens?.endpoint !== endpoint)
      this.#tokens = {
        endpoint,
        source: new TokenSource(endpoint, () => this.#host.options().authorize, transport, clock),
      };
    return { signal, options, clock, transport, way: this.#way, tokens: endpoint ? this.#tokens?.source : undefined };
  }

  #transportFor(clock: Clock): Transport {
    return (typeof XMLHttpRequest === 'undefined' ? fetchTransport : xhrTransport)(clock);
  }
}
