import { expect } from '@open-wc/testing';
import { SENDER_EVENTS, type SenderEvent } from '../../src/core/events.js';
import type { FileSender } from '../../src/core/index.js';
import { nextTask } from '../../src/core/next-task.js';
import { accepted, created, held, next, only, patched, sending, token, UPLOADED, until, upload } from './sending.js';
import { fileOf, silence, status, times } from './support.js';

/** What is told from now on: each event's name, and the states of all files when it came. */
function toldBy(sender: FileSender): string[] {
  const told: string[] = [];
  for (const type of SENDER_EVENTS)
    sender.addEventListener(type, () => told.push(`${type}: ${sender.files.map(({ state }) => state)}`));
  return told;
}

describe('a host hears', () => {
  it('that nothing is in progress any more once, and not while a file is held', async () => {
    const chunk = held();
    const { sender } = sending([token, created(), chunk, ...UPLOADED.slice(1)], upload);
    const completed: number[] = [];
    sender.addEventListener('redox-complete', ({ detail: { files } }) => completed.push(files.length));
    sender.add([fileOf(150)]);
    await chunk.asked;
    sender.pause();
    const sent = next(sender, 'redox-sent');
    sender.add([fileOf(150)]);
    const { id } = await sent;
    await nextTask();
    expect(completed).to.deep.equal([]);
    // The one that is held.
    for (const file of sender.files) if (file.id !== id) sender.remove(file.id);
    expect(completed).to.deep.equal([1]);
    sender.remove(id);
    sender.add([]);
    await nextTask();
    expect(completed).to.deep.equal([1]);
  });

  it('of files that come together once', async () => {
    const { sender } = sending([], { manual: true });
    const told = toldBy(sender);
    sender.add([fileOf(150), fileOf(150), new File([], 'empty.pdf')]);
    await nextTask();
    expect(told.filter(line => line.startsWith('redox-files-change'))).to.deep.equal([
      'redox-files-change: waiting,waiting,failed',
    ]);
  });

  it('how far a file has come before what it came to, and nothing of that after it', async () => {
    const { sender } = sending([...UPLOADED], upload);
    const told = toldBy(sender);
    const done = next(sender, 'redox-complete');
    sender.add([fileOf(150)]);
    await done;
    await nextTask();
    const names = told.map(line => line.split(':', 1)[0]).filter(name => name !== 'redox-files-change');
    expect(names.slice(-3)).to.deep.equal(['redox-progress', 'redox-sent', 'redox-complete']);
    expect(told).to.include('redox-sent: sent');
  });

  it('of a message that is not to be sent once', async () => {
    const { sender, said } = sending([]);
    const told = toldBy(sender);
    sender.addEventListener('redox-payload', event => event.preventDefault());
    const done = next(sender, 'redox-complete');
    sender.add([fileOf(150)]);
    await done;
    expect(told.filter(line => line.startsWith('redox-payload')).length).to.equal(1);
    expect([only(sender).state, said()]).to.deep.equal(['ready', []]);
  });

  it('of a file that has failed when it has, in words, and why', async () => {
    const cause = new Error('Not now');
    const { sender } = sending([], {
      message: () => Promise.reject(cause),
      describe: ({ code }) => `${code}!`,
    });
    const told = toldBy(sender);
    const failed = next(sender, 'redox-error');
    sender.add([fileOf(150)]);
    expect((await failed).error).to.include({ message: 'upload-failed!', cause });
    expect(told).to.include('redox-error: failed');
  });

  it('in words, too, that there are too many files', async () => {
    const { sender } = sending([], {
      manual: true,
      maxFiles: 2,
      describe: ({ code, facts }) => `${code}: ${facts.maxFiles}`,
    });
    const refused = next(sender, 'redox-error');
    sender.add([fileOf(150), fileOf(150), fileOf(150)]);
    expect((await refused).error.message).to.equal('too-many-files: 2');
  });

  it('nothing more of a file that was removed', async () => {
    const chunk = held();
    const { sender } = sending([token, created(), patched(100), chunk, ...times(3, silence)], upload);
    sender.add([fileOf(150)]);
    await chunk.asked;
    // How far it is has not been told yet.
    sender.remove(only(sender).id);
    const told: SenderEvent[] = [];
    for (const type of SENDER_EVENTS) sender.addEventListener(type, event => told.push(event as SenderEvent));
    await until(sender, () => sender.files.length === 0);
    await nextTask();
    expect(told.filter(({ detail }) => 'id' in detail)).to.deep.equal([]);
  });
});

describe('a host that has changed its mind', () => {
  /** Sends a file. @returns the requests that it took */
  async function send({ sender, requests }: ReturnType<typeof sending>) {
    const sent = next(sender, 'redox-sent');
    sender.add([fileOf(20)]);
    await sent;
    return requests.splice(0);
  }

  it('has the next file sent under a token of the proxy that it names by then', async () => {
    const page = sending([token, accepted, token, accepted]);
    await send(page);
    page.sender.configure({ endpoint: 'https://other.example/redox' });
    expect((await send(page)).map(({ url }) => url)).to.deep.equal(
      ['token', 'messages'].map(path => `https://other.example/redox/${path}`),
    );
  });

  it('has the next token asked for with the headers that it gives by then', async () => {
    const page = sending([token, accepted, status(401), token, accepted], {
      authorize: () => ({ 'x-session': 'old' }),
    });
    await send(page);
    page.sender.configure({ authorize: () => ({ 'x-session': 'new' }) });
    const asked = (await send(page)).filter(({ url }) => url.endsWith('/token'));
    expect(asked.map(({ headers }) => headers['x-session'])).to.deep.equal(['new']);
  });
});
