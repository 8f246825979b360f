/** Time, as far as sending a file needs it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back when so many milliseconds have gone. @returns what takes that back */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
