import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { PROBLEM_CONTENT_TYPE, type Problem } from '../../src/protocol/index.js';

/** RFC 9457 problem details, as the proxy answers them, so that a page reads the portal's errors the same way. */
export function problem(c: Context, status: ContentfulStatusCode, code: string, title: string): Response {
  const body: Problem = { type: 'about:blank', title, status, code };
  return c.body(JSON.stringify(body), status, { 'Content-Type': PROBLEM_CONTENT_TYPE });
}
