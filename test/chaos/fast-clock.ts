/**
 * How many times faster time runs for the code under test: its waits and time limits keep their proportions, and what
 * takes minutes on a bad day takes a second.
 */
export const SPEED = 60;

/**
 * Makes this process's timers run fast: those that the code under test uses. What imports `node:timers/promises` keeps
 * the time of the clock on the wall.
 */
export function speedUp(): void {
  const { setTimeout: slow } = globalThis;
  const { timeout } = AbortSignal;
  const fast = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    slow(callback, ms / SPEED, ...args);
  // With what `promisify` wants to find there.
  globalThis.setTimeout = Object.defineProperties(fast, Object.getOwnPropertyDescriptors(slow)) as typeof setTimeout;
  AbortSignal.timeout = ms => timeout.call(AbortSignal, Math.ceil(ms / SPEED));
}
