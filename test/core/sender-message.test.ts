import { expect } from '@open-wc/testing';
import { nextTask } from '../../src/core/clock.js';
import type { TransportRequest } from '../../src/core/transport.js';
import { accepted, held, next, only, sending, token } from './sending.js';
import { fileOf, problem, silence, stoppedClock } from './support.js';

describe('a message', () => {
  const bodies = (requests: TransportRequest[]) =>
    Promise.all(
      requests.flatMap(({ url, body }) => (/messages$/.test(url) && body instanceof Blob ? [body.text()] : [])),
    );

  it('that may have been accepted is repeated as it was, whatever the host says now', async () => {
    const { sender, requests } = sending([token, problem(502, 'send-unconfirmed'), accepted], {
      message: { Note: { DocumentType: 'Before' } },
    });
    const failed = next(sender, 'redox-error');
    sender.add([fileOf(20)]);
    expect((await failed).error.code).to.equal('send-unconfirmed');
    sender.configure({ message: { Note: { DocumentType: 'After' } } });
    const sent = next(sender, 'redox-sent');
    sender.retry();
    await sent;
    const [first, second] = await bodies(requests);
    expect(first).to.include('Before');
    expect(second).to.equal(first);
  });

  it('that was certainly not accepted is composed anew under the same identifier', async () => {
    const { sender, requests } = sending([token, problem(422, 'redox-rejected'), accepted], {
      message: { Note: { DocumentType: 'Before' } },
    });
    const failed = next(sender, 'redox-error');
    sender.add([fileOf(20)]);
    const { id } = await failed;
    const { documentId } = only(sender);
    sender.configure({ message: { Note: { DocumentType: 'After' } } });
    const sent = next(sender, 'redox-sent');
    sender.retry(id);
    expect((await sent).documentId).to.equal(documentId);
    const [first, second] = await bodies(requests);
    expect([first?.includes('Before'), second?.includes('After')]).to.deep.equal([true, true]);
  });

  it('that has begun to leave is not taken back: its file stays, and is sent', async () => {
    const message = held();
    const { sender } = sending([token, message]);
    sender.add([fileOf(20)]);
    await message.asked;
    sender.remove(only(sender).id);
    sender.pause();
    sender.reset();
    expect(only(sender).state).to.equal('sending');
    const sent = next(sender, 'redox-sent');
    message.give(accepted);
    await sent;
    sender.remove(only(sender).id);
    expect(sender.files.length).to.equal(0);
  });

  it('of which nothing has left is gone with its file', async () => {
    const asking = held();
    const { sender, said } = sending([asking]);
    sender.add([fileOf(20)]);
    await asking.asked;
    const done = next(sender, 'redox-complete');
    sender.remove(only(sender).id);
    await done;
    asking.give(token);
    expect([sender.files.length, said()]).to.deep.equal([0, ['POST token']]);
  });

  it('of which nothing has left is held, and goes on when it may', async () => {
    const asking = held();
    const { sender, said } = sending([asking, accepted]);
    sender.add([fileOf(20)]);
    await asking.asked;
    sender.pause();
    asking.give(token);
    await nextTask();
    expect([only(sender).state, said()]).to.deep.equal(['paused', ['POST token']]);
    const sent = next(sender, 'redox-sent');
    sender.resume();
    await sent;
    expect(said()).to.deep.equal(['POST token', 'POST messages']);
  });

  it('that waits for a connection is held, too', async () => {
    const { sender, said } = sending([silence, token, accepted], { clock: stoppedClock() });
    sender.add([fileOf(20)]);
    while (!only(sender).progress?.waiting) await next(sender, 'redox-progress');
    sender.pause();
    window.dispatchEvent(new Event('online'));
    await nextTask();
    expect([only(sender).state, said()]).to.deep.equal(['paused', ['POST token']]);
  });
});
