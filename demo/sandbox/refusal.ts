import { randomInt } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** An error as Redox answers it; thrown wherever a rule is broken, and answered in one place. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: object;
  readonly headers: Record<string, string>;

  constructor(status: number, body: object, headers: Record<string, string> = {}) {
    super(`Refused with ${status}`);
    this.status = status as ContentfulStatusCode;
    this.body = body;
    this.headers = headers;
  }
}

/** The short shape of an error: `{"errorDetail": string}`. */
export const errorDetail = (text: string) => ({ errorDetail: text });

/** The shape of an error of the token endpoint (RFC 6749 section 5.2). */
export const oauthError = (error: string, description: string) => ({ error, error_description: description });

/**
 * The shape of an error about a message ("Error handling and responses"): what the message says of itself, and one entry
 * for each thing that is wrong with it.
 */
export const messageErrors = (meta: object, texts: readonly string[], module = 'DataModels') => ({
  Meta: {
    ...meta,
    Errors: texts.map(text => ({ ID: randomInt(1, 2 ** 31), Text: text, Type: 'message', Module: module })),
  },
});
