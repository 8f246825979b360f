import '../../../src/index.js';
import type { RedoxFileSender } from '../../../src/element/index.js';
import { byId } from './dom.js';
import { showEvents } from './event-panel.js';
import { applyAttributes, queryOf, readQuery, snippetOf } from './playground-attributes.js';
import { defaultMessage, formFor } from './playground-message.js';
import { showSession } from './session.js';

const attributes = byId<HTMLFormElement>('attributes');
const message = byId<HTMLTextAreaElement>('message');
const stage = byId('stage');

/** The message that was put into the field; another text is the visitor's own and stays. */
let proposed = '';

function applyMessage(): void {
  const error = byId('message-error');
  try {
    sender.message = message.value.trim() === '' ? undefined : JSON.parse(message.value);
    error.textContent = '';
  } catch {
    error.textContent = 'This is not JSON. The element keeps the last message that was.';
  }
}

function proposeMessage(): void {
  if (message.value !== proposed) return;
  proposed = defaultMessage(sender.model, sender.eventType, sender.partial);
  message.value = proposed;
  applyMessage();
}

function apply(): void {
  applyAttributes(attributes, sender);
  proposeMessage();
  byId<HTMLTextAreaElement>('snippet').value = snippetOf(attributes);
}

// All attributes and properties are there before the element is in the page.
const sender: RedoxFileSender = document.createElement('redox-file-sender');
sender.authorize = () => ({ 'x-portal-form': formFor(sender.model) });
readQuery(attributes, new URLSearchParams(location.search));
apply();
byId<HTMLDetailsElement>('events').open = true;
showEvents(stage);
stage.append(sender);

attributes.addEventListener('input', () => {
  apply();
  history.replaceState(null, '', `?${queryOf(attributes)}`);
});
message.addEventListener('input', applyMessage);
for (const action of ['start', 'pause', 'resume', 'reset'] as const)
  byId(action).addEventListener('click', () => sender[action]());
byId('copy').addEventListener('click', async () => {
  byId('copied').textContent = await navigator.clipboard.writeText(byId<HTMLTextAreaElement>('snippet').value).then(
    () => 'Copied.',
    () => 'This browser does not allow it. Mark the text and copy it.',
  );
});
await showSession();
