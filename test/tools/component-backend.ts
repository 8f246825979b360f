import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { FileStore } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';
import type { TestRunnerConfig, TestRunnerPlugin } from '@web/test-runner';
import { createSandbox } from '../../demo/sandbox/index.js';
import { createRedoxProxy, type Grant } from '../../src/proxy/index.js';
import { slowAnswers } from './slow-answers.js';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];
type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * What a component talks to, on the test pages' own origin: the proxy under `/redox`, the sandbox under `/_sandbox`, an
 * unmodified @tus/server under `/tus`, and answers that come when a test says so under `/slow`.
 */
export function componentBackend(): { middleware: Middleware; plugin: TestRunnerPlugin } {
  const routes = new Map<string, Listener>([['slow', slowAnswers()]]);
  const closers: (() => unknown)[] = [];
  return {
    middleware: async (context, next) => {
      const listener = routes.get(context.path.split('/')[1] ?? '');
      if (!listener) return next();
      context.respond = false;
      await listener(context.req, context.res);
    },
    plugin: {
      name: 'component-backend',
      async serverStart({ config }) {
        const folder = await mkdtemp(join(tmpdir(), 'component-backend-'));
        const sandbox = await createSandbox();
        const { clientId, keyId, privateKey, sourceId } = sandbox.credentials;
        const redoxUrl = `http://${config.hostname}:${config.port}/_sandbox`;
        const proxy = createRedoxProxy({
          redox: { apiUrl: redoxUrl, blobUrl: redoxUrl, clientId, keyId, privateKey, sourceId },
          authorize: grantFor,
          tokenSecret: crypto.randomUUID(),
          dataDir: join(folder, 'proxy'),
          logger: { info() {}, warn() {}, error() {} },
        });
        const tus = new TusServer({ path: '/tus', datastore: new FileStore({ directory: folder }) });
        routes.set('_sandbox', getRequestListener(sandbox.fetch));
        routes.set('redox', getRequestListener(proxy));
        routes.set('tus', tus.handle.bind(tus));
        closers.push(proxy.close, sandbox.close, () => rm(folder, { recursive: true, force: true }));
      },
      async serverStop() {
        for (const close of closers) await close();
      },
    },
  };
}

/**
 * A test says in headers who asks: `x-test-session: refused` is nobody, `x-test-subject` names somebody else, and
 * `x-test-bind: patient` has a patient in the grant.
 */
function grantFor({ headers }: Request): Grant | null {
  if (headers.get('x-test-session') === 'refused') return null;
  const subject = headers.get('x-test-subject') ?? 'tester';
  if (headers.get('x-test-bind') !== 'patient') return { subject };
  return { subject, message: { Patient: { Identifiers: [{ ID: 'bound-patient', IDType: 'MR' }] } } };
}
