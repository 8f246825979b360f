import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

export interface KillableProcess {
  /** `http://127.0.0.1:{port}`, the same after every start. */
  origin: string;
  child(): ChildProcess;
  /** Ends it with -9 and starts it again on the same port. */
  killAndRestart(): Promise<void>;
}

/** A server in a process of its own, which listens on `PORT` and tells its parent `{port}`. */
export async function startKillable(
  t: TestContext,
  script: URL,
  env: Record<string, string>,
): Promise<KillableProcess> {
  let port = 0;
  const start = async () => {
    const child = fork(fileURLToPath(script), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...env, PORT: String(port) },
    });
    const [message] = (await once(child, 'message')) as [{ port: number }];
    port = message.port;
    return child;
  };
  let child = await start();
  t.after(() => child.kill('SIGKILL'));
  return {
    origin: `http://127.0.0.1:${port}`,
    child: () => child,
    async killAndRestart() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      child = await start();
    },
  };
}
