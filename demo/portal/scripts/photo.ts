import '../../../src/index.js';
import type { RedoxFileSender } from '../../../src/element/index.js';
import { connectForm } from './connect-form.js';
import { byId } from './dom.js';
import { showEvents } from './event-panel.js';
import { showSession } from './session.js';

const form = byId<HTMLFormElement>('form');
const sender = byId<RedoxFileSender>('sender');

// The function gets each file, so every photo's message can say when it was taken.
sender.message = file => ({
  Media: {
    DocumentType: new FormData(form).get('document-type')?.toString(),
    DocumentDescription: byId<HTMLTextAreaElement>('description').value || undefined,
    CreationDateTime: new Date(file.lastModified).toISOString(),
  },
});
sender.authorize = () => ({ 'x-portal-form': 'photo' });

showEvents(sender);
connectForm();
await showSession();
