import type { Timed } from '../tools/contestant.js';

/** What the driver calls in every page that takes a file. */
let outcome: string | undefined;

const nextTask = () => new Promise(resolve => setTimeout(resolve));

async function ready(): Promise<void> {
  while (!globalThis.contestant?.input()) await nextTask();
  await contestant.opened?.();
}

/** A chain of `setTimeout(0)` stands for everything else that the page has to do meanwhile. */
async function timed(): Promise<Timed> {
  const { contestant } = globalThis;
  const finished = contestant.finished();
  await new Promise(resolve => contestant.input()?.addEventListener('change', resolve, { capture: true, once: true }));
  const start = performance.now();
  let last = start;
  let blocked = 0;
  let ended = false;
  const look = () => {
    const now = performance.now();
    blocked = Math.max(blocked, now - last);
    last = now;
    if (!ended) setTimeout(look);
  };
  setTimeout(look);
  outcome = await finished;
  const ms = performance.now() - start;
  ended = true;
  look();
  return { ms, blocked };
}

/** The hash of what the page came to, where that is base64. */
async function hashOfOutcome(): Promise<string | undefined> {
  if (outcome === undefined) return undefined;
  const bytes = Uint8Array.from(atob(outcome), character => character.charCodeAt(0));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('');
}

Object.assign(globalThis, { harness: { ready, timed, hashOfOutcome } });
