import { expect } from '@open-wc/testing';
import { DEFAULTS, FileSender } from '../../src/core/index.js';
import {
  accepted,
  committed,
  created,
  head,
  held,
  next,
  only,
  patched,
  run,
  sending,
  token,
  UPLOADED,
  until,
  upload,
} from './sending.js';
import { fileOf, hurriedClock, pdfOf, problem, silence, status, type Turn, times, unhandledIn } from './support.js';

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

  it('that is uploaded is handed to Redox as what it holds, where the browser knew no type', async () => {
    const { sender, requests } = sending([...UPLOADED], upload);
    const sent = next(sender, 'redox-sent');
    sender.add([new File([pdfOf(150)], 'scan')]);
    await sent;
    const commit = requests.find(({ url }) => url.endsWith('/commit'));
    const { name, type } = JSON.parse(String(commit?.body));
    expect([name, type]).to.deep.equal(['scan', 'application/pdf']);
  });

  it('has the proxy 150 seconds where that asks Redox, and half a minute where it does not', async () => {
    const { said, requests } = await run([...UPLOADED], upload);
    const times = requests.map(({ idle, answerIdle = idle }) => `${idle / 1000}, ${answerIdle / 1000}`);
    expect(times.filter(time => time === '30, 30').length).to.equal(4);
    expect(said.filter((_, at) => times[at] === '30, 150')).to.deep.equal(['POST uploads/1/commit', 'POST messages']);
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
    const unhandled = await unhandledIn(async () => {
      expect((await run([...UPLOADED], upload)).file.state).to.equal('sent');
    });
    expect(crypto.subtle.digest).to.equal(digest);
    expect(unhandled).to.deep.equal([]);
  });

  it('is not said to be sent when the proxy has other bytes than ours', async () => {
    const round = (id: number, commit: Turn) => [created(id), patched(100), patched(150), commit];
    for (const wrong of [committed(150, '0'.repeat(64)), committed(149), problem(422, 'integrity-mismatch')]) {
      const { said, file } = await run([token, ...round(1, wrong), ...round(2, wrong)], upload);
      expect(file.error).to.have.property('code', 'integrity-mismatch');
      expect(said).not.to.include('POST messages');
    }
    const { file } = await run([token, ...round(1, committed(149)), ...round(2, committed(150)), accepted], upload);
    expect(file.state).to.equal('sent');
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

describe('a message that is too large', () => {
  const tooLarge = problem(413, 'file-too-large');

  it('goes without its file, and so do the next that are as large, at once', async () => {
    const more = [created(2), patched(100), patched(150), committed(150), accepted];
    const { sender, said } = sending([token, tooLarge, ...UPLOADED.slice(1), ...more]);
    for (const name of ['first.pdf', 'second.pdf']) {
      const sent = next(sender, 'redox-sent');
      sender.add([fileOf(150, name)]);
      expect((await sent).delivery).to.equal('upload');
    }
    expect(said().filter(line => line === 'POST messages').length).to.equal(3);
  });

  it('goes without its file at once where a smaller one was too large, in whatever order that was found', async () => {
    const [small, large] = [held(), held()];
    const { sender, said } = sending([token, small, large, ...times(3, status(400))]);
    const failed = () => next(sender, 'redox-error');
    sender.add([fileOf(150)]);
    await small.asked;
    sender.add([fileOf(450, 'large.pdf')]);
    await large.asked;
    for (const message of [small, large]) {
      const found = failed();
      message.give(tooLarge);
      await found;
    }
    const third = failed();
    sender.add([fileOf(300, 'third.pdf')]);
    await third;
    expect(said().slice(3)).to.deep.equal(['POST uploads', 'POST uploads', 'POST uploads']);
  });

  it('has failed where the host wants its file in it', async () => {
    const { said, file } = await run([token, tooLarge], { delivery: 'embed' });
    expect([file.error?.code, said]).to.deep.equal(['file-too-large', ['POST token', 'POST messages']]);
  });

  it('has failed where its file is not in it any more', async () => {
    const { said, file } = await run([...UPLOADED.slice(0, 5), tooLarge], { embedLimit: 100 });
    expect(file.error?.code).to.equal('file-too-large');
    expect(said.filter(line => line === 'POST messages').length).to.equal(1);
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

describe('the options of a sender', () => {
  const nothing = Object.fromEntries(Object.keys(DEFAULTS).map(name => [name, undefined]));

  it('are as by default where they are undefined', () => {
    expect(new FileSender(nothing).options).to.deep.equal(DEFAULTS);
  });

  it('are so again once they are undefined, and stay where they are not named', () => {
    const sender = new FileSender({ maxSize: 5, chunkSize: 5 });
    sender.configure({ maxSize: undefined });
    expect(sender.options).to.deep.equal({ ...DEFAULTS, chunkSize: 5 });
  });
});
