import type { Outcome } from './run.js';

/** What runs came to, as lines to read. */
export function summarize(outcomes: readonly Outcome[]): string {
  const states = outcomes.flatMap(outcome => outcome.states);
  const total = (count: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + count(outcome), 0);
  const failed = outcomes.filter(({ wrong }) => wrong.length > 0).length;
  const times = outcomes.map(({ ms }) => ms).sort((one, other) => one - other);
  return [
    `${outcomes.length} runs, ${outcomes.filter(({ plan }) => plan.client !== 'core').length} of them with tus-js-client`,
    `${states.length} documents at the end: ${counted(states)}`,
    `failures that users were told on the way: ${counted(outcomes.flatMap(({ failures }) => failures))}`,
    `${total(({ kills }) => kills)} proxies killed, ${total(({ cuts }) => cuts)} connections cut`,
    `milliseconds for a run: median ${Math.round(times[Math.floor(times.length / 2)] ?? 0)}, longest ${Math.round(times.at(-1) ?? 0)}`,
    `${outcomes.length - failed} passed, ${failed} failed`,
  ].join('\n');
}

/** `sent 5, removed 1`, the most frequent first. */
function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return sorted.map(([word, count]) => `${word} ${count}`).join(', ') || 'none';
}
