import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import type { TestContext } from 'node:test';
import { serveHttp } from '../http-server.js';
import { grantFor } from '../setup.js';

export interface Portal {
  /** For AUTHORIZE_URL. */
  url: string;
  /** What it was asked, newest last. */
  asked: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string }[];
}

/** A portal's back end in whatever language: a cookie says who is there. */
export async function startPortal(t: TestContext, answer: RequestListener = byCookie): Promise<Portal> {
  const asked: Portal['asked'] = [];
  const origin = await serveHttp(t, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method, url: request.url, headers: request.headers, body });
    answer(request, response);
  });
  return { url: `${origin}/redox-grant`, asked };
}

const byCookie: RequestListener = (request, response) => {
  const user = /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (user === 'blocked') response.writeHead(403).end();
  else if (user) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(grantFor(user)));
  else response.writeHead(401).end();
};
