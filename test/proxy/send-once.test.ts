import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chronicleFor } from '../../src/proxy/audit.js';
import type { Ledger } from '../../src/proxy/index.js';
import { createLogger } from '../../src/proxy/logger.js';
import { type SendServices, sendOnce } from '../../src/proxy/messages/send-once.js';
import { createOwners } from '../../src/proxy/secrets.js';
import { received } from '../sandbox/client.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { openOwnLedger } from './own-ledger.js';
import { fault, problemOf, SECRET, startProxy, unboundMessage } from './setup.js';

const message = unboundMessage('Notes', { base64: base64(someBytes(1000)) });
const otherMessage = unboundMessage('Notes', { base64: base64(someBytes(1001)) });

describe('a message under one key', () => {
  test('is sent once and answered the same each time, also by a proxy that was started anew', async t => {
    const { sandbox, dataDir, proxy, signIn, redox } = await startProxy(t);
    const user = await signIn();
    const key = crypto.randomUUID();
    const first = await (await user.send(message, key)).json();
    // A UUID is the same in upper case (RFC 9562).
    const second = await user.send(message, key.toUpperCase());
    assert.equal(second.status, 200);
    assert.deepEqual(await second.json(), first);
    await proxy.close();
    const restarted = await startProxy(t, { dataDir, redox });
    const third = await (await restarted.signIn()).send(message, key);
    assert.deepEqual(await third.json(), first);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('is sent once when it comes five times at once, and all get the answer', async t => {
    const { sandbox, signIn } = await startProxy(t);
    const user = await signIn();
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => user.send(message, key)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200, 200],
    );
    assert.equal(new Set(await Promise.all(answers.map(answer => answer.text()))).size, 1);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('is rejected once when it comes five times at once and Redox rejects it', async t => {
    const { sandbox, signIn } = await startProxy(t);
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 400 });
    const user = await signIn();
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => user.send(message, key)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [422, 422, 422, 422, 422],
    );
    assert.deepEqual((await received(sandbox)).messages, []);
  });

  test('keeps the key from another message and from another user, at once and later', async t => {
    const { sandbox, signIn } = await startProxy(t);
    const [user, other] = [await signIn('user-1'), await signIn('user-2')];
    const key = crypto.randomUUID();
    const atOnce = await Promise.all([user.send(message, key), user.send(otherMessage, key), other.send(message, key)]);
    assert.deepEqual(atOnce.map(({ status }) => status).sort(), [200, 422, 422]);
    const later = await Promise.all([user.send(otherMessage, key), other.send(message, key)]);
    for (const answer of later) {
      assert.equal(answer.status, 422);
      const { code, issues } = await problemOf(answer);
      assert.equal(code, 'message-invalid');
      assert.deepEqual(issues, []);
    }
    assert.equal((await received(sandbox)).messages.length, 1);
  });
});

describe('a message that certainly failed', () => {
  const failures: [what: string, fault: object, status: number, code: string][] = [
    ['because Redox rejected it', { on: 'endpoint', kind: 'status', status: 400 }, 422, 'redox-rejected'],
    ['because it was too large', { on: 'endpoint', kind: 'status', status: 413 }, 413, 'file-too-large'],
    ['because there were too many', { on: 'endpoint', kind: 'status', status: 429 }, 429, 'rate-limited'],
    ['because Redox gave no token', { on: 'token', kind: 'status', status: 500 }, 502, 'upload-failed'],
    ['because Redox refused our key', { on: 'token', kind: 'status', status: 401 }, 502, 'upload-failed'],
  ];
  for (const [what, wanted, status, code] of failures)
    test(`${what} can be corrected and sent under its key`, async t => {
      const { sandbox, signIn } = await startProxy(t, {}, { retries: 0 });
      await fault(sandbox, wanted);
      const user = await signIn();
      const key = crypto.randomUUID();
      const failed = await user.send(message, key);
      assert.equal(failed.status, status);
      assert.equal((await problemOf(failed)).code, code);
      assert.equal(failed.headers.get('retry-after'), status === 429 ? '1' : null);
      assert.equal((await user.send(otherMessage, key)).status, 200);
      assert.equal((await received(sandbox)).messages.length, 1);
    });

  test('because Redox is not there can be sent under its key when it is back', async t => {
    const { sandbox, redox, dataDir, proxy } = await startProxy(t);
    await proxy.close();
    const nobody = 'http://127.0.0.1:1';
    const key = crypto.randomUUID();
    for (const apiUrl of [nobody, undefined]) {
      const { proxy, signIn } = await startProxy(t, { dataDir, redox: { ...redox, ...(apiUrl && { apiUrl }) } });
      assert.equal((await (await signIn()).send(message, key)).status, apiUrl ? 502 : 200);
      await proxy.close();
    }
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  for (const step of ['lease', 'send', 'claimSend'] as const)
    test(`because the ledger cannot be used (${step}) is not unconfirmed, and is sent under its key when it can`, async t => {
      const ledger = await openOwnLedger(t);
      let broken = true;
      const fails = async () => {
        throw new Error(`No ledger for ${JSON.stringify(message)}`);
      };
      const database: Ledger = { ...ledger };
      Object.defineProperty(database, step, { get: () => (broken ? fails : ledger[step]) });
      const { sandbox, signIn, log } = await startProxy(t, { database });
      const user = await signIn();
      const key = crypto.randomUUID();
      const failed = await user.send(message, key);
      assert.equal(failed.status, 503);
      assert.equal((await problemOf(failed)).code, 'service-unavailable');
      assert.doesNotMatch(log(), /No ledger/);
      broken = false;
      assert.equal((await user.send(message, key)).status, 200);
      assert.equal((await received(sandbox)).messages.length, 1);
    });

  test('because the token was no longer good is sent with a new one, and nobody notices', async t => {
    const { sandbox, signIn } = await startProxy(t);
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 401 });
    assert.equal((await (await signIn()).send(message)).status, 200);
    assert.equal((await received(sandbox)).messages.length, 1);
  });
});

describe('a message that may be in the chart', () => {
  const unknowns: [what: string, fault: object, received: number][] = [
    ['because Redox answered 500', { on: 'endpoint', kind: 'status', status: 500 }, 0],
    ['because Redox answered 504', { on: 'endpoint', kind: 'status', status: 504 }, 0],
    ['because Redox cut off before it took it', { on: 'endpoint', kind: 'drop-before' }, 0],
    ['because Redox cut off after it took it', { on: 'endpoint', kind: 'drop-after' }, 1],
  ];
  for (const [what, wanted, count] of unknowns)
    test(`${what} is unconfirmed, and never sent again by itself`, async t => {
      const { sandbox, signIn } = await startProxy(t);
      await fault(sandbox, wanted);
      const user = await signIn();
      const key = crypto.randomUUID();
      const first = await user.send(message, key);
      assert.equal(first.status, 502);
      assert.equal((await problemOf(first)).code, 'send-unconfirmed');
      const again = await user.send(message, key);
      assert.equal(again.status, 409);
      assert.equal((await problemOf(again)).code, 'send-unconfirmed');
      assert.equal((await received(sandbox)).messages.length, count);
    });

  test('because another process claimed its key at the same moment is not sent by this one', async t => {
    const ledger = await openOwnLedger(t);
    const claimSend: Ledger['claimSend'] = async (...claim) => {
      assert.equal(await ledger.claimSend(...claim), undefined);
      return ledger.claimSend(...claim);
    };
    const { sandbox, signIn } = await startProxy(t, { database: { ...ledger, claimSend } });
    const answer = await (await signIn()).send(message);
    assert.equal(answer.status, 409);
    assert.equal((await problemOf(answer)).code, 'send-unconfirmed');
    assert.deepEqual((await received(sandbox)).messages, []);
  });

  test('because the call of Redox failed as nobody foresaw keeps its key', async t => {
    const ledger = await openOwnLedger(t);
    const retention = { unfinished: 1, finished: 1, uploads: 1, sends: 60_000, audit: 1 };
    const services: SendServices = {
      ledger,
      retention,
      exclusively: (_, work) => work(),
      redox: {
        upload: () => assert.fail(),
        send: async () => {
          throw new TypeError('A fault of ours');
        },
        health: () => assert.fail(),
      },
      chronicle: chronicleFor(() => {}),
      logger: createLogger(),
    };
    const owner = createOwners([SECRET])('user-1');
    const sending = { key: crypto.randomUUID(), owner, requestId: '', meta: {}, json: new Uint8Array(), sha256: 'a' };
    const send = () => sendOnce({ ...sending, admit: async () => {} }, services);
    await assert.rejects(send(), { name: 'RedoxError', code: 'send-unconfirmed' });
    await assert.rejects(send(), { name: 'ProblemError', status: 409, code: 'send-unconfirmed' });
  });
});

describe('a message whose outcome cannot be written to the ledger', () => {
  const cannot = async () => {
    throw new Error('The disk is full');
  };

  test('gets the answer of Redox all the same, the log says so, and it is not sent again', async t => {
    const ledger = await openOwnLedger(t);
    const { sandbox, signIn, log } = await startProxy(t, { database: { ...ledger, answerSend: cannot } });
    const user = await signIn();
    const key = crypto.randomUUID();
    assert.equal((await user.send(message, key)).status, 200);
    assert.match(log(), new RegExp(`"level":50,.*"documentId":"${key}",.*the outcome was not written to the ledger`));
    assert.equal((await user.send(message, key)).status, 409);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('is told that Redox rejected it', async t => {
    const ledger = await openOwnLedger(t);
    const { sandbox, signIn } = await startProxy(t, { database: { ...ledger, releaseSend: cannot } });
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 400 });
    const answer = await (await signIn()).send(message);
    assert.equal((await problemOf(answer)).code, 'redox-rejected');
  });
});
