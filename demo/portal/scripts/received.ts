import { html, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { byId } from './dom.js';
import { connectFaults } from './faults.js';
import { fileTemplate, messageTemplate } from './received-templates.js';
import { emptyReceived, type Received, readReceived } from './sandbox.js';
import { showSession } from './session.js';

/** Milliseconds between two looks at the sandbox. */
const INTERVAL = 2000;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** A status is read out whenever it is written, so it is written when it differs. */
function tell(text: string): void {
  const tally = byId('tally');
  if (tally.textContent !== text) tally.textContent = text;
}

function drawList<T extends { id: PropertyKey }>(
  place: string,
  items: readonly T[],
  template: (item: T) => TemplateResult,
  none: string,
): void {
  const latestFirst = [...items].reverse();
  render(
    items.length > 0
      ? html`<ul class="arrivals">${repeat(latestFirst, ({ id }) => id, template)}</ul>`
      : html`<p class="quiet">${none}</p>`,
    byId(place),
  );
}

function draw({ messages, files }: Received): void {
  tell(`${counted(messages.length, 'message')} and ${counted(files.length, 'uploaded file')}`);
  drawList('messages', messages, message => messageTemplate(message, files), 'No message has arrived yet.');
  drawList('files', files, fileTemplate, 'No file has been uploaded yet. Small ones travel within their message.');
}

async function refresh(): Promise<void> {
  await readReceived().then(draw, () => tell('The sandbox does not answer.'));
}

async function poll(): Promise<void> {
  if (!document.hidden) await refresh();
  setTimeout(poll, INTERVAL);
}

byId('refresh').addEventListener('click', refresh);
byId('empty').addEventListener('click', async () => {
  await emptyReceived();
  await refresh();
});
connectFaults();
await showSession();
await poll();
