import { pino } from 'pino';

/** What the proxy needs of a logger: pino's own way of calling, fields before text. */
export interface Logger {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** A logger whose output is its own. */
export interface OwnLogger extends Logger {
  /**
   * Writes what is left, after which nothing may come.
   * @param milliseconds at most
   * @returns false where its output takes nothing: that write goes on, and a process that exits waits for it
   */
  end(milliseconds: number): Promise<boolean>;
}

/** In bytes, of lines that could not be written yet; beyond it they are lost. */
const MOST_KEPT = 1_000_000;

/**
 * JSON lines on standard output. What cannot be written there, as on a full disk, is tried again with the next line and
 * ends nothing: without a listener the library would end the process, and wait in that for ever until it can be written.
 */
export function createLogger(): OwnLogger {
  const output = pino.destination({ dest: 1, sync: false, maxLength: MOST_KEPT });
  const { flushSync } = output;
  output.on('error', () => {
    output.flushSync = () => {};
  });
  output.on('write', () => {
    output.flushSync = flushSync;
  });
  const end = (milliseconds: number) =>
    new Promise<boolean>(resolve => {
      const timer = setTimeout(resolve, milliseconds, false);
      for (const event of ['close', 'error'])
        output.once(event, () => {
          clearTimeout(timer);
          resolve(true);
        });
      output.end();
    });
  return Object.assign(pino({ name: 'redox-file-sender' }, output), { end });
}

/** Of an error: what it is and where it comes from. Never its text, which may repeat what was sent to us. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  return {
    error: error.name,
    ...(typeof code === 'string' && { errorCode: code }),
    at: error.stack
      ?.split('\n')
      .filter(line => /^ {4}at /.test(line))
      .slice(0, 5),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
