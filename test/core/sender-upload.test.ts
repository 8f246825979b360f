import { expect } from '@open-wc/testing';
import { nextTask } from '../../src/core/next-task.js';
import type { HostMessage } from '../../src/models/index.js';
import {
  accepted,
  committed,
  created,
  deleted,
  head,
  held,
  next,
  only,
  patched,
  sending,
  token,
  UPLOADED,
  upload,
} from './sending.js';
import { cut, fileOf, problem, silence, status, times, unhandledIn } from './support.js';

describe('an upload', () => {
  it('that is paused goes on where it was', async () => {
    const chunk = held();
    const rest = [head(120), patched(150), committed(150), accepted];
    const { sender, said } = sending([token, created(), patched(100), chunk, ...rest], upload);
    sender.add([fileOf(150)]);
    await chunk.asked;
    sender.pause();
    expect(only(sender).state).to.equal('paused');
    const sent = next(sender, 'redox-sent');
    sender.resume();
    await sent;
    expect(said().slice(3, 6)).to.deep.equal(['PATCH uploads/1 100+50', 'HEAD uploads/1', 'PATCH uploads/1 120+30']);
  });

  it('that is paused while it is created is not created twice', async () => {
    const creation = held();
    const { sender, said } = sending([token, creation, head(0), ...UPLOADED.slice(2)], upload);
    sender.add([fileOf(150)]);
    await creation.asked;
    sender.pause();
    sender.resume();
    const sent = next(sender, 'redox-sent');
    creation.give(created());
    await sent;
    expect(said().slice(0, 3)).to.deep.equal(['POST token', 'POST uploads', 'HEAD uploads/1']);
  });

  it('that is paused while the host does not answer goes on without that answer, and holds no other up', async () => {
    const given: ((message: HostMessage) => void)[] = [];
    const message = () => new Promise<HostMessage>(resolve => given.push(resolve));
    const { sender } = sending([token, ...times(3, accepted)], { message });
    sender.add(['a', 'b', 'c'].map(name => fileOf(150, name)));
    while (given.length < 2) await nextTask();
    sender.pause();
    sender.resume();
    while (given.length < 4) await nextTask();
    const done = next(sender, 'redox-complete');
    for (const give of given.slice(2)) give({});
    while (given.length < 5) await nextTask();
    given[4]?.({});
    await done;
    expect(sender.files.map(({ state }) => state)).to.deep.equal(['sent', 'sent', 'sent']);
  });

  it('that is paused before it begins again asks the host for nothing', async () => {
    let asked = 0;
    const message = () => {
      asked++;
      return Promise.reject(new Error('Not now'));
    };
    const { sender } = sending([], { message });
    const failed = next(sender, 'redox-error');
    sender.add([fileOf(150)]);
    await failed;
    await nextTask();
    sender.retry();
    sender.pause();
    await nextTask();
    expect([only(sender).state, asked]).to.deep.equal(['paused', 1]);
  });

  it('that is paused and gives its place to another ends nothing', async () => {
    const { sender } = sending([token, accepted], { maxFiles: 1 });
    sender.add([fileOf(150, 'first.pdf')]);
    sender.pause();
    const done = next(sender, 'redox-complete');
    sender.add([fileOf(150, 'second.pdf')]);
    expect((await done).files.map(({ file, state }) => [file.name, state])).to.deep.equal([['second.pdf', 'sent']]);
  });

  it('that is on its way, or was sent, does not give its place to another', async () => {
    const creation = held();
    const { sender } = sending([token, creation, ...UPLOADED.slice(2)], { ...upload, maxFiles: 1 });
    const refusal = async () => {
      const refused = next(sender, 'redox-error');
      sender.add([fileOf(150, 'second.pdf')]);
      expect((await refused).error.code).to.equal('too-many-files');
      return only(sender).file.name;
    };
    sender.add([fileOf(150, 'first.pdf')]);
    await creation.asked;
    expect(await refusal()).to.equal('first.pdf');
    const sent = next(sender, 'redox-sent');
    creation.give(created());
    await sent;
    expect(await refusal()).to.equal('first.pdf');
  });

  it('that can be tried again keeps its place, so that there are never more than may be', async () => {
    const { sender } = sending([], { maxFiles: 2, message: () => Promise.reject(new Error('Not now')) });
    sender.add([fileOf(150, 'first.pdf'), new File([], 'empty.pdf'), fileOf(150, 'second.pdf')]);
    await next(sender, 'redox-complete');
    const refused = next(sender, 'redox-error');
    sender.add([fileOf(150, 'third.pdf')]);
    expect((await refused).error.code).to.equal('too-many-files');
    expect(sender.files.map(({ file }) => file.name)).to.deep.equal(['first.pdf', 'empty.pdf', 'second.pdf']);
  });

  it('keeps the document type that its message says', async () => {
    const { sender } = sending(UPLOADED, upload);
    const sent = next(sender, 'redox-sent');
    for (const type of ['redox-progress', 'redox-payload', 'redox-sent'] as const)
      sender.addEventListener(type, ({ detail: { id } }) => sender.setDocumentType(id, type));
    sender.add([fileOf(150)]);
    sender.setDocumentType(only(sender).id, 'Consent Form');
    await sent;
    await nextTask();
    expect(only(sender).documentType).to.equal('Consent Form');
  });

  it('is chosen where the whole request would be too large in bytes, however few characters it has', async () => {
    const message = { Note: { DocumentDescription: '\u75c5'.repeat(1000) } };
    const { sender } = sending(UPLOADED, { message, requestLimit: 2500 });
    const sent = next(sender, 'redox-sent');
    sender.add([fileOf(150)]);
    expect((await sent).delivery).to.equal('upload');
  });

  it('whose document type stays what it is has not changed', async () => {
    const { sender } = sending([], { documentTypes: ['Consent Form', 'Insurance'] });
    let changes = 0;
    sender.addEventListener('redox-files-change', () => {
      // Were each call a change, this would never end.
      if (++changes < 10) sender.setDocumentType(only(sender).id, 'Insurance');
    });
    sender.add([fileOf(150)]);
    await nextTask();
    expect(changes).to.equal(2);
  });

  it('that is composed is so for the output that it began with', async () => {
    const creation = held();
    const { sender } = sending([token, creation, patched(100), patched(150), committed(150)], {
      ...upload,
      output: 'payload',
      partial: true,
    });
    sender.add([fileOf(150)]);
    await creation.asked;
    sender.configure({ output: 'send' });
    const composed = new Promise<Event>(resolve => sender.addEventListener('redox-payload', resolve));
    creation.give(created());
    expect((await composed).cancelable).to.equal(false);
  });

  it('that is removed is deleted at the proxy, also when the connection breaks meanwhile', async () => {
    const chunk = held();
    const last = held();
    const { sender, said } = sending([token, created(), chunk, silence, status(423), cut, last], upload);
    sender.add([fileOf(150)]);
    await chunk.asked;
    sender.remove(only(sender).id);
    await last.asked;
    last.give(deleted);
    expect(said().slice(2)).to.deep.equal([
      'PATCH uploads/1 0+100',
      ...times(4, deleted).map(() => 'DELETE uploads/1'),
    ]);
  });

  it('that is removed while it is created is deleted when the proxy has said where it is', async () => {
    const creation = held();
    const deletion = held();
    const { sender, said } = sending([token, creation, deletion], upload);
    sender.add([fileOf(150)]);
    await creation.asked;
    sender.remove(only(sender).id);
    creation.give(created(7));
    await deletion.asked;
    deletion.give(deleted);
    expect(said().at(-1)).to.equal('DELETE uploads/7');
  });

  it('that is removed by a user who is signed out is no error of the page', async () => {
    const chunk = held();
    const last = held();
    const { sender } = sending([token, created(), chunk, status(401), last], upload);
    sender.add([fileOf(150)]);
    await chunk.asked;
    const unhandled = await unhandledIn(async () => {
      sender.remove(only(sender).id);
      await last.asked;
      last.give(status(403));
    });
    expect(unhandled).to.deep.equal([]);
  });

  it('that Redox has is not deleted, and its file is not read again', async () => {
    const failing = [...UPLOADED.slice(0, 5), problem(422, 'redox-rejected')];
    const { sender, said } = sending([...failing, accepted], upload);
    const failed = next(sender, 'redox-complete');
    sender.add([fileOf(150)]);
    await failed;
    const sent = next(sender, 'redox-complete');
    sender.retry(only(sender).id);
    await sent;
    sender.remove(only(sender).id);
    await nextTask();
    expect(said().slice(-2)).to.deep.equal(['POST messages', 'POST messages']);
  });
});
