import { addSender, eventOf, inputOf, open } from '../tools/sender-page.js';

const sender = addSender({ partial: '', delivery: 'upload', endpoint: '/redox' });
globalThis.contestant = {
  input: () => inputOf(sender),
  opened: () => open(sender),
  async finished() {
    await eventOf(sender, 'redox-payload');
    return undefined;
  },
};
