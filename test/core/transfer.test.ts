import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/errors.js';
import { DEFAULTS } from '../../src/core/options.js';
import { transfer } from '../../src/core/steps/transfer.js';
import { ConnectionError } from '../../src/core/transport.js';
import { answer, contextWith, conversation, patterned } from './support.js';

const UPLOAD = 'https://portal.example/redox/uploads/1';
const bytes = patterned(250);
const at =
  (offset: number, status = 204) =>
  () =>
    answer(status, { 'upload-offset': String(offset), 'retry-after': '0' });
const status = (code: number) => () => answer(code, { 'retry-after': '0' });
const cut = () => {
  throw new ConnectionError(true);
};

const talk = async (...turns: Parameters<typeof conversation>) => {
  const { transport, said } = conversation(...turns);
  // A hint that the network is back cuts every wait short, so that no test sleeps.
  const hints = setInterval(() => window.dispatchEvent(new Event('online')), 5);
  const options = { ...DEFAULTS, endpoint: '/redox', chunkSize: 100 };
  const error = await transfer(UPLOAD, bytes, contextWith({ transport, options })).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  clearInterval(hints);
  return {
    said: said.map(line => line.replace('/redox/uploads/1 ', '').replace('/redox/uploads/1', '').trim()),
    error,
  };
};

describe('the transfer of an upload', () => {
  it('asks where the proxy is, and sends the rest in chunks', async () => {
    const { said, error } = await talk(at(0, 200), at(100), at(200), at(250));
    expect(error).to.equal(undefined);
    expect(said).to.deep.equal(['HEAD', 'PATCH 0+100', 'PATCH 100+100', 'PATCH 200+50']);
  });

  it('goes on from what arrived of a chunk whose connection broke', async () => {
    const { said, error } = await talk(at(0, 200), at(100), cut, at(130, 200), at(230), at(250));
    expect(error).to.equal(undefined);
    expect(said).to.deep.equal(['HEAD', 'PATCH 0+100', 'PATCH 100+100', 'HEAD', 'PATCH 130+100', 'PATCH 230+20']);
  });

  it('sends a chunk again of which nothing arrived', async () => {
    const { said, error } = await talk(at(0, 200), cut, at(0, 200), at(100), at(200), at(250));
    expect(error).to.equal(undefined);
    expect(said.slice(0, 4)).to.deep.equal(['HEAD', 'PATCH 0+100', 'HEAD', 'PATCH 0+100']);
  });

  it('sends the same bytes under a new token when the old one has died, on HEAD too', async () => {
    const tokens: (string | undefined)[] = [];
    const note = (turn: () => ReturnType<typeof answer>) => (request: { headers: Record<string, string> }) => {
      tokens.push(request.headers.authorization);
      return turn();
    };
    const { said, error } = await talk(
      ...[status(401), at(0, 200), status(401), at(100), at(200), at(250)].map(turn => note(turn)),
    );
    expect(error).to.equal(undefined);
    expect(said.slice(0, 4)).to.deep.equal(['HEAD', 'HEAD', 'PATCH 0+100', 'PATCH 0+100']);
    expect(tokens.slice(0, 2)).to.deep.equal(['Bearer first', 'Bearer second']);
  });

  it('asks again after a conflict, a lock or a server in trouble', async () => {
    for (const code of [409, 423, 502]) {
      const { error } = await talk(at(0, 200), status(code), at(100, 200), at(200), at(250));
      expect(error, String(code)).to.equal(undefined);
    }
  });

  it('says that an upload is gone on 404 and 410 alone', async () => {
    for (const code of [404, 410]) {
      const { error } = await talk(status(code));
      expect(error).to.be.instanceOf(RedoxFileError).with.property('code', 'upload-expired');
    }
    const { error } = await talk(status(400));
    expect(error).to.be.instanceOf(RedoxFileError).with.property('code', 'upload-failed');
  });

  it('gives up when nothing moves', async () => {
    const { said, error } = await talk(...Array.from({ length: 20 }, () => cut));
    expect(error).to.be.instanceOf(RedoxFileError).with.property('code', 'upload-failed');
    expect(said.length).to.equal(8);
  });

  it('does not believe an offset beyond the file', async () => {
    const { error } = await talk(...Array.from({ length: 20 }, () => at(999, 200)));
    expect(error).to.be.instanceOf(RedoxFileError).with.property('code', 'upload-failed');
  });
});
