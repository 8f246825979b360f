import { addSender, eventOf, inputOf, open } from '../tools/sender-page.js';

const sender = addSender({ output: 'send', endpoint: '/redox', 'embed-limit': '31MB', 'request-limit': '60MB' });
globalThis.contestant = {
  input: () => inputOf(sender),
  opened: () => open(sender),
  async finished() {
    await eventOf(sender, 'redox-sent');
    return undefined;
  },
};
