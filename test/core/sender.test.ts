import { expect } from '@open-wc/testing';
import { nextTask } from '../../src/core/clock.js';
import { FileSender } from '../../src/core/index.js';
import type { TransportRequest } from '../../src/core/transport.js';
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
  until,
} from './sending.js';
import {
  answer,
  cut,
  fileOf,
  hurriedClock,
  problem,
  silence,
  status,
  stoppedClock,
  type Turn,
  times,
} from './support.js';

const upload = { delivery: 'upload' } as const;
const UPLOADED: Turn[] = [token, created(), patched(100), patched(150), committed(150), accepted];

/** Adds a file and waits for the end of its way. */
async function run(turns: Turn[], options: Parameters<typeof sending>[1] = {}, size = 150) {
  const { sender, said, requests } = sending(turns, options);
  const done = next(sender, 'redox-complete');
  sender.add([fileOf(size)]);
  await done;
  return { sender, said: said(), requests, file: only(sender) };
}

describe('a file', () => {
  it('that is embedded needs a token and one request', async () => {
    const { said, file } = await run([token, accepted]);
    expect(said).to.deep.equal(['POST token', 'POST messages']);
    expect(file.result).to.have.property('messageId', 5);
  });

  it('that is uploaded is created, brought in chunks, committed, and then referred to', async () => {
    const { said, file } = await run([...UPLOADED], upload);
    expect(said).to.deep.equal([
      'POST token',
      'POST uploads',
      'PATCH uploads/1 0+100',
      'PATCH uploads/1 100+50',
      'POST uploads/1/commit',
      'POST messages',
    ]);
    expect(file.state).to.equal('sent');
  });

  it('whose upload is gone is uploaded again by itself, once, from the bytes in memory', async () => {
    const turns = [token, created(1), patched(100), status(404), created(2), patched(100), patched(150)];
    const { said, file } = await run([...turns, committed(150), accepted], upload);
    expect(file.state).to.equal('sent');
    expect(said.filter(line => line === 'POST uploads').length).to.equal(2);
    expect(said).to.include('PATCH uploads/2 0+100');
  });

  it('whose upload is gone twice has failed, and begins anew when it is retried', async () => {
    const turns = [token, created(1), status(404), created(2), status(410)];
    const { sender, said, requests, file } = await run([...turns], upload);
    expect(file.error).to.have.property('code', 'upload-expired');
    expect([said.length, requests.length]).to.deep.equal([5, 5]);
    expect(only(sender).error?.retryable).to.equal(true);
  });

  it('whose hash fails for want of memory is hashed again when the hash is needed', async () => {
    const { digest } = SubtleCrypto.prototype;
    crypto.subtle.digest = async () => {
      crypto.subtle.digest = digest;
      throw new DOMException('', 'OperationError');
    };
    const { file } = await run([...UPLOADED], upload);
    expect(crypto.subtle.digest).to.equal(digest);
    expect(file.state).to.equal('sent');
  });

  it('is not said to be sent when the proxy has other bytes than ours', async () => {
    const round = (id: number, commit: Turn) => [created(id), patched(100), patched(150), commit];
    for (const wrong of [committed(150, '0'.repeat(64)), committed(149), problem(422, 'integrity-mismatch')]) {
      const { said, file } = await run([token, ...round(1, wrong), ...round(2, wrong)], upload);
      expect(file.error).to.have.property('code', 'integrity-mismatch');
      expect(said).not.to.include('POST messages');
    }
  });

  it('of which the proxy has lost bytes before the commit brings them again', async () => {
    const again = [head(100), patched(150), committed(150), accepted];
    const { said, file } = await run([...UPLOADED.slice(0, 4), problem(409, 'upload-failed'), ...again], upload);
    expect(file.state).to.equal('sent');
    expect(said.filter(line => line.startsWith('POST'))).to.deep.equal([
      'POST token',
      'POST uploads',
      'POST uploads/1/commit',
      'POST uploads/1/commit',
      'POST messages',
    ]);
  });

  it('waits for a connection, says so, and goes on by itself', async () => {
    const { sender, said } = sending(
      [token, created(), ...times(25, silence), head(0), ...UPLOADED.slice(2, -1), token, accepted],
      upload,
    );
    const waiting: boolean[] = [];
    sender.addEventListener('redox-progress', () => waiting.push(only(sender).progress?.waiting ?? false));
    const done = next(sender, 'redox-complete');
    sender.add([fileOf(150)]);
    await done;
    expect(only(sender).state, JSON.stringify(said())).to.equal('sent');
    expect([waiting.includes(true), waiting.at(-1)]).to.deep.equal([true, false]);
  });

  it('is offline when there was no connection for long, and goes on where it was when it is retried', async () => {
    const rest = [head(100), patched(150), committed(150), token, accepted];
    const { sender, said } = sending([token, created(), patched(100), ...times(31, silence), ...rest], upload);
    const failed = next(sender, 'redox-error');
    sender.add([fileOf(150)]);
    expect((await failed).error).to.have.property('code', 'offline');
    const sent = next(sender, 'redox-sent');
    sender.retry();
    await sent;
    expect(said().filter(line => line === 'POST uploads').length).to.equal(1);
  });

  it('goes from embed to upload under the same identifier when the message is too large', async () => {
    const { requests, file } = await run([token, problem(413, 'file-too-large'), ...UPLOADED.slice(1)]);
    expect(file.delivery).to.equal('upload');
    const messages = requests.filter(({ url }) => url.endsWith('/messages'));
    const keys = messages.map(({ headers }) => headers['idempotency-key']);
    expect(keys).to.deep.equal([file.documentId, file.documentId]);
  });
});

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

  it('that is paused and gives its place to another ends nothing', async () => {
    const { sender } = sending([token, accepted], { maxFiles: 1 });
    sender.add([fileOf(150, 'first.pdf')]);
    sender.pause();
    const done = next(sender, 'redox-complete');
    sender.add([fileOf(150, 'second.pdf')]);
    expect((await done).files.map(({ file, state }) => [file.name, state])).to.deep.equal([['second.pdf', 'sent']]);
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

  it('that Redox has is not deleted, and its file is not read again', async () => {
    const failing = [...UPLOADED.slice(0, 5), problem(422, 'redox-rejected')];
    const { sender, said } = sending([...failing, accepted], upload);
    const failed = next(sender, 'redox-error');
    sender.add([fileOf(150)]);
    await failed;
    const sent = next(sender, 'redox-sent');
    sender.retry(only(sender).id);
    await sent;
    sender.reset();
    expect(said().slice(-2)).to.deep.equal(['POST messages', 'POST messages']);
  });
});

describe('several files', () => {
  /** A proxy that takes all uploads, and whose token dies after so many chunks. */
  function proxyWithTokens(chunks: number) {
    let valid = 1;
    const counts = { tokens: 0, uploads: 0, chunks: 0 };
    const transport = async ({ method, url, headers, body, signal }: TransportRequest) => {
      signal.throwIfAborted();
      // An answer takes a while, so that the files take turns.
      await nextTask();
      if (url.endsWith('/token'))
        return answer(200, {}, { token: `t${++counts.tokens}`, expiresAt: '2099-01-01T00:00:00Z' });
      if (headers.authorization !== `Bearer t${valid}`) return answer(401);
      if (method === 'PATCH') {
        if (++counts.chunks === chunks) valid++;
        return answer(204, { 'upload-offset': String(Number(headers['upload-offset']) + (body as Uint8Array).length) });
      }
      if (url.endsWith('/uploads')) return answer(201, { location: `uploads/${++counts.uploads}` });
      return url.endsWith('/commit') ? committed(500)({} as never) : accepted({} as never);
    };
    return { transport, counts };
  }

  it('get one new token together when the old one dies in the middle, and no new upload', async () => {
    const { transport, counts } = proxyWithTokens(4);
    const { sender } = sending([], { ...upload, transport });
    const done = next(sender, 'redox-complete');
    sender.add([fileOf(500), fileOf(500, 'other.pdf')]);
    await done;
    expect(sender.files.map(({ state }) => state)).to.deep.equal(['sent', 'sent']);
    expect(counts).to.deep.equal({ tokens: 2, uploads: 2, chunks: 10 });
  });

  it('of which one is removed when another is ready are not shown both, though their answers come together', async () => {
    const proxy = proxyWithTokens(0);
    let both = (_: unknown): void => undefined;
    const asked = new Promise(resolve => (both = resolve));
    let commits = 0;
    const transport = async (request: TransportRequest) => {
      const response = await proxy.transport(request);
      if (!request.url.endsWith('/commit')) return response;
      if (++commits === 2) both(undefined);
      await asked;
      return response;
    };
    const { sender } = sending([], { ...upload, output: 'payload', partial: true, transport });
    const shown: string[] = [];
    sender.addEventListener('redox-payload', ({ detail: { id } }) => {
      shown.push(id);
      for (const other of sender.files) if (other.id !== id) sender.remove(other.id);
    });
    const complete = next(sender, 'redox-complete');
    sender.add([fileOf(500), fileOf(500)]);
    const { files } = await complete;
    await nextTask();
    expect(shown).to.deep.equal(files.map(({ id }) => id));
  });

  it('wait for their turn: two at a time are in memory', async () => {
    const { sender } = sending([], { ...upload, transport: proxyWithTokens(0).transport });
    let most = 0;
    sender.addEventListener('redox-files-change', () => {
      const working = sender.files.filter(({ state }) => ['preparing', 'uploading', 'sending'].includes(state));
      most = Math.max(most, working.length);
    });
    const done = next(sender, 'redox-complete');
    sender.add(Array.from({ length: 5 }, () => fileOf(500)));
    await done;
    expect([most, sender.files.filter(({ state }) => state === 'sent').length]).to.deep.equal([2, 5]);
  });
});

describe('files that have failed', () => {
  it('are read again when they are retried, but for the two last, which are still in memory', async () => {
    const reads: string[] = [];
    const files = ['a', 'b', 'c', 'd', 'e'].map(name => {
      const file = fileOf(150, name);
      const read = file.arrayBuffer.bind(file);
      return Object.assign(file, {
        arrayBuffer() {
          reads.push(name);
          return read();
        },
      });
    });
    const { sender } = sending([
      token,
      ...times(5, problem(422, 'message-invalid', { issues: [{ path: 'Note', code: 'required', message: '' }] })),
      ...times(5, accepted),
    ]);
    const failed = next(sender, 'redox-complete');
    sender.add(files);
    await failed;
    expect(reads.splice(0)).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    const sent = next(sender, 'redox-complete');
    for (const { id } of sender.files) sender.retry(id);
    await sent;
    expect(sender.files.every(({ state }) => state === 'sent')).to.equal(true);
    expect(reads).to.deep.equal(['a', 'b', 'c']);
  });
});

describe('files that were not taken', () => {
  for (const [what, code, options] of [
    ['too large', 'file-too-large', { maxSize: 100 }],
    ['of another type', 'file-type-not-accepted', { accept: 'image/*' }],
  ] as const)
    for (const resume of ['page', 'session'] as const)
      it(`are no less ${what} when they are retried, with resume="${resume}"`, async () => {
        const { sender, said } = sending([token, accepted], { ...options, resume });
        sender.add([fileOf(150)]);
        expect(only(sender).error).to.have.property('code', code);
        const failed = next(sender, 'redox-error');
        sender.retry(only(sender).id);
        expect((await failed).error).to.have.property('code', code);
        expect(said()).to.deep.equal([]);
        sender.configure({ maxSize: 200, accept: '' });
        const sent = next(sender, 'redox-sent');
        sender.retry(only(sender).id);
        await sent;
      });
});

describe('a sender without an endpoint', () => {
  it('says that it cannot send, and that trying again is of no use', async () => {
    const sender = new FileSender({ output: 'send', clock: hurriedClock() });
    sender.add([fileOf(20)]);
    await until(sender, () => only(sender).state === 'failed');
    expect(only(sender).error).to.include({ code: 'upload-failed', retryable: false });
  });
});
