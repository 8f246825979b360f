import { expect } from '@open-wc/testing';
import { sha256 } from '../../src/core/digest.js';
import { Entry } from '../../src/core/entry.js';
import { nextTask } from '../../src/core/next-task.js';
import { DEFAULTS } from '../../src/core/options.js';
import { Runner } from '../../src/core/runner.js';
import type { TransportRequest } from '../../src/core/transport.js';
import { accepted, committed, created, held, next, only, patched, sending, token, upload } from './sending.js';
import { answer, fileOf, hurriedClock, pdfOf, problem, status, times } from './support.js';

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

describe('several files', () => {
  it('get one new token together when the old one dies in the middle, and no new upload', async () => {
    const { transport, counts } = proxyWithTokens(4);
    const { sender } = sending([], { ...upload, transport });
    const done = next(sender, 'redox-complete');
    sender.add([fileOf(500), fileOf(500, 'other.pdf')]);
    await done;
    expect(sender.files.map(({ state }) => state)).to.deep.equal(['sent', 'sent']);
    expect(counts).to.deep.equal({ tokens: 2, uploads: 2, chunks: 10 });
  });

  for (const output of ['payload', 'send'] as const)
    it(`of which one is removed when another is composed are not shown both, though their answers come together, in ${output}`, async () => {
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
      const { sender } = sending([], { ...upload, output, partial: true, transport });
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

  it('have their turn when one is removed, though that one waits for an answer', async () => {
    const [first, second, third] = [held(), held(), held()];
    const { sender, said } = sending([token, first, second, third], upload);
    sender.add([fileOf(150), fileOf(150, 'second.pdf'), fileOf(150, 'third.pdf')]);
    await second.asked;
    sender.remove(sender.files[0]?.id ?? '');
    await third.asked;
    expect(said()).to.deep.equal(['POST token', ...times(3, created()).map(() => 'POST uploads')]);
  });
});

/** A message that its host can mend. */
const incomplete = problem(422, 'message-invalid', { issues: [{ path: 'Note', code: 'required', message: '' }] });

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
    const { sender } = sending([token, ...times(5, incomplete), ...times(5, accepted)]);
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

  it('are hashed again when they are read again', async () => {
    const changed = pdfOf(150).fill(0, 140);
    const contents = [pdfOf(150), changed];
    const file = Object.assign(fileOf(150), { arrayBuffer: async () => contents.shift()?.buffer });
    const rest = [created(), patched(100), patched(150), committed(150, await sha256(changed)), accepted];
    const { sender } = sending([token, ...times(3, status(400)), ...rest], upload);
    const failed = next(sender, 'redox-complete');
    sender.add([file, fileOf(150, 'second.pdf'), fileOf(150, 'third.pdf')]);
    await failed;
    const done = next(sender, 'redox-complete');
    sender.retry(sender.files[0]?.id);
    expect((await done).files[0]?.state).to.equal('sent');
  });
});

describe('a file that has failed and can be tried again', () => {
  it('is still there when its original has gone, though others have failed for good since', async () => {
    let isGone = false;
    const file = fileOf(150);
    const read = file.arrayBuffer.bind(file);
    const arrayBuffer = () => (isGone ? Promise.reject(new DOMException('', 'NotFoundError')) : read());
    const { sender } = sending([token, incomplete, accepted]);
    const failed = next(sender, 'redox-complete');
    sender.add([Object.assign(file, { arrayBuffer })]);
    await failed;
    isGone = true;
    const others = next(sender, 'redox-complete');
    sender.add(['a.pdf', 'b.pdf'].map(name => new File(['no PDF'], name, { type: 'application/pdf' })));
    await others;
    expect(sender.files.map(({ error }) => error?.retryable)).to.deep.equal([true, false, false]);
    // Nor are they tried again with it, for which they would have to be picked again.
    const ended = next(sender, 'redox-complete');
    const errors: unknown[] = [];
    sender.addEventListener('redox-error', ({ detail }) => errors.push(detail.error.code));
    sender.retry();
    await ended;
    expect(sender.files.map(({ state }) => state)).to.deep.equal(['sent', 'failed', 'failed']);
    expect(errors).to.deep.equal([]);
  });
});

describe('a file that has changed since it was picked', () => {
  it('cannot be read, and nothing of it is sent', async () => {
    const { sender, said } = sending([]);
    const failed = next(sender, 'redox-error');
    sender.add([Object.assign(fileOf(150), { arrayBuffer: () => fileOf(149).arrayBuffer() })]);
    expect((await failed).error).to.include({ code: 'file-unreadable', retryable: false });
    expect(said()).to.deep.equal([]);
  });
});

describe('a file that has arrived', () => {
  it('is no longer in memory, whole or as a message, and whole no more as soon as Redox has it', async () => {
    const whenRedoxHasIt: unknown[] = [];
    for (const options of [{}, { output: 'payload', partial: true, asBlob: true }, upload] as const) {
      const { transport } = proxyWithTokens(0);
      const entry = new Entry(fileOf(500));
      entry.apply({ type: 'start' });
      entry.apply({ type: 'prepare' });
      await new Runner({
        options: () => ({
          ...DEFAULTS,
          output: 'send',
          endpoint: 'https://portal.example/redox',
          clock: hurriedClock(),
          transport,
          ...options,
        }),
        apply: (file, event) => file.apply(event),
        progress: () => undefined,
        emit: () => {
          if (entry.job.uri) whenRedoxHasIt.push(entry.job.bytes);
          return true;
        },
      }).run(entry, new AbortController().signal);
      expect(entry.state.name).to.be.oneOf(['sent', 'ready']);
      expect([entry.job.bytes, entry.job.request]).to.deep.equal([undefined, undefined]);
    }
    expect(whenRedoxHasIt).to.deep.equal([undefined, undefined]);
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
