import { expect } from '@open-wc/testing';
import { nextTask } from '../../src/core/next-task.js';
import { isUuid } from '../../src/models/index.js';
import { accepted, committed, created, head, held, next, only, patched, sending, token } from './sending.js';
import { entries, items, page, session, upload } from './session-page.js';
import { cut, fileOf, silence, status, stoppedClock, times } from './support.js';

/** Leaves no room in the storage. */
function fill(): void {
  sessionStorage.setItem('of somebody else', 'x'.repeat(5_000_000));
  for (let left = 1 << 20; left >= 1; left >>= 1)
    try {
      for (let n = 0; ; n++) sessionStorage.setItem(`filling ${left} ${n}`, 'x'.repeat(left));
    } catch {
      // Nothing of this size fits any more.
    }
}

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

  it('is all that is forgotten when its time has come, and what the page keeps is not', async () => {
    sessionStorage.setItem('of the page', 'kept');
    await page([token, accepted], session);
    await page([token, accepted], session, fileOf(99));
    expect(sessionStorage.getItem('of the page')).to.equal('kept');
    expect(entries().length).to.equal(2);
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
      expect(isUuid(file.documentId)).to.equal(true);
    });

  it("sends no token to an address that is not the proxy's", async () => {
    await page([token, created(), patched(100), status(400)]);
    const [name = '', value = ''] = entries()[0] ?? [];
    sessionStorage.setItem(name, value.replace('portal.example', 'evil.example'));
    const { requests } = await page([token, created(2), patched(100), patched(150), committed(150), accepted]);
    expect(requests.every(({ url }) => url.startsWith('https://portal.example/redox/'))).to.equal(true);
  });

  it('is given up where the storage is full, and the file is sent', async () => {
    fill();
    const { file } = await page([token, created(), patched(100), patched(150), committed(150), accepted]);
    expect(file.state).to.equal('sent');
    expect(items()).to.deep.equal([]);
  });

  it('takes nothing back that the page knows, where there was no room to write that down', async () => {
    const uploaded = [token, created(), patched(100), patched(150), committed(150)];
    const { sender } = sending([...uploaded, cut, ...times(80, silence)], upload);
    sender.addEventListener('redox-payload', fill);
    for (const act of [() => sender.add([fileOf(150)]), () => sender.retry()]) {
      const failed = next(sender, 'redox-error');
      act();
      expect((await failed).error.code).to.equal('send-unconfirmed');
    }
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

/** The first is in the middle of the file, for which the second waits. */
async function twoTabs() {
  const chunk = held();
  const first = sending([token, created(), chunk, patched(150), committed(150), accepted], upload);
  const second = sending([token, head(150), committed(150), accepted], upload);
  first.sender.add([fileOf(150)]);
  await chunk.asked;
  second.sender.add([fileOf(150)]);
  while (!(await navigator.locks.query()).pending?.length);
  return { first, second, chunk };
}

describe('two tabs of one session with the same file', () => {
  beforeEach(() => sessionStorage.clear());

  it('take turns, and the second finds what the first has done', async () => {
    const { first, second, chunk } = await twoTabs();
    const both = Promise.all([next(first.sender, 'redox-sent'), next(second.sender, 'redox-sent')]);
    expect(second.said()).to.deep.equal([]);
    chunk.give(patched(100));
    const [one, other] = await both;
    expect(other.documentId).to.equal(one.documentId);
  });

  it('do not hold a file that waits for the other and is paused', async () => {
    const { first, second, chunk } = await twoTabs();
    second.sender.pause();
    await nextTask();
    second.sender.resume();
    expect(only(second.sender).state).to.equal('preparing');
    const both = Promise.all([next(first.sender, 'redox-sent'), next(second.sender, 'redox-sent')]);
    chunk.give(patched(100));
    await both;
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
