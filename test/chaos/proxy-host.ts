import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, ProxySettings, Report } from './proxy-process.js';

const SCRIPT = fileURLToPath(new URL('proxy-process.ts', import.meta.url));

/** Proxies for runs, in processes that can be killed; another one always waits, so that a restart takes no time. */
export class ProxyHost {
  /** What processes said that ended by themselves. */
  readonly crashes: string[] = [];
  #current = this.#spawn();
  #standby = this.#spawn();
  #settings: ProxySettings | undefined;

  async start(settings: ProxySettings): Promise<{ port: number }> {
    const child = await this.#current;
    const listening = report(child, 'listening');
    order(child, { type: 'start', settings });
    const { port } = await listening;
    this.#settings = { ...settings, port };
    return { port };
  }

  /** Ends the process at once. A new proxy on the same folder and port comes with `restart`. */
  async kill(): Promise<void> {
    const killed = this.#current;
    this.#current = this.#standby;
    this.#standby = this.#spawn();
    await end(await killed);
  }

  async restart(): Promise<void> {
    if (!this.#settings) throw new Error('There was no proxy that could be started again');
    await this.start(this.#settings);
  }

  async session(good: boolean): Promise<void> {
    order(await this.#current, { type: 'session', good });
  }

  /** Lets the proxy finish what is under way. */
  async stop(): Promise<void> {
    const child = await this.#current;
    const stopped = report(child, 'stopped');
    order(child, { type: 'stop' });
    await stopped;
  }

  async close(): Promise<void> {
    await Promise.all([this.#current, this.#standby].map(async child => end(await child)));
  }

  async #spawn(): Promise<ChildProcess> {
    const child = fork(SCRIPT, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', text => {
      said += text;
    });
    child.once('exit', code => {
      if (!ended.has(child)) this.crashes.push(`The proxy's process ended with ${code}: ${said}`);
    });
    await report(child, 'ready');
    return child;
  }
}

/** Those that were meant to. */
const ended = new WeakSet<ChildProcess>();

async function end(child: ChildProcess): Promise<void> {
  ended.add(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

const order = (child: ChildProcess, what: Order): void => {
  if (child.connected) child.send(what);
};

/** @throws when the process ends before it */
function report<T extends Report['type']>(child: ChildProcess, type: T): Promise<Extract<Report, { type: T }>> {
  return new Promise((resolve, reject) => {
    const hear = (said: Report) => {
      if (said.type !== type) return;
      child.off('message', hear).off('exit', gone);
      resolve(said as Extract<Report, { type: T }>);
    };
    const gone = () => reject(new Error(`The proxy's process ended before it was ${type}`));
    child.on('message', hear).once('exit', gone);
  });
}
