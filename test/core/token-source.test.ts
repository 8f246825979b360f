import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/errors.js';
import { TokenSource } from '../../src/core/token-source.js';
import { answer, conversation } from './support.js';

const { signal } = new AbortController();
const issued = (token: string, seconds = 600) =>
  answer(200, {}, { token, expiresAt: new Date(Date.now() + seconds * 1000).toISOString(), limits: {} });

function source(...turns: Parameters<typeof conversation>) {
  const { transport, said } = conversation(...turns);
  return { tokens: new TokenSource('/redox/', () => undefined, transport), said };
}

const errorOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe('the source of tokens', () => {
  it('asks the proxy once for all who ask at the same time', async () => {
    const { tokens, said } = source(() => issued('one'));
    const given = await Promise.all([tokens.get(signal), tokens.get(signal), tokens.get(signal)]);
    expect(given).to.deep.equal(['one', 'one', 'one']);
    expect(said).to.deep.equal(['POST /redox/token']);
  });

  it('asks again when a token is about to expire', async () => {
    const { tokens } = source(
      () => issued('short', 5),
      () => issued('next'),
    );
    expect(await tokens.get(signal)).to.equal('short');
    expect(await tokens.get(signal)).to.equal('next');
  });

  it('gives one new token to all whose old one was refused', async () => {
    const { tokens, said } = source(
      () => issued('old'),
      () => issued('new'),
    );
    await tokens.get(signal);
    const renewed = await Promise.all([tokens.renew('old', signal), tokens.renew('old', signal)]);
    expect(renewed).to.deep.equal(['new', 'new']);
    expect(await tokens.renew('old', signal)).to.equal('new');
    expect(said.length).to.equal(2);
  });

  it('sends the headers that the host gives', async () => {
    const seen: (string | undefined)[] = [];
    const tokens = new TokenSource(
      '/redox',
      () => async () => ({ 'X-Session': 'abc' }),
      async request => {
        seen.push(request.headers['x-session']);
        return issued('t');
      },
    );
    await tokens.get(signal);
    expect(seen).to.deep.equal(['abc']);
  });

  it('is refused by the host in one way, whatever the answer looks like', async () => {
    for (const refusal of [
      answer(401),
      answer(403, {}, { code: 'token-refused' }),
      answer(200, {}, 'Please sign in'),
    ]) {
      const error = await errorOf(source(() => refusal).tokens.get(signal));
      expect(error).to.be.instanceOf(RedoxFileError).with.property('code', 'token-refused');
    }
  });

  it('asks again after a refusal: the user may have signed in', async () => {
    const { tokens } = source(
      () => answer(401),
      () => issued('after'),
    );
    await errorOf(tokens.get(signal));
    expect(await tokens.get(signal)).to.equal('after');
  });

  it('does not end for all when one stops waiting', async () => {
    const { tokens } = source(() => issued('kept'));
    const abort = new AbortController();
    const stopped = errorOf(tokens.get(abort.signal));
    const waiting = tokens.get(signal);
    abort.abort(new Error('removed'));
    expect(await stopped).to.have.property('message', 'removed');
    expect(await waiting).to.equal('kept');
  });
});
