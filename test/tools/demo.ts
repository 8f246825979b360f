import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));

export interface StartedDemo {
  /** Its origin, such as `http://127.0.0.1:41234`. */
  url: string;
  stop(): Promise<void>;
}

/**
 * The demo as `npm start` runs it, in a process of its own on a free port.
 * @throws Error when it ends before it has printed its URL
 */
export async function startDemo(): Promise<StartedDemo> {
  const child = spawn(process.execPath, ['--import=tsx', START], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await printedUrl(child);
  return {
    url,
    async stop() {
      child.kill();
      await exited;
    },
  };
}

function printedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`The demo ended with ${code} before it had a URL`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', line => {
      const url = /http:\/\/[\w.]+:\d+/.exec(line);
      if (url) resolve(url[0]);
    });
  });
}
