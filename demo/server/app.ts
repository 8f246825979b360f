import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { strictHeaders } from './headers.js';
import { createLabForm, type Handler } from './lab-form.js';
import { createPages } from './pages.js';
import { createSentForms } from './sent-form.js';
import { createSessionRoutes } from './session-routes.js';
import type { Sessions } from './sessions.js';

export interface AppParts {
  /** Where the built pages lie. */
  pages: string;
  sessions: Sessions;
  /** Answers below `/redox`. */
  proxy: Handler;
  /** Answers below `/_sandbox`; what the server knows of the connection lets it cut one. */
  sandbox: (request: Request, connection: HttpBindings) => Promise<Response>;
}

/** Everything that the demo serves, on one origin. */
export async function createApp({ pages, sessions, proxy, sandbox }: AppParts) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(strictHeaders);
  app.all('/redox/*', c => proxy(c.req.raw));
  app.all('/_sandbox/*', c => sandbox(c.req.raw, c.env));
  app.use(csrf());
  app.route('/', createSessionRoutes(sessions));
  app.route('/', createSentForms(sessions));
  app.route('/', createLabForm(sessions, proxy));
  app.route('/', await createPages(pages, sessions));
  return app;
}
