import '../../../src/index.js';
import type { RedoxFileSender } from '../../../src/element/index.js';
import { connectForm } from './connect-form.js';
import { today } from './dates.js';
import { byId } from './dom.js';
import { showEvents } from './event-panel.js';
import { showSession } from './session.js';

const sender = byId<RedoxFileSender>('sender');
byId<HTMLInputElement>('collected-on').max = today();

// The message holds nothing but the file: patient, order and destination are the back end's to add.
sender.authorize = () => ({ 'x-portal-form': 'lab' });

showEvents(sender);
connectForm();
await showSession();
