import { readFile } from 'node:fs/promises';
import { benchFile } from '../tools/bench-files.js';
import { CLIENTS } from '../tools/clients.js';
import type { Report } from '../tools/report.js';
import { startSandbox, startServer } from '../tools/server-process.js';
import { interleaved, median, pairedRatio } from '../tools/statistics.js';

const SERVERS = ['proxy', 'tus', 'pipe'] as const;
const AT_ONCE = 50;
const SIZE = 29_000_000;
const MB = 1e6;

/** Many files at once through one process, and what that costs it. A server lives for one run. */
export async function proxyUploads(runs: number): Promise<Report> {
  const file = await benchFile(SIZE);
  const bytes = new Uint8Array(await readFile(file.path));
  const sandbox = await startSandbox();
  const run = async (name: (typeof SERVERS)[number]) => {
    const server = await startServer(name, sandbox.redox);
    try {
      await CLIENTS[name](server.url, { bytes, sha256: file.sha256 });
      const before = await server.usage();
      const started = performance.now();
      await Promise.all(
        Array.from({ length: AT_ONCE }, () => CLIENTS[name](server.url, { bytes, sha256: file.sha256 })),
      );
      const ms = performance.now() - started;
      const after = await server.usage();
      await checkArrived(sandbox.url, file.sha256, AT_ONCE + 1);
      return { ms, cpu: after.cpu - before.cpu, grown: (after.peak - before.memory) / MB };
    } finally {
      await server.stop();
    }
  };
  try {
    const results = await interleaved(SERVERS, runs, run);
    const cpu = (name: (typeof SERVERS)[number]) => results[name].map(one => one.cpu);
    return {
      name: `${AT_ONCE} uploads of ${SIZE / MB} MB at once`,
      rows: SERVERS.map(name => ({
        contestant: name,
        figures: {
          's CPU': median(cpu(name)),
          'CPU beside @tus/server': pairedRatio(cpu(name), cpu('tus')),
          'MB memory grown at the peak': median(results[name].map(({ grown }) => grown)),
          s: median(results[name].map(({ ms }) => ms)) / 1000,
        },
      })),
      verdicts: [
        { what: 'CPU beside @tus/server doing the same', value: pairedRatio(cpu('proxy'), cpu('tus')), goal: 1.3 },
        {
          what: 'memory grown at the peak, MB',
          value: median(results.proxy.map(({ grown }) => grown)),
          goal: 100,
        },
      ],
    };
  } finally {
    await sandbox.stop();
    await file.remove();
  }
}

/** @throws Error where not every file has arrived as it was */
async function checkArrived(sandboxUrl: string, sha256: string, count: number): Promise<void> {
  const answer = await fetch(`${sandboxUrl}/received`);
  const { files } = (await answer.json()) as { files: { sha256: string }[] };
  const whole = files.filter(file => file.sha256 === sha256).length;
  if (whole !== count || files.length !== count) throw new Error(`${whole} of ${count} files have arrived`);
  await fetch(`${sandboxUrl}/received`, { method: 'DELETE' });
}
