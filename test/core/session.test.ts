import { expect } from '@open-wc/testing';
import { accepted, committed, created, head, held, next, only, patched, sending, token, until } from './sending.js';
import { cut, fileOf, problem, silence, status, stoppedClock, type Turn, times } from './support.js';

const session = { resume: 'session' } as const;
const upload = { ...session, delivery: 'upload' } as const;
const items = () => Object.entries(sessionStorage).filter(([name]) => name.startsWith('redox-file-sender:'));
const entries = () => items().filter(([name]) => !name.endsWith(':salt'));
const anotherMessage = problem(422, 'message-invalid', { issues: [] });

/** A page that is closed when what the turns say has been said: nothing of it is left but sessionStorage. */
async function page(turns: Turn[], options: Parameters<typeof sending>[1] = upload, file = fileOf(150)) {
  const { sender, said, requests } = sending(turns, options);
  sender.add([file]);
  await until(sender, () => ['sent', 'failed', 'ready'].includes(only(sender).state));
  const keys = requests.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
  return { said: said(), file: only(sender), keys, sender, requests };
}

describe('with resume="session", after a reload', () => {
  beforeEach(() => sessionStorage.clear());

  it('the same file goes on where its upload was, as the same document', async () => {
    const before = await page([token, created(), patched(100), status(400)]);
    const { said, file } = await page([token, head(100), patched(150), committed(150), accepted]);
    expect(file.state).to.equal('sent');
    expect(said.slice(0, 3)).to.deep.equal(['POST token', 'HEAD uploads/1', 'PATCH uploads/1 100+50']);
    expect(file.documentId).to.equal(before.file.documentId);
  });

  it('another file does not', async () => {
    await page([token, created(), patched(100), status(400)]);
    const { said } = await page([token, created(2), patched(100), status(400)], upload, fileOf(151));
    expect(said).to.include('POST uploads');
    expect(entries().length).to.equal(2);
  });

  it('the same file for another proxy or another kind of message does not', async () => {
    await page([token, created(), patched(100), status(400)]);
    for (const other of [{ endpoint: 'https://other.example/redox' }, { model: 'Media' }] as const) {
      const { said } = await page([token, created(2), patched(100), status(400)], { ...upload, ...other });
      expect(said.some(line => line.endsWith('POST uploads') || line === 'POST uploads')).to.equal(true);
    }
  });

  it('a message that had begun is repeated under its key, with the same time of the event', async () => {
    const before = await page([token, cut, ...times(40, silence)], session);
    expect(before.file.error).to.have.property('code', 'send-unconfirmed');
    const { file, keys, requests } = await page([token, accepted], session);
    expect(file.state).to.equal('sent');
    expect(keys).to.deep.equal([before.file.documentId]);
    const bodies = [before.requests, requests].map(([, request]) => new Response(request?.body ?? null).text());
    const [first, second] = await Promise.all(bodies);
    expect(second).to.equal(first);
  });

  it('a message that was on its way when the page closed is known to have begun', async () => {
    const message = held();
    const { sender } = sending([token, message], session);
    sender.add([fileOf(150)]);
    await message.asked;
    const { documentId } = only(sender);
    expect(JSON.parse(entries()[0]?.[1] ?? '{}')).to.include({ fate: 'begun', documentId });
    // The lock of a page goes with it; here it goes with the answer.
    const sent = next(sender, 'redox-sent');
    message.give(accepted);
    await sent;
  });

  it('a message that was accepted is not sent again: the proxy gives its first answer', async () => {
    const before = await page([token, accepted], session);
    const { file, keys } = await page([token, accepted], session);
    expect(keys).to.deep.equal([before.file.documentId]);
    expect(file.result).to.have.property('messageId', 5);
  });

  it('an uploaded file that was accepted is asked for by upload, commit and key alone', async () => {
    await page([token, created(), patched(100), patched(150), committed(150), accepted]);
    const { said, file } = await page([token, head(150), committed(150), accepted]);
    expect(said).to.deep.equal(['POST token', 'HEAD uploads/1', 'POST uploads/1/commit', 'POST messages']);
    expect(file.state).to.equal('sent');
  });

  it('an accepted message that was too large with its file in it is not sent again, nor tried so again', async () => {
    const uploaded = [created(), patched(100), patched(150), committed(150), accepted];
    const before = await page([token, problem(413, 'file-too-large'), ...uploaded], session);
    const { said, file, keys } = await page([token, head(150), committed(150), accepted], session);
    expect(said).to.deep.equal(['POST token', 'HEAD uploads/1', 'POST uploads/1/commit', 'POST messages']);
    expect([file.state, file.delivery, ...keys]).to.deep.equal(['sent', 'upload', before.file.documentId]);
  });

  it('a message is repeated with its file in it, although such a file is to be uploaded by now', async () => {
    const before = await page([token, cut, ...times(40, silence)], session);
    const { file, keys } = await page([token, accepted], { ...session, embedLimit: 100 });
    expect([file.state, file.delivery, ...keys]).to.deep.equal(['sent', 'embed', before.file.documentId]);
  });

  it('another message about an accepted file is a document of its own', async () => {
    const before = await page([token, accepted], session);
    const { file, keys } = await page([token, anotherMessage, accepted], session);
    expect(file.state).to.equal('sent');
    expect(keys).to.deep.equal([before.file.documentId, file.documentId]);
    expect(file.documentId).not.to.equal(before.file.documentId);
  });

  it('so is one about an accepted file that was uploaded, which the proxy still has', async () => {
    const before = await page([token, created(), patched(100), patched(150), committed(150), accepted]);
    const { file, keys } = await page([token, head(150), committed(150), anotherMessage, accepted]);
    expect(file.state).to.equal('sent');
    expect(keys.slice(-2)).to.deep.equal([before.file.documentId, file.documentId]);
    expect(file.documentId).not.to.equal(before.file.documentId);
  });

  it('another message about an accepted file that the host does not want to send is composed and no more', async () => {
    await page([token, created(), patched(100), patched(150), committed(150), accepted]);
    const { sender, said } = sending([token, head(150), committed(150), anotherMessage], upload);
    let composed = 0;
    sender.addEventListener('redox-payload', event => {
      if (++composed === 2) event.preventDefault();
    });
    sender.add([fileOf(150)]);
    await next(sender, 'redox-complete');
    expect([composed, only(sender).state]).to.deep.equal([2, 'ready']);
    expect(said().filter(line => line === 'POST messages').length).to.equal(1);
  });

  it('another message about a file that may have been accepted is unconfirmed', async () => {
    await page([token, problem(502, 'send-unconfirmed')], session);
    const { file, keys } = await page([token, anotherMessage], session);
    expect(file.error).to.have.property('code', 'send-unconfirmed');
    expect(keys.length).to.equal(1);
  });

  it('a file that the user has removed is forgotten', async () => {
    const { sender, file } = await page([token, problem(502, 'send-unconfirmed')], session);
    sender.remove(file.id);
    expect(entries()).to.deep.equal([]);
    const { keys } = await page([token, accepted], session);
    expect(keys).not.to.include(file.documentId);
  });
});

describe('what resume="session" remembers', () => {
  beforeEach(() => sessionStorage.clear());

  it('is an address, an identifier and a state, and nothing of the file or the patient', async () => {
    const message = { Patient: { Identifiers: [{ ID: 'secret-mrn', IDType: 'MR' }] } };
    const file = fileOf(150, 'Jane Doe biopsy.pdf');
    await page(
      [token, created(), patched(100), patched(150), committed(150), cut, status(404)],
      { ...upload, message },
      file,
    );
    const [entry] = entries();
    expect(Object.keys(JSON.parse(entry?.[1] ?? '{}')).sort()).to.deep.equal([
      'documentId',
      'eventDateTime',
      'expiresAt',
      'fate',
      'uploadUrl',
    ]);
    for (const [name, value] of items()) {
      for (const told of ['Jane', 'biopsy', 'pdf', 'secret-mrn']) expect(name + value).not.to.include(told);
      // The size as a number of its own: three digits also turn up within a random identifier.
      expect(`${name} ${value}`).not.to.match(/\b150\b/);
    }
  });

  it('cannot be recognised in another session', async () => {
    await page([token, accepted], session);
    const [first] = entries();
    sessionStorage.clear();
    await page([token, accepted], session);
    const [second] = entries();
    expect(first?.[0]).not.to.equal(second?.[0]);
  });

  it('is nothing by default', async () => {
    await page([token, accepted], {});
    expect(items()).to.deep.equal([]);
  });

  it('is forgotten after a day, whatever file comes next', async () => {
    const clock = stoppedClock();
    await page([token, accepted], { ...session, clock });
    clock.advance(24 * 60 * 60 * 1000);
    await page([token, accepted], { ...session, clock }, fileOf(99));
    expect(entries().length).to.equal(1);
  });

  for (const [what, value] of [
    ['no JSON', '{"documentId":'],
    ['another kind of thing', 'null'],
    ['without an identifier', '{"eventDateTime":"2026-01-01T00:00:00Z","expiresAt":9e15,"documentId":"x"}'],
    ['without a time', `{"documentId":"${crypto.randomUUID()}","expiresAt":9e15}`],
  ] as const)
    it(`does no harm when it is ${what}`, async () => {
      await page([token, created(), patched(100), status(400)]);
      const [entry] = entries();
      sessionStorage.setItem(entry?.[0] ?? '', value);
      const { file } = await page([token, created(2), patched(100), patched(150), committed(150), accepted]);
      expect(file.state).to.equal('sent');
    });

  it("sends no token to an address that is not the proxy's", async () => {
    await page([token, created(), patched(100), status(400)]);
    const [name = '', value = ''] = entries()[0] ?? [];
    sessionStorage.setItem(name, value.replace('portal.example', 'evil.example'));
    const { requests } = await page([token, created(2), patched(100), patched(150), committed(150), accepted]);
    expect(requests.every(({ url }) => url.startsWith('https://portal.example/redox/'))).to.equal(true);
  });

  it('is given up where the storage is full, and the file is sent', async () => {
    sessionStorage.setItem('of somebody else', 'x'.repeat(5_000_000));
    for (let left = 1 << 20; left >= 1; left >>= 1)
      try {
        for (let n = 0; ; n++) sessionStorage.setItem(`filling ${left} ${n}`, 'x'.repeat(left));
      } catch {
        // Nothing of this size fits any more.
      }
    const { file } = await page([token, created(), patched(100), patched(150), committed(150), accepted]);
    expect(file.state).to.equal('sent');
    expect(items()).to.deep.equal([]);
  });

  it('is given up where the page has no storage', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get() {
        throw new DOMException('Denied', 'SecurityError');
      },
    });
    try {
      expect((await page([token, accepted], session)).file.state).to.equal('sent');
    } finally {
      if (own) Object.defineProperty(window, 'sessionStorage', own);
    }
  });
});

describe('two tabs of one session with the same file', () => {
  beforeEach(() => sessionStorage.clear());

  it('take turns, and the second finds what the first has done', async () => {
    const chunk = held();
    const first = sending([token, created(), chunk, patched(150), committed(150), accepted], upload);
    const second = sending([token, head(150), committed(150), accepted], upload);
    first.sender.add([fileOf(150)]);
    await chunk.asked;
    second.sender.add([fileOf(150)]);
    const both = Promise.all([next(first.sender, 'redox-sent'), next(second.sender, 'redox-sent')]);
    while (!(await navigator.locks.query()).pending?.length);
    expect(second.said()).to.deep.equal([]);
    chunk.give(patched(100));
    const [one, other] = await both;
    expect(other.documentId).to.equal(one.documentId);
  });

  it('do not wait for one that is paused or has failed', async () => {
    const chunk = held();
    const first = sending([token, created(), chunk], upload);
    first.sender.add([fileOf(150)]);
    await chunk.asked;
    first.sender.pause();
    const { file, said } = await page([token, head(60), patched(150), committed(150), accepted]);
    expect([file.state, said[2]]).to.deep.equal(['sent', 'PATCH uploads/1 60+90']);
  });

  it('are independent where there are no locks', async () => {
    Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined });
    try {
      expect((await page([token, accepted], session)).file.state).to.equal('sent');
    } finally {
      Reflect.deleteProperty(navigator, 'locks');
    }
  });
});
