import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** For a loaded machine. In milliseconds. */
const START_LIMIT = 60_000;
/** What has not ended by itself by then is ended. In milliseconds. */
const END_LIMIT = 5000;

/** One browser, driven by W3C WebDriver. */
export interface WebDriver {
  /** Goes to an address, and does not wait for it. */
  open(url: string): Promise<void>;
  /** Ends the browser and all that was started for it. */
  stop(): Promise<void>;
}

export interface WebDriverOptions {
  driver: string;
  browser: string;
  /** Path of Xvfb, for a display of its own; undefined for the machine's. */
  display: string | undefined;
}

/** @throws Error where something does not start, and then leaves nothing behind */
export async function startWebDriver({ driver, browser, display }: WebDriverOptions): Promise<WebDriver> {
  const processes = childProcesses();
  try {
    const env = { ...process.env, ...(display && { DISPLAY: await startDisplay(display, processes.start) }) };
    const port = await freePort();
    const child = processes.start(driver, [`--port=${port}`], { env, stdio: 'ignore' });
    const call = caller(`http://127.0.0.1:${port}`);
    await answering(() => call('GET', '/status'), child);
    const options = { binary: browser, args: ['--automation'] };
    const capabilities = { alwaysMatch: { pageLoadStrategy: 'none', 'webkitgtk:browserOptions': options } };
    const { sessionId } = (await call('POST', '/session', { capabilities })) as { sessionId: string };
    return {
      async open(url) {
        await call('POST', `/session/${sessionId}/url`, { url });
      },
      async stop() {
        await call('DELETE', `/session/${sessionId}`).catch(() => undefined);
        await processes.stop();
      },
    };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

/** Processes that end with this one, however it ends. */
function childProcesses() {
  const running = new Set<ChildProcess>();
  const killAll = () => {
    for (const child of running) child.kill('SIGKILL');
  };
  const onSignal = () => process.exit(1);
  process.once('exit', killAll).once('SIGTERM', onSignal);
  return {
    start(command: string, args: string[], options: SpawnOptions): ChildProcess {
      const child = spawn(command, args, options);
      running.add(child);
      child.once('error', () => running.delete(child)).once('exit', () => running.delete(child));
      return child;
    },
    async stop() {
      const ended = [...running].map(child => once(child, 'exit'));
      for (const child of running) child.kill();
      const timer = setTimeout(killAll, END_LIMIT);
      await Promise.all(ended);
      clearTimeout(timer);
      process.off('exit', killAll).off('SIGTERM', onSignal);
    },
  };
}

/** @returns the display's name, once it takes windows */
async function startDisplay(command: string, start: ReturnType<typeof childProcesses>['start']): Promise<string> {
  const child = start(command, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ready = child.stdio[3];
  if (!ready) throw new Error('There is no way to hear from Xvfb');
  const signal = AbortSignal.timeout(START_LIMIT);
  const [number] = await Promise.race([once(ready, 'data', { signal }), failed(child)]);
  return `:${String(number).trim()}`;
}

/** Rejects when a process ends or cannot be started. */
function failed(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`${child.spawnfile} ended with ${code}`)));
  });
}

async function answering(ask: () => Promise<unknown>, child: ChildProcess): Promise<void> {
  const start = Date.now();
  const ended = failed(child);
  for (;;) {
    const answered = await Promise.race([
      ask().then(
        () => true,
        () => false,
      ),
      ended,
    ]);
    if (answered) break;
    if (Date.now() - start > START_LIMIT) throw new Error(`${child.spawnfile} does not answer`);
    await wait(50);
  }
}

/** Commands of the protocol: a method and a path to the `value` of the answer. */
const caller = (base: string) => async (method: string, path: string, body?: object) => {
  const response = await fetch(base + path, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(START_LIMIT),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${error}: ${message}`);
};
