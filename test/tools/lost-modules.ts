import type { TestRunnerConfig } from '@web/test-runner';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/** What the element loads with the first file. */
const LATER = /\/file-work\.ts/;

/**
 * Copies of the sources that a connection breaks in: below `/lost/{id}/src` is all that is below `/src`, but what the
 * element loads with the first file gets no answer before `POST /lost/{id}/found`.
 */
export function lostModules(): Middleware {
  const found = new Set<string>();
  return async (context, next) => {
    const [, id = '', rest = ''] = /^\/lost\/(\w+)(\/.*)/.exec(context.url) ?? [];
    if (!id) return next();
    if (rest === '/found') {
      found.add(id);
      context.status = 204;
    } else if (LATER.test(rest) && !found.has(id)) context.req.socket.destroy();
    else {
      context.url = rest;
      return next();
    }
  };
}
