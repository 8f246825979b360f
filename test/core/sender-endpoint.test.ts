import { expect } from '@open-wc/testing';
import { nextTask } from '../../src/core/next-task.js';
import { created, held, next, only, sending, token, UPLOADED, upload } from './sending.js';
import { fileOf } from './support.js';

describe('an upload whose host goes over to another proxy', () => {
  it('that is paused meanwhile begins anew there: the first gets no token of its', async () => {
    const chunk = held();
    const { sender, said } = sending([token, created(), chunk, token, ...UPLOADED.slice(1)], upload);
    sender.add([fileOf(150)]);
    await chunk.asked;
    sender.pause();
    sender.configure({ endpoint: 'https://portal.example/other' });
    const sent = next(sender, 'redox-sent');
    sender.resume();
    await sent;
    expect(said().slice(3, 6)).to.deep.equal([
      'POST /other/token',
      'POST /other/uploads',
      'PATCH /other/uploads/1 0+100',
    ]);
  });

  it('that is removed then ends by itself', async () => {
    const chunk = held();
    const { sender, said } = sending([token, created(), chunk], upload);
    sender.add([fileOf(150)]);
    await chunk.asked;
    sender.pause();
    sender.configure({ endpoint: 'https://portal.example/other' });
    const done = next(sender, 'redox-complete');
    sender.remove(only(sender).id);
    await done;
    await nextTask();
    expect(said().length).to.equal(3);
  });
});
