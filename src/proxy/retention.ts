/** How long things are kept, in seconds. */
export interface Retention {
  /** An upload that is not complete, from its creation on; a day by default. */
  unfinished?: number | undefined;
  /** A complete upload that nobody commits; a day by default. What Redox has confirmed is deleted at once. */
  finished?: number | undefined;
  /** How long a message may refer to a file that Redox has; 30 days by default. */
  uploads?: number | undefined;
  /** How long a key is known, so that nothing is sent twice under it; 30 days by default. */
  sends?: number | undefined;
  /** The audit trail; a year by default. */
  audit?: number | undefined;
}

const DAY = 24 * 60 * 60;
const DEFAULT = { unfinished: DAY, finished: DAY, uploads: 30 * DAY, sends: 30 * DAY, audit: 365 * DAY };

/** In milliseconds. */
export type RetentionTimes = Readonly<Record<keyof Retention, number>>;

/** @throws {TypeError} saying which is wrong */
export function readRetention(given: Retention = {}): RetentionTimes {
  if (typeof given !== 'object' || given === null)
    throw new TypeError('retention must be an object of times in seconds');
  for (const [name, seconds] of Object.entries(given)) {
    if (!(name in DEFAULT))
      throw new TypeError(`retention.${name} is not known: ${Object.keys(DEFAULT).join(', ')} are`);
    if (seconds !== undefined && !(typeof seconds === 'number' && seconds > 0 && Number.isFinite(seconds)))
      throw new TypeError(`retention.${name} must be a number of seconds above 0`);
  }
  const milliseconds = (name: keyof Retention) => (given[name] ?? DEFAULT[name]) * 1000;
  return {
    unfinished: milliseconds('unfinished'),
    finished: milliseconds('finished'),
    uploads: milliseconds('uploads'),
    sends: milliseconds('sends'),
    audit: milliseconds('audit'),
  };
}
