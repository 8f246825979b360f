import { base64, messageWith, someBytes } from '../../sandbox/messages.js';
import { tokenOf } from '../tools/clients.js';
import type { Report } from '../tools/report.js';
import { startSandbox, startServer } from '../tools/server-process.js';
import { interleaved, median, pairedRatio, percentile } from '../tools/statistics.js';

const WAYS = ['proxy', 'straight to the sandbox'] as const;
const SENDS = 2000;
const AT_ONCE = 20;
/** What comes first is slow for everybody. */
const WARM_UP = 300;

/** Small messages, one after the other in several lines, through the proxy and beside it. */
export async function proxySends(runs: number): Promise<Report> {
  const results = await interleaved(WAYS, runs, measured);
  const figure = (way: (typeof WAYS)[number], of: 'p99' | 'perSecond' | 'cpu') => results[way].map(one => one[of]);
  const [through, beside] = WAYS;
  return {
    name: `${SENDS} small sends, ${AT_ONCE} at once`,
    rows: WAYS.map(way => ({
      contestant: way,
      figures: {
        'p99 ms': median(figure(way, 'p99')),
        'a second': median(figure(way, 'perSecond')),
        ...(way === through && { 'ms CPU each': median(figure(way, 'cpu')) }),
      },
    })),
    verdicts: [
      {
        what: 'p99 beside the sandbox alone',
        value: pairedRatio(figure(through, 'p99'), figure(beside, 'p99')),
        goal: 1.5,
      },
      {
        what: 'time for all beside the sandbox alone',
        value: pairedRatio(figure(beside, 'perSecond'), figure(through, 'perSecond')),
        goal: 1.5,
      },
      { what: 'CPU of the proxy for each, ms', value: median(figure(through, 'cpu')), goal: 4 },
    ],
  };
}

/** With servers of its own: Redox takes 10,000 requests in five minutes, and so does the sandbox. */
async function measured(way: (typeof WAYS)[number]): Promise<{ p99: number; perSecond: number; cpu: number }> {
  const sandbox = await startSandbox();
  const server = await startServer('proxy', sandbox.redox);
  try {
    const through = way === 'proxy';
    const address = through ? `${server.url}/messages` : `${sandbox.url}/endpoint`;
    const authorization = `Bearer ${await (through ? tokenOf(server.url) : accessToken(sandbox))}`;
    await sendAll(WARM_UP, address, authorization);
    const before = await server.usage();
    const { ms, each } = await sendAll(SENDS, address, authorization);
    const after = await server.usage();
    return {
      p99: percentile(each, 0.99),
      perSecond: SENDS / (ms / 1000),
      cpu: ((after.cpu - before.cpu) * 1000) / SENDS,
    };
  } finally {
    await server.stop();
    await sandbox.stop();
  }
}

async function sendAll(count: number, address: string, authorization: string): Promise<{ ms: number; each: number[] }> {
  const content = { base64: base64(someBytes(1000)) };
  const each: number[] = [];
  const line = async () => {
    while (each.length + AT_ONCE <= count) each.push(await sendOne(address, authorization, content));
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return { ms: performance.now() - started, each };
}

/** @returns milliseconds */
async function sendOne(address: string, authorization: string, content: { base64: string }): Promise<number> {
  const message = messageWith('Notes', content);
  const { DocumentID } = (message as { Note: { DocumentID: string } }).Note;
  const started = performance.now();
  const answer = await fetch(address, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': DocumentID },
    body: JSON.stringify(message),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`A send answered ${answer.status}`);
  return performance.now() - started;
}

async function accessToken({ url, redox }: Awaited<ReturnType<typeof startSandbox>>): Promise<string> {
  const { apiKey, secret } = redox as { apiKey: string; secret: string };
  const answer = await fetch(`${url}/auth/authenticate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiKey, secret }),
  });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}
