import { addSender } from '../tools/sender-page.js';
import { usable } from '../tools/usable.js';

await addSender({ output: 'send', endpoint: '/redox', label: 'Signed form', hint: 'A PDF or a photo' }).updateComplete;
usable();
