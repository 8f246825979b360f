import { pino } from 'pino';

/** What the proxy needs of a logger: pino's own way of calling, fields before text. */
export interface Logger {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** JSON lines on standard output. */
export const createLogger = (): Logger => pino({ name: 'redox-file-sender' });

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
