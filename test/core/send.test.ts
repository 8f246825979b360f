import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/errors.js';
import type { Job } from '../../src/core/job.js';
import { send } from '../../src/core/steps/send.js';
import {
  answer,
  contextWith,
  conversation,
  cut,
  jobFor,
  outcomeOf,
  problem,
  silence,
  status,
  type Turn,
  times,
} from './support.js';

const accepted: Turn = () =>
  answer(200, {}, { accepted: true, documentId: '', logIds: ['log'], messageId: 5, transmissionId: 6, response: {} });
const unknown = problem(502, 'send-unconfirmed');
const busy = problem(502, 'upload-failed');

interface Attempt {
  outcome: unknown;
  said: string[];
  /** What the job says of the message afterwards. */
  fate: Job['fate'];
  /** What a reload would have been told, in order. */
  kept: Job['fate'][];
  keys: (string | undefined)[];
  bodies: unknown[];
  job: Job;
}

async function attempt(turns: Turn[], { renew = async () => 'second', job = jobFor() } = {}): Promise<Attempt> {
  const { transport, said, requests } = conversation(...turns);
  const kept: Job['fate'][] = [];
  job.keep = () => kept.push(job.fate);
  const context = contextWith({ transport, tokens: { get: async () => 'first', renew } });
  const outcome = await outcomeOf(send(job, new Blob(['{}']), context));
  const keys = requests.map(({ headers }) => headers['idempotency-key']);
  return { outcome, said, fate: job.fate, kept, keys, bodies: requests.map(({ body }) => body), job };
}

const failsWith = (outcome: unknown, code: string) =>
  expect(outcome).to.be.instanceOf(RedoxFileError).with.property('code', code);

describe('the send', () => {
  it("ends with Redox's identifiers", async () => {
    const { outcome, fate } = await attempt([accepted]);
    expect(outcome).to.deep.equal({ logIds: ['log'], messageId: 5, transmissionId: 6, response: {} });
    expect(fate).to.equal('accepted');
  });

  it('repeats the same bytes under the same key when the connection breaks or the proxy is being replaced', async () => {
    const { outcome, keys, bodies, job } = await attempt([cut, status(503), silence, busy, accepted]);
    expect(outcome).to.have.property('messageId', 5);
    expect(new Set(keys)).to.deep.equal(new Set([job.documentId]));
    expect(keys.length).to.equal(5);
    expect(new Set(bodies).size).to.equal(1);
  });

  it('is repeated when Redox takes no more for now', async () => {
    const { outcome } = await attempt([problem(429, 'rate-limited'), accepted]);
    expect(outcome).to.have.property('messageId', 5);
  });

  it('is repeated with a new token when the old one has died, and nothing has begun meanwhile', async () => {
    const { outcome, keys } = await attempt([status(401), accepted]);
    expect(outcome).to.have.property('messageId', 5);
    expect(keys.length).to.equal(2);
  });

  it('is not repeated when the proxy does not know whether it was accepted', async () => {
    for (const turn of [unknown, problem(409, 'send-unconfirmed')]) {
      const { outcome, said, fate } = await attempt([turn]);
      failsWith(outcome, 'send-unconfirmed');
      expect([said.length, fate]).to.deep.equal([1, 'begun']);
      expect(outcome).to.have.property('status').oneOf([409, 502]);
    }
  });

  it('says which fields Redox misses', async () => {
    const issues = [{ path: 'Patient.Identifiers', code: 'required', message: 'Patient.Identifiers is required' }];
    const { outcome, fate } = await attempt([problem(422, 'message-invalid', { issues })]);
    failsWith(outcome, 'message-invalid');
    expect(outcome).to.have.deep.property('issues', issues);
    expect(fate).to.equal(undefined);
  });

  it('tells a reload that it has begun before a byte leaves, and that it has not when it was refused', async () => {
    const { kept } = await attempt([problem(422, 'redox-rejected')]);
    expect(kept).to.deep.equal(['begun', undefined]);
    expect((await attempt([cut, accepted])).kept).to.deep.equal(['begun', 'accepted']);
  });

  it('may have arrived where it is given up while it leaves', async () => {
    const [abort, job] = [new AbortController(), jobFor()];
    const { transport } = conversation(({ signal }) => {
      abort.abort(new Error('given up'));
      throw signal.reason;
    });
    const outcome = outcomeOf(send(job, new Blob(['{}']), contextWith({ transport, signal: abort.signal })));
    expect(await outcome).to.have.property('message', 'given up');
    expect(job.fate).to.equal('begun');
  });

  it('has not begun where there is no token to be had', async () => {
    const { transport, said } = conversation();
    const job = jobFor();
    const tokens = { get: async () => Promise.reject(new RedoxFileError('token-refused')), renew: async () => '' };
    failsWith(await outcomeOf(send(job, new Blob(['{}']), contextWith({ transport, tokens }))), 'token-refused');
    expect([said.length, job.fate]).to.deep.equal([0, undefined]);
  });
});

const issues = [{ path: 'Note', code: 'required', message: 'Note is required' }];
const refused = () => Promise.reject(new RedoxFileError('token-refused'));

/** What is said of a message in the end, by what happened to it. */
const ENDINGS: readonly [what: string, turns: Turn[], code: string, renew?: () => Promise<string>][] = [
  ['not a byte has left in any attempt', times(40, silence), 'offline'],
  ['a byte has left, and nobody answered after that', [cut, ...times(40, silence)], 'send-unconfirmed'],
  ['every attempt breaks', times(40, cut), 'send-unconfirmed'],
  ['Redox refuses it', [problem(422, 'redox-rejected')], 'redox-rejected'],
  [
    'Redox refuses it after a broken attempt, so the broken one did not arrive',
    [cut, problem(422, 'redox-rejected')],
    'redox-rejected',
  ],
  ['the proxy cannot reach Redox at all', times(10, busy), 'upload-failed'],
  [
    'the proxy cannot reach Redox after a broken attempt, so the key was free',
    [cut, ...times(10, busy)],
    'upload-failed',
  ],
  ['the proxy is being closed', times(10, problem(503, 'service-unavailable')), 'upload-failed'],
  ['something before the proxy answers instead of it', times(10, status(504)), 'send-unconfirmed'],
  ['the proxy has an error that nobody foresaw', times(10, problem(500, 'internal-server-error')), 'send-unconfirmed'],
  ['the user is signed out', [status(401)], 'token-refused', refused],
  ['the user is signed out after a broken attempt', [cut, status(401)], 'send-unconfirmed', refused],
  ['the rate limit lasts', times(10, problem(429, 'rate-limited')), 'rate-limited'],
  [
    'the rate limit lasts after a broken attempt',
    [cut, ...times(10, problem(429, 'rate-limited'))],
    'send-unconfirmed',
  ],
  ['it is too large', [status(413)], 'file-too-large'],
  ['it is too large after a broken attempt, which was as large', [cut, status(413)], 'file-too-large'],
  [
    'it is refused as invalid after a broken attempt',
    [cut, problem(422, 'message-invalid', { issues })],
    'send-unconfirmed',
  ],
  ['its key is taken by another message', [problem(422, 'message-invalid', { issues: [] })], 'send-unconfirmed'],
  ["the answer is not the proxy's", [() => answer(200, {}, '<html>')], 'send-unconfirmed'],
  ["a refusal is not the proxy's", [status(404)], 'redox-rejected'],
  ["a refusal is not the proxy's, after a broken attempt", [cut, status(404)], 'send-unconfirmed'],
];

describe('a message whose way has ended', () => {
  for (const [what, turns, code, renew] of ENDINGS)
    it(`is ${code} when ${what}`, async () => {
      const { outcome, fate } = await attempt(turns, renew ? { renew } : {});
      failsWith(outcome, code);
      expect(fate).to.equal(code === 'send-unconfirmed' ? 'begun' : undefined);
    });

  it('stays unconfirmed through a retry that is answered by nobody', async () => {
    const { job } = await attempt([unknown]);
    failsWith((await attempt(times(40, silence), { job })).outcome, 'send-unconfirmed');
  });

  it('is sent after all when a retry asks the proxy and the proxy knows', async () => {
    const { job, keys } = await attempt([unknown]);
    const retried = await attempt([accepted], { job });
    expect(retried.outcome).to.have.property('messageId', 5);
    expect(retried.keys).to.deep.equal(keys);
  });
});
