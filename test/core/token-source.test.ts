import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/errors.js';
import { TokenSource } from '../../src/core/token-source.js';
import { ConnectionError } from '../../src/core/transport.js';
import { answer, conversation, outcomeOf, silence, stoppedClock, type Turn, whileOffline } from './support.js';

const { signal } = new AbortController();
const clock = stoppedClock();
const issued =
  (token: string, seconds = 600): Turn =>
  () =>
    answer(200, {}, { token, expiresAt: new Date(clock.now() + seconds * 1000).toISOString(), limits: {} });

function source(turns: Turn[], authorize?: () => HeadersInit | Promise<HeadersInit>) {
  const { transport, said, requests } = conversation(...turns);
  return { tokens: new TokenSource('/redox/', () => authorize, transport, clock), said, requests };
}

describe('the source of tokens', () => {
  it('asks the proxy once for all who ask at the same time', async () => {
    const { tokens, said } = source([issued('one')]);
    const given = await Promise.all([tokens.get(signal), tokens.get(signal), tokens.get(signal)]);
    expect(given).to.deep.equal(['one', 'one', 'one']);
    expect(said).to.deep.equal(['POST /redox/token']);
  });

  it('asks nothing for somebody who has stopped waiting before', async () => {
    const { tokens, said } = source([silence]);
    expect(await outcomeOf(tokens.get(AbortSignal.abort('gone')))).to.equal('gone');
    expect(said).to.deep.equal([]);
  });

  it('asks again when a token is about to expire', async () => {
    const { tokens } = source([issued('short', 30), issued('next')]);
    expect(await tokens.get(signal)).to.equal('short');
    clock.advance(14_000);
    expect(await tokens.get(signal)).to.equal('short');
    clock.advance(2000);
    expect(await tokens.get(signal)).to.equal('next');
  });

  it('uses a token until it is refused where the clock of the machine is wrong', async () => {
    const { tokens, said } = source([issued('past', -7200)]);
    expect([await tokens.get(signal), await tokens.get(signal)]).to.deep.equal(['past', 'past']);
    expect(said.length).to.equal(1);
  });

  it('gives one new token to all whose old one was refused', async () => {
    const { tokens, said } = source([issued('old'), issued('new')]);
    await tokens.get(signal);
    const renewed = await Promise.all([tokens.renew('old', signal), tokens.renew('old', signal)]);
    expect(renewed).to.deep.equal(['new', 'new']);
    expect(await tokens.renew('old', signal)).to.equal('new');
    expect(said.length).to.equal(2);
  });

  it('names the token that a new one is to replace, so that it is for the same user, also after a refusal', async () => {
    const { tokens, requests } = source([issued('one', 30), issued('two'), () => answer(403), issued('three')]);
    await tokens.get(signal);
    clock.advance(20_000);
    await tokens.get(signal);
    expect(await outcomeOf(tokens.renew('two', signal))).to.have.property('code', 'token-refused');
    expect(await tokens.get(signal)).to.equal('three');
    const named = requests.map(({ headers }) => headers['previous-token']);
    expect(named).to.deep.equal([undefined, 'one', 'two', 'two']);
  });

  it('sends the headers that the host gives, and its cookies', async () => {
    const { tokens, requests } = source([issued('t')], async () => ({ 'X-Session': 'abc' }));
    await tokens.get(signal);
    expect(requests[0]?.headers).to.deep.equal({ 'x-session': 'abc' });
    expect(requests[0]?.credentials).to.equal(true);
  });

  it('is refused by the host in one way, whatever the answer looks like', async () => {
    for (const refusal of [
      answer(401),
      answer(403, {}, { code: 'token-refused' }),
      answer(200, {}, 'Please sign in'),
      answer(400, {}, { token: 'none' }),
    ]) {
      const error = await outcomeOf(source([() => refusal]).tokens.get(signal));
      expect(error).to.be.instanceOf(RedoxFileError).with.property('code', 'token-refused');
    }
  });

  it('leaves it to who asks to try again when the proxy cannot be reached or has troubles', async () => {
    expect(await outcomeOf(source([silence]).tokens.get(signal))).to.be.instanceOf(ConnectionError);
    const busy = await outcomeOf(source([() => answer(503, { 'retry-after': '3' })]).tokens.get(signal));
    expect(busy).to.be.instanceOf(ConnectionError).with.nested.property('answer.status', 503);
  });

  it('is refused where the host cannot give its headers, unless there is no network', async () => {
    const failing = () => Promise.reject(new TypeError('Failed to fetch'));
    const refused = await outcomeOf(source([], failing).tokens.get(signal));
    expect(refused).to.have.property('code', 'token-refused');
    const offline = await whileOffline(() => outcomeOf(source([], failing).tokens.get(signal)));
    expect(offline).to.be.instanceOf(ConnectionError);
  });

  it('asks again after a refusal: the user may have signed in', async () => {
    const { tokens } = source([() => answer(401), issued('after')]);
    await outcomeOf(tokens.get(signal));
    expect(await tokens.get(signal)).to.equal('after');
  });

  it('does not end for all when one stops waiting', async () => {
    const { tokens } = source([issued('kept')]);
    const abort = new AbortController();
    const stopped = outcomeOf(tokens.get(abort.signal));
    const waiting = tokens.get(signal);
    abort.abort(new Error('removed'));
    expect(await stopped).to.have.property('message', 'removed');
    expect(await waiting).to.equal('kept');
  });
});
