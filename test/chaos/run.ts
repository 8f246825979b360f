import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compareBooks } from './books.js';
import { type Client, isAtRest, lastBelief } from './client.js';
import { startCoreClient } from './core-client.js';
import { type Document, makeDocument } from './documents.js';
import { makePlan, type Plan } from './plan.js';
import { Scene, type Surroundings } from './scene.js';
import { findTraces } from './traces.js';
import { startTusClient } from './tus-client.js';

/** In milliseconds: who has not come to rest by then hangs. Generous, because the machine may be busy. */
const REST = 30_000;
/** How often the user tries again when all is well. */
const ROUNDS = 6;

/** How one run ended. */
export interface Outcome {
  plan: Plan;
  /** One sentence for each thing that is not right; empty when all is. */
  wrong: string[];
  /** How each document stood at the end, and every failure that the user was told on the way. */
  states: string[];
  failures: string[];
  kills: number;
  cuts: number;
  ms: number;
}

/** One run: everything goes wrong that the plan says, then nothing more, and the books are compared. */
export async function run(seed: string, surroundings: Surroundings): Promise<Outcome> {
  const started = performance.now();
  const plan = makePlan(seed);
  const folder = await mkdtemp(join(tmpdir(), 'redox-chaos-'));
  const scene = new Scene(plan, surroundings, folder);
  try {
    const endpoint = await scene.open();
    const documents = plan.files.map((file, index) => makeDocument(file, `${seed}-${index}`));
    const start = plan.client === 'core' ? startCoreClient : startTusClient;
    const client = start(plan, documents, endpoint);
    await scene.play(client, documents);
    const wrong = await comeToRest(client, documents);
    client.close();
    await scene.end();
    await surroundings.sandbox.settle();
    wrong.push(...(await compareBooks(client, documents, surroundings.sandbox)));
    wrong.push(...scene.wrong, ...surroundings.proxies.crashes.splice(0));
    wrong.push(...(await findTraces(scene.settings.dataDir, scene.settings.logFile)));
    const beliefs = documents.flatMap(document => client.beliefs(document));
    return {
      plan,
      wrong,
      states: documents.map(document => lastBelief(client, document)).map(last => last?.code ?? last?.state ?? 'none'),
      failures: beliefs.flatMap(({ code }) => code ?? []),
      kills: scene.kills,
      cuts: scene.cuts,
      ms: performance.now() - started,
    };
  } finally {
    scene.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** After the storm the user goes on with everything, a few times: then every document is sent, or nobody can know. */
async function comeToRest(client: Client, documents: readonly Document[]): Promise<string[]> {
  for (let round = 0; round < ROUNDS; round++) {
    const hanging = await waitForRest(client, documents);
    if (hanging.length > 0) return hanging;
    const open = documents.filter(document => !isSettled(client, document));
    // Also what is unconfirmed: a retry may learn how it ended.
    const unknown = round === 0 ? documents.filter(document => isUnconfirmed(client, document)) : [];
    if (open.length + unknown.length === 0) return [];
    for (const document of [...open, ...unknown])
      client.act(lastBelief(client, document)?.state === 'paused' ? 'resume' : 'retry', document);
  }
  return [
    ...(await waitForRest(client, documents)),
    ...documents
      .filter(document => !isSettled(client, document))
      .map(document => `${document.mark}: is not sent when all is well again: ${lastBelief(client, document)?.code}`),
  ];
}

const isUnconfirmed = (client: Client, document: Document): boolean =>
  lastBelief(client, document)?.code === 'send-unconfirmed';

const isSettled = (client: Client, document: Document): boolean =>
  ['sent', 'ready', 'removed'].includes(lastBelief(client, document)?.state ?? '') || isUnconfirmed(client, document);

async function waitForRest(client: Client, documents: readonly Document[]): Promise<string[]> {
  const until = performance.now() + REST;
  let moving = documents;
  while (moving.length > 0 && performance.now() < until) {
    await sleep(5);
    moving = moving.filter(document => !isAtRest(client, document));
  }
  return moving.map(document => `${document.mark}: hangs while it is ${lastBelief(client, document)?.state}`);
}
