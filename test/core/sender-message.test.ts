import { expect } from '@open-wc/testing';
import { nextTask } from '../../src/core/next-task.js';
import type { TransportRequest } from '../../src/core/transport.js';
import { accepted, held, next, only, sending, token } from './sending.js';
import { cut, fileOf, problem, silence, stoppedClock, times } from './support.js';

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
    sender.setDocumentType(only(sender).id, 'After');
    expect(only(sender).documentType).to.equal(undefined);
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

  it('that may have been accepted is asked for with as much patience as an upload', async () => {
    const { sender, said } = sending([token, cut, ...times(20, silence), token, accepted]);
    const done = next(sender, 'redox-complete');
    sender.add([fileOf(20)]);
    await done;
    expect(only(sender).state, said().join()).to.equal('sent');
  });

  it('says what type the host has chosen where the user has no choice, and none that nobody has chosen', async () => {
    const { sender, requests } = sending([token, problem(422, 'redox-rejected'), accepted, accepted], { manual: true });
    const types = async () => (await bodies(requests.splice(0))).map(text => JSON.parse(text).Note.DocumentType);
    sender.add([fileOf(20)]);
    const { id } = only(sender);
    const failed = next(sender, 'redox-error');
    sender.start();
    await failed;
    expect(await types()).to.deep.equal([undefined]);
    // By now there is a choice, and nobody has made it.
    sender.configure({ documentTypes: ['Consent Form', 'Insurance'] });
    sender.setDocumentType(id, undefined);
    const sent = next(sender, 'redox-sent');
    sender.retry(id);
    await sent;
    expect(await types()).to.deep.equal([undefined]);

    sender.configure({ documentTypes: [] });
    sender.add([fileOf(20)]);
    const other = sender.files.find(file => file.id !== id)?.id ?? '';
    sender.setDocumentType(other, 'Insurance');
    const otherSent = next(sender, 'redox-sent');
    sender.start(other);
    await otherSent;
    expect(await types()).to.deep.equal(['Insurance']);
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
