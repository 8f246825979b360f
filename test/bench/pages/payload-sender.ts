import type { NotesNew } from '../../../src/models/index.js';
import { addSender, eventOf, inputOf, open } from '../tools/sender-page.js';

const sender = addSender({ partial: '', 'embed-limit': '31MB', 'request-limit': '60MB' });
globalThis.contestant = {
  input: () => inputOf(sender),
  opened: () => open(sender),
  async finished() {
    const { detail } = await eventOf(sender, 'redox-payload');
    return (detail.message as NotesNew).Note.FileContents ?? undefined;
  },
};
