import { expect } from '@open-wc/testing';
import { systemClock } from '../../src/core/clock.js';
import { sha256 } from '../../src/core/digest.js';
import { FileSender, type SenderOptions } from '../../src/core/index.js';
import { nextTask } from '../../src/core/next-task.js';
import { DEFAULTS } from '../../src/core/options.js';
import { transfer } from '../../src/core/steps/transfer.js';
import { create, discard } from '../../src/core/steps/upload.js';
import { ConnectionError, type Transport, type TransportRequest } from '../../src/core/transport.js';
import { xhrTransport } from '../../src/core/xhr-transport.js';
import { next, only } from './sending.js';
import { contextWith, fileOf, hurriedClock, patterned, pdfOf } from './support.js';

const message = {
  Meta: { Destinations: [{ ID: 'af394f14-b34a-464f-8d24-895f370af4c9' }] },
  Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] },
  Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } },
};

interface Received {
  files: { uri: string; sha256: string; size: number }[];
  messages: { id: string; message: { Note: { DocumentID: string; FileContents: unknown } } }[];
}
const received = async (): Promise<Received> => (await fetch('/_sandbox/received')).json();
const fault = (what: object) =>
  fetch('/_sandbox/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });

/** What Redox has of one document. */
const documentsOf = async (documentId: string) =>
  (await received()).messages.filter(({ message }) => message.Note.DocumentID === documentId);

/** A sender whose waits are over at once, over real connections. */
function sender(options: Partial<SenderOptions> = {}): FileSender {
  const transport = xhrTransport(systemClock);
  return new FileSender({ output: 'send', endpoint: '/redox', message, clock: hurriedClock(), transport, ...options });
}

/** A way to the proxy on which the answers of some requests are lost. */
function losing(...lost: ((request: TransportRequest) => boolean)[]): Transport & { lost: string[] } {
  const carry = xhrTransport(systemClock);
  const names: string[] = [];
  const transport: Transport = async request => {
    const answer = await carry(request);
    const at = lost.findIndex(loses => loses(request));
    if (at < 0) return answer;
    lost.splice(at, 1);
    names.push(`${request.method} ${new URL(request.url).pathname.replace(/[\da-f]{32}/, 'id')}`);
    // The answer is thrown away, as a broken connection does it.
    throw new ConnectionError(request.body !== undefined);
  };
  return Object.assign(transport, { lost: names });
}

async function send(from: FileSender, file: File) {
  const done = next(from, 'redox-complete');
  from.add([file]);
  await done;
  return only(from);
}

describe('through the proxy', () => {
  it('an embedded file whose answer is lost, twice, stands in the chart once', async () => {
    const isMessage = ({ url }: TransportRequest) => url.endsWith('/messages');
    const transport = losing(isMessage, isMessage);
    const file = await send(sender({ transport }), fileOf(5000, 'lost-answer.pdf'));
    expect(transport.lost.length).to.equal(2);
    expect(file.state, file.error?.code).to.equal('sent');
    const [document, ...others] = await documentsOf(file.documentId);
    expect([others.length, document?.message.Note.FileContents]).to.deep.equal([
      0,
      { size: 5000, sha256: await sha256(pdfOf(5000)) },
    ]);
  });

  it('an upload of which every kind of answer is lost once arrives whole, and once', async () => {
    const transport = losing(
      ({ url }) => url.endsWith('/uploads'),
      ({ method }) => method === 'PATCH',
      ({ method }) => method === 'HEAD',
      ({ url }) => url.endsWith('/commit'),
      ({ url }) => url.endsWith('/messages'),
      ({ url }) => url.endsWith('/token'),
    );
    const size = 250_001;
    const file = await send(sender({ transport, delivery: 'upload', chunkSize: 100_000 }), fileOf(size));
    expect(transport.lost.length).to.equal(6);
    expect(file.state, file.error?.code).to.equal('sent');
    const documents = await documentsOf(file.documentId);
    const uri = documents[0]?.message.Note.FileContents;
    const stored = (await received()).files.filter(candidate => candidate.uri === uri);
    expect([documents.length, stored.map(({ sha256, size }) => ({ sha256, size }))]).to.deep.equal([
      1,
      [{ sha256: await sha256(pdfOf(size)), size }],
    ]);
  });

  it('a message that Redox accepted without an answer is unconfirmed, also when it is tried again, and never twice', async () => {
    await fault({ on: 'endpoint', kind: 'drop-after', times: 1 });
    const from = sender();
    const file = await send(from, fileOf(3000));
    expect(file.error?.code).to.equal('send-unconfirmed');
    const failed = next(from, 'redox-error');
    from.retry(file.id);
    expect((await failed).error.code).to.equal('send-unconfirmed');
    expect((await documentsOf(file.documentId)).length).to.equal(1);
  });

  for (const [what, isHeld] of [
    ['a removed upload', false],
    ['an upload that is removed while it is held', true],
  ] as const)
    it(`${what} is gone`, async () => {
      const carry = xhrTransport(systemClock);
      const seen: string[] = [];
      let answered = (_: number): void => undefined;
      const deleted = new Promise<number>(resolve => {
        answered = resolve;
      });
      const transport: Transport = async request => {
        seen.push(request.url);
        const answer = await carry(request);
        if (request.method === 'DELETE') answered(answer.status);
        return answer;
      };
      const from = sender({ transport, delivery: 'upload', chunkSize: 1000 });
      from.add([fileOf(200_000)]);
      while ((only(from).progress?.sent ?? 0) === 0) await next(from, 'redox-progress');
      if (isHeld) {
        from.pause();
        // What was under way has ended.
        await nextTask();
      }
      from.remove(only(from).id);
      expect(await deleted).to.equal(204);
      const { token } = await (await fetch('/redox/token', { method: 'POST' })).json();
      const headers = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' };
      const url = seen.find(address => /uploads\/[\da-f]{32}$/.test(address)) ?? '';
      expect((await fetch(url, { method: 'HEAD', headers })).status).to.equal(404);
    });
});

describe('an unmodified tus server', () => {
  const options = { ...DEFAULTS, endpoint: '/tus', chunkSize: 100_000 };
  const carry = xhrTransport(systemClock);

  it('is uploaded to, with a connection that breaks in the middle', async () => {
    const bytes = patterned(300_001);
    const aborted = new AbortController();
    let sent = 0;
    // Cuts the second chunk off as soon as bytes of it have left.
    const transport: Transport = async request => {
      if (request.headers['upload-offset'] !== '100000' || sent > 0) return carry(request);
      const onSent = (count: number) => {
        sent = count;
        aborted.abort();
      };
      return carry({ ...request, onSent, signal: aborted.signal }).catch(() => {
        throw new ConnectionError(true);
      });
    };
    const context = contextWith({ transport, options });
    const url = await create(bytes.length, context);
    await transfer(url, bytes, context, 0);
    expect(await sha256(new Uint8Array(await (await fetch(url)).arrayBuffer()))).to.equal(await sha256(bytes));
  });

  it('deletes what is discarded', async () => {
    const context = contextWith({ transport: carry, options });
    const url = await create(1000, context);
    await discard(url, context);
    expect((await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })).status).to.equal(404);
  });
});
