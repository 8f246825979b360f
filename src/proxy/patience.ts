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
 * A body as it comes, unless it comes too slowly, which ends it with a `ProblemError` 408: a client that sends a byte now
 * and then would hold its place for ever. The time that we take ourselves, such as a busy disk's, is not counted.
 * @param onLate hears of that error, for those whose reader makes another of it
 */
export function patiently(
  body: ReadableStream<Uint8Array>,
  { idle, grace, bytesPerSecond }: Patience = PATIENCE,
  onLate: (error: ProblemError) => void = () => {},
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  // What is not wanted any more is not waited for either.
  const letGo = () => void reader.cancel().catch(() => {});
  let bytes = 0;
  let waited = 0;
  let late = false;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const giveUp = () => {
        late = true;
        const error = new ProblemError(408, 'request-timeout', { detail: 'The body came too slowly' });
        onLate(error);
        controller.error(error);
        letGo();
      };
      const timer = setTimeout(giveUp, idle);
      const asked = performance.now();
      // Ends, too, when it is let go.
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (late) return;
      if (done) {
        controller.close();
        return;
      }
      bytes += value.byteLength;
      waited += performance.now() - asked;
      if (waited > grace + (bytes / bytesPerSecond) * 1000) giveUp();
      else controller.enqueue(value);
    },
    cancel: letGo,
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
