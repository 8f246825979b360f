import { expect } from '@open-wc/testing';
import { RedoxFileError } from '../../src/core/errors.js';
import { send } from '../../src/core/steps/send.js';
import { ConnectionError, type TransportRequest } from '../../src/core/transport.js';
import { answer, contextWith, conversation } from './support.js';

const KEY = '3f1c5d4e-0000-4000-8000-000000000001';
const accepted = () =>
  answer(200, {}, { accepted: true, documentId: KEY, logIds: ['log'], messageId: 5, transmissionId: 6, response: {} });
const problem = (status: number, code: string) => () => answer(status, { 'retry-after': '0' }, { code });

async function attempt(...turns: Parameters<typeof conversation>) {
  const requests: TransportRequest[] = [];
  const { transport } = conversation(...turns);
  const hints = setInterval(() => window.dispatchEvent(new Event('online')), 5);
  const context = contextWith({
    transport: request => {
      requests.push(request);
      return transport(request);
    },
  });
  const outcome = await send(new Blob(['{}']), KEY, context).catch((error: unknown) => error);
  clearInterval(hints);
  return { outcome, keys: requests.map(({ headers }) => headers['idempotency-key']) };
}

const failsWith = (outcome: unknown, code: string) =>
  expect(outcome).to.be.instanceOf(RedoxFileError).with.property('code', code);

describe('the send', () => {
  it("ends with Redox's identifiers", async () => {
    const { outcome } = await attempt(accepted);
    expect(outcome).to.deep.equal({ logIds: ['log'], messageId: 5, transmissionId: 6, response: {} });
  });

  it('is repeated under the same key when the connection breaks or the proxy is being replaced', async () => {
    const cut = () => {
      throw new ConnectionError(true);
    };
    const { outcome, keys } = await attempt(cut, () => answer(503), accepted);
    expect(outcome).to.have.property('messageId', 5);
    expect(keys).to.deep.equal([KEY, KEY, KEY]);
  });

  it('is repeated when Redox takes no more for now', async () => {
    const { outcome } = await attempt(problem(429, 'rate-limited'), accepted);
    expect(outcome).to.have.property('messageId', 5);
  });

  it('is not repeated when the proxy does not know whether it was accepted', async () => {
    const { outcome, keys } = await attempt(problem(502, 'send-unconfirmed'));
    failsWith(outcome, 'send-unconfirmed');
    expect(keys.length).to.equal(1);
  });

  it('is unconfirmed when it began and was never answered', async () => {
    const { outcome } = await attempt(
      ...Array.from({ length: 8 }, () => () => {
        throw new ConnectionError(true);
      }),
    );
    failsWith(outcome, 'send-unconfirmed');
  });

  it('is offline when not a byte left', async () => {
    const { outcome } = await attempt(
      ...Array.from({ length: 8 }, () => () => {
        throw new ConnectionError(false);
      }),
    );
    failsWith(outcome, 'offline');
  });

  it('says which fields Redox misses', async () => {
    const issues = [{ path: 'Patient.Identifiers', code: 'required', message: 'Patient.Identifiers is required' }];
    const { outcome } = await attempt(() => answer(422, {}, { code: 'message-invalid', issues }));
    failsWith(outcome, 'message-invalid');
    expect(outcome).to.have.deep.property('issues', issues);
  });

  it("is unconfirmed when the answer is not the proxy's", async () => {
    failsWith((await attempt(() => answer(200, {}, '<html>'))).outcome, 'send-unconfirmed');
  });
});
