import { addSender } from '../tools/sender-page.js';
import { usable } from '../tools/usable.js';

const sender = addSender({ output: 'send', endpoint: '/redox', label: 'Signed form', hint: 'A PDF or a photo' });
// A top-level await would make the bundler put what lazy modules share with the page into files of their own.
sender.updateComplete.then(usable);
