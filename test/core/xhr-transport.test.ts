import { expect } from '@open-wc/testing';
import { ConnectionError, type TransportRequest } from '../../src/core/transport.js';
import { xhrTransport } from '../../src/core/xhr-transport.js';
import { outcomeOf, patterned, stoppedClock, whileOffline } from './support.js';

const IDLE = 30_000;
const { signal } = new AbortController();

/** Where an answer of its own for each test is, and what makes it go on. */
function slowAnswer() {
  const url = `/slow/${crypto.randomUUID()}`;
  return { url, order: (what: 'byte' | 'end') => fetch(`${url}/${what}`, { method: 'POST' }) };
}

function request(url: string, more: Partial<TransportRequest> = {}): TransportRequest {
  return { method: 'POST', url, headers: {}, signal, idle: IDLE, ...more };
}

/** A clock, and a promise for each time that a request has shown a sign of life. */
function watchedClock() {
  const clock = stoppedClock();
  let seen = (): void => undefined;
  return {
    ...clock,
    after(milliseconds: number, callback: () => void) {
      seen();
      return clock.after(milliseconds, callback);
    },
    life: () =>
      new Promise<void>(resolve => {
        seen = resolve;
      }),
  };
}

describe('the transport', () => {
  it('gives the status, the headers and the JSON of an answer', async () => {
    const response = await xhrTransport(stoppedClock())(
      request('/redox/token', { headers: { 'x-test-session': 'refused' } }),
    );
    expect(response.status).to.equal(401);
    expect(response.header('content-type')).to.equal('application/problem+json');
    expect(response.json).to.have.property('code', 'token-refused');
  });

  it('tells how much of a body has left', async () => {
    const sent: number[] = [];
    const body = patterned(3_000_000);
    await xhrTransport(stoppedClock())(request('/redox/messages', { body, onSent: bytes => sent.push(bytes) }));
    expect(sent.at(-1)).to.equal(body.length);
    expect([...sent]).to.deep.equal(sent.sort((a, b) => a - b));
  });

  it('gives up a request in which nothing moves', async () => {
    const clock = stoppedClock();
    const hung = outcomeOf(xhrTransport(clock)(request('/slow/unread')));
    clock.advance(IDLE - 1);
    clock.advance(1);
    expect(await hung)
      .to.be.instanceOf(ConnectionError)
      .with.property('begun', false);
  });

  it('waits as long as bytes come, however long it takes', async () => {
    const clock = watchedClock();
    const { url, order } = slowAnswer();
    const answered = xhrTransport(clock)(request(url));
    for (let byte = 0; byte < 5; byte++) {
      clock.advance(IDLE - 1);
      const life = clock.life();
      await order('byte');
      await life;
    }
    await order('end');
    expect((await answered).json).to.deep.equal({ ended: true });
  });

  it('gives up an answer that stops in the middle', async () => {
    const clock = watchedClock();
    const { url, order } = slowAnswer();
    const answered = outcomeOf(xhrTransport(clock)(request(url, { body: 'x' })));
    const life = clock.life();
    await order('byte');
    await life;
    clock.advance(IDLE);
    expect(await answered)
      .to.be.instanceOf(ConnectionError)
      .with.property('begun', true);
  });

  it('gives an answer more time than a body', async () => {
    const clock = watchedClock();
    let left = (): void => undefined;
    const leaving = new Promise<void>(resolve => {
      left = resolve;
    });
    const hung = outcomeOf(
      xhrTransport(clock)(
        request('/slow/silent', { body: patterned(1000), answerIdle: 5 * IDLE, onSent: () => left() }),
      ),
    );
    let settled = false;
    void hung.then(() => {
      settled = true;
    });
    await leaving;
    clock.advance(4 * IDLE);
    await fetch('/redox/health/live');
    expect(settled).to.equal(false);
    clock.advance(IDLE);
    expect(await hung)
      .to.be.instanceOf(ConnectionError)
      .with.property('begun', true);
  });

  for (const size of [2, 2000, 5_000_000])
    it(`knows that a body of ${size} bytes has begun to leave when the connection breaks after it`, async () => {
      const error = await outcomeOf(xhrTransport(stoppedClock())(request('/slow/cut', { body: patterned(size) })));
      expect(error).to.be.instanceOf(ConnectionError).with.property('begun', true);
    });

  it('takes it for begun where nobody listens, because not every browser tells that from a broken connection', async () => {
    const error = await outcomeOf(xhrTransport(stoppedClock())(request('http://127.0.0.1:9/', { body: 'x' })));
    expect(error).to.be.instanceOf(ConnectionError).with.property('begun', true);
  });

  it('knows that nothing has left where there is no network', async () => {
    const lost = () => outcomeOf(xhrTransport(stoppedClock())(request('http://127.0.0.1:9/', { body: 'x' })));
    expect(await whileOffline(lost))
      .to.be.instanceOf(ConnectionError)
      .with.property('begun', false);
  });

  it('ends with the reason for which it was aborted, also before it began', async () => {
    const abort = new AbortController();
    const hung = outcomeOf(xhrTransport(stoppedClock())(request('/slow/silent', { signal: abort.signal })));
    abort.abort(new Error('paused'));
    expect(await hung).to.have.property('message', 'paused');
    const never = outcomeOf(xhrTransport(stoppedClock())(request('/slow/silent', { signal: abort.signal })));
    expect(await never).to.have.property('message', 'paused');
  });
});
