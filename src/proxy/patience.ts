import { ProblemError } from './problem-error.js';

/** How slow a client may be, in milliseconds and bytes. */
export interface Patience {
  /** Without a single byte. */
  idle: number;
  /** In all, besides what the bytes so far may have taken. */
  grace: number;
  /** The slowest that the whole may be; a bad mobile connection is ten times as fast. */
  bytesPerSecond: number;
}

export const PATIENCE: Patience = { idle: 30_000, grace: 30_000, bytesPerSecond: 2_000 };

/**
 * A body as it comes, unless it comes too slowly: a client that sends a byte now and then would hold its place for ever.
 * @throws {ProblemError} 408
 */
export async function* patiently(
  body: ReadableStream<Uint8Array>,
  { idle, grace, bytesPerSecond }: Patience = PATIENCE,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const started = performance.now();
  let bytes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let whole = false;
  try {
    for (;;) {
      const left = started + grace + (bytes / bytesPerSecond) * 1000 - performance.now();
      const late = new Promise<never>((_, reject) => {
        const giveUp = () => reject(new ProblemError(408, 'request-timeout', { detail: 'The body came too slowly' }));
        timer = setTimeout(giveUp, Math.min(idle, Math.max(left, 0)));
      });
      const { done, value } = await Promise.race([reader.read(), late]);
      clearTimeout(timer);
      if (done) {
        whole = true;
        return;
      }
      bytes += value.byteLength;
      yield value;
    }
  } finally {
    clearTimeout(timer);
    // What is not wanted any more is not waited for either.
    if (!whole) reader.cancel().catch(() => {});
  }
}
