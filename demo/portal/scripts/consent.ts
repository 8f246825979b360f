import '../../../src/index.js';
import type { RedoxFileSender } from '../../../src/element/index.js';
import { connectForm } from './connect-form.js';
import { today } from './dates.js';
import { byId } from './dom.js';
import { showEvents } from './event-panel.js';
import { showSession } from './session.js';

const sender = byId<RedoxFileSender>('sender');
const signedOn = byId<HTMLInputElement>('signed-on');
signedOn.max = today();

// Whose chart it is stands in the back end's grant; the page knows the form alone.
sender.message = () => ({
  Note: {
    DocumentType: byId<HTMLSelectElement>('document-type').value,
    DocumentDescription: byId<HTMLTextAreaElement>('note').value || undefined,
    DocumentationDateTime: `${signedOn.value}T00:00:00`,
  },
});
sender.authorize = () => ({ 'x-portal-form': 'consent' });

showEvents(sender);
connectForm();
await showSession();
