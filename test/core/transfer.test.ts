import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/errors.js';
import { DEFAULTS } from '../../src/core/options.js';
import { transfer } from '../../src/core/steps/transfer.js';
import {
  answer,
  contextWith,
  conversation,
  cut,
  outcomeOf,
  patterned,
  problem,
  silence,
  status,
  type Turn,
  times,
} from './support.js';

const UPLOAD = 'https://portal.example/redox/uploads/1';
const bytes = patterned(250);
const at =
  (offset: number, code = 204): Turn =>
  () =>
    answer(code, { 'upload-offset': String(offset) });
const head = (offset: number) => at(offset, 200);

async function talk(...turns: Turn[]) {
  const { transport, said, requests } = conversation(...turns);
  const progress: number[] = [];
  const context = contextWith({ transport, progress: sent => progress.push(sent) });
  const error = await transfer(UPLOAD, bytes, context).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, progress, requests, said: said.map(line => line.replace(/ ?\/redox\/uploads\/1/, '')) };
}

const failsWith = (error: unknown, code: string) =>
  expect(error).to.be.instanceOf(RedoxFileError).with.property('code', code);

describe('the transfer of an upload', () => {
  it('asks where the proxy is, and sends the rest in chunks', async () => {
    const { said, error, progress } = await talk(head(0), at(100), at(200), at(250));
    expect(error).to.equal(undefined);
    expect(said).to.deep.equal(['HEAD', 'PATCH 0+100', 'PATCH 100+100', 'PATCH 200+50']);
    expect(progress).to.deep.equal([0, 100, 200, 250]);
  });

  it('tells how far it is while a chunk leaves', async () => {
    const leaving: Turn = request => {
      request.onSent?.(40);
      return at(200)(request);
    };
    expect((await talk(head(100), leaving, at(250))).progress).to.deep.equal([100, 140, 200, 250]);
  });

  it('sends the bytes that belong at each offset', async () => {
    const { requests } = await talk(head(70), at(170), cut, head(190), at(250));
    const sent = requests.flatMap(({ headers, body }) =>
      body instanceof Uint8Array ? [[Number(headers['upload-offset']), body] as const] : [],
    );
    for (const [offset, body] of sent) expect(body).to.deep.equal(bytes.slice(offset, offset + body.length));
    expect(sent.map(([offset]) => offset)).to.deep.equal([70, 170, 190]);
  });

  it('goes on from what arrived of a chunk whose connection broke', async () => {
    const { said, error } = await talk(head(0), at(100), cut, head(130), at(230), at(250));
    expect(error).to.equal(undefined);
    expect(said).to.deep.equal(['HEAD', 'PATCH 0+100', 'PATCH 100+100', 'HEAD', 'PATCH 130+100', 'PATCH 230+20']);
  });

  it('sends a chunk again of which nothing arrived', async () => {
    const { said, error } = await talk(head(0), cut, head(0), at(100), at(200), at(250));
    expect(error).to.equal(undefined);
    expect(said.slice(0, 4)).to.deep.equal(['HEAD', 'PATCH 0+100', 'HEAD', 'PATCH 0+100']);
  });

  it('sends an eighth after a chunk that broke off, and twice as much after each that arrived', async () => {
    const large = patterned(400_000);
    const turns = [cut, head(0), at(50_000), at(150_000), at(350_000), at(400_000)];
    const { transport, requests } = conversation(...turns);
    const options = { ...DEFAULTS, endpoint: '/redox', chunkSize: 1_000_000 };
    await transfer(UPLOAD, large, contextWith({ transport, options }), 0);
    const sizes = requests.flatMap(({ body }) => (body instanceof Uint8Array ? body.length : []));
    expect(sizes).to.deep.equal([400_000, 50_000, 100_000, 200_000, 50_000]);
  });

  it('sends nothing again of which only the answer was lost', async () => {
    const { said, error } = await talk(head(0), at(100), at(200), cut, head(250));
    expect(error).to.equal(undefined);
    expect(said.at(-1)).to.equal('HEAD');
  });

  it('sends the same bytes under a new token when the old one has died, on HEAD too', async () => {
    const { said, error, requests } = await talk(status(401), head(0), status(401), at(100), at(200), at(250));
    expect(error).to.equal(undefined);
    expect(said.slice(0, 4)).to.deep.equal(['HEAD', 'HEAD', 'PATCH 0+100', 'PATCH 0+100']);
    const tokens = requests.slice(0, 2).map(({ headers }) => headers.authorization);
    expect(tokens).to.deep.equal(['Bearer first', 'Bearer second']);
  });

  it('asks again after a conflict, a lock, a time-out or a server in trouble', async () => {
    for (const code of [408, 409, 423, 429, 500, 502, 503]) {
      const { said, error } = await talk(head(0), status(code), head(100), at(200), at(250));
      expect(error, String(code)).to.equal(undefined);
      expect(said).to.deep.equal(['HEAD', 'PATCH 0+100', 'HEAD', 'PATCH 100+100', 'PATCH 200+50']);
    }
  });

  it('follows a proxy that has more than we knew', async () => {
    const { said, error } = await talk(head(0), status(409), head(220), at(250));
    expect(error).to.equal(undefined);
    expect(said).to.deep.equal(['HEAD', 'PATCH 0+100', 'HEAD', 'PATCH 220+30']);
  });

  it('gives a proxy again what it has lost', async () => {
    const { said, error } = await talk(head(0), at(100), at(200), status(409), head(40), at(140), at(240), at(250));
    expect(error).to.equal(undefined);
    expect(said.slice(4)).to.deep.equal(['HEAD', 'PATCH 40+100', 'PATCH 140+100', 'PATCH 240+10']);
  });

  it('gives up a proxy that loses everything again and again', async () => {
    const round = [at(100), status(409), head(0)];
    const { said, error } = await talk(head(0), ...times(20, status(0)).flatMap(() => round));
    failsWith(error, 'upload-failed');
    expect(said.filter(line => line === 'PATCH 0+100').length).to.equal(10);
  });

  it('says that an upload is gone on 404 and 410 alone', async () => {
    for (const code of [404, 410]) failsWith((await talk(status(code))).error, 'upload-expired');
    for (const code of [400, 405, 415]) failsWith((await talk(status(code))).error, 'upload-failed');
    for (const code of [401, 403]) failsWith((await talk(status(code), status(code))).error, 'token-refused');
  });

  it('is too large where even a question about it is', async () => {
    failsWith((await talk(status(413))).error, 'file-too-large');
  });

  it('is too large where the proxy says so, or a gateway of the smallest piece, and no smaller one follows', async () => {
    for (const turn of [status(413), problem(413, 'file-too-large')]) {
      const { error, said } = await talk(head(0), turn);
      failsWith(error, 'file-too-large');
      expect(said).to.deep.equal(['HEAD', 'PATCH 0+100']);
    }
    const large = patterned(100_000);
    const { transport, said } = conversation(problem(413, 'file-too-large'));
    const context = contextWith({ transport, options: { ...DEFAULTS, endpoint: '/redox' } });
    failsWith(await outcomeOf(transfer(UPLOAD, large, context, 0)), 'file-too-large');
    expect(said.length).to.equal(1);
  });

  it('does not take a success without an offset for one', async () => {
    failsWith((await talk(head(0), status(204))).error, 'upload-failed');
  });

  it('does not go on with an upload that has more bytes than the file', async () => {
    failsWith((await talk(head(251))).error, 'integrity-mismatch');
  });

  it('gives up when the proxy says "not now" ten times', async () => {
    const { said, error } = await talk(...times(30, status(503)));
    failsWith(error, 'upload-failed');
    expect(said.length).to.equal(10);
  });

  it('is offline when nobody has answered for long', async () => {
    const { said, error } = await talk(head(0), at(100), ...times(60, silence));
    failsWith(error, 'offline');
    expect(said.length).to.equal(33);
  });

  it('has new patience after every byte that arrives', async () => {
    const { error } = await talk(
      head(0),
      ...[10, 20, 30].flatMap(offset => [cut, ...times(25, silence), head(offset)]),
      at(130),
      at(230),
      at(250),
    );
    expect(error).to.equal(undefined);
  });
});
