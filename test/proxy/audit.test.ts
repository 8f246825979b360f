import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { keptAnswer } from '../../src/proxy/messages/kept-answer.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { auditOf, fault, problemOf, startProxy, unboundMessage } from './setup.js';

const bytes = someBytes(1000);
const embedded = unboundMessage('Notes', { base64: base64(bytes) });

describe('the audit trail', () => {
  test('tells who sent which document when, of what size and hash, and how it ended', async t => {
    const { proxy, sandbox, signIn } = await startProxy(t);
    const before = Date.now();
    const [user, other] = [await signIn('user-1'), await signIn('user-2')];
    const path = await user.upload(bytes);
    const committed = await user.commit(path, { sha256: sha256(bytes) });
    const key = crypto.randomUUID();
    const sent = await other.send(embedded, key);
    const [begun, uploaded, claimed, accepted, ...more] = await auditOf(proxy);
    assert.deepEqual(more, []);
    assert.ok(begun && uploaded && claimed && accepted);
    const upload = {
      action: 'upload',
      uploadId: path.slice('uploads/'.length),
      size: bytes.length,
      sha256: sha256(bytes),
      requestId: committed.headers.get('x-request-id'),
    };
    for (const [entry, outcome] of [
      [begun, 'begun'],
      [uploaded, 'accepted'],
    ] as const) {
      const { id, at, owner, ...rest } = entry;
      assert.deepEqual(rest, { ...upload, outcome });
      assert.ok(at >= before && at <= Date.now());
    }
    const { messages } = await received(sandbox);
    assert.equal(messages.length, 1);
    assert.deepEqual(
      [claimed, accepted].map(({ action, outcome, documentId, requestId }) => [action, outcome, documentId, requestId]),
      ['begun', 'accepted'].map(outcome => ['send', outcome, key, sent.headers.get('x-request-id')]),
    );
    assert.match(accepted.sha256 ?? '', /^[\da-f]{64}$/);
    assert.equal(begun.owner, uploaded.owner);
    assert.notEqual(begun.owner, accepted.owner);
    for (const { owner } of [begun, accepted]) assert.match(owner, /^[\w-]{43}$/);
  });

  test('has the end of everything that was begun, whatever it was', async t => {
    const { proxy, sandbox, signIn } = await startProxy(t);
    const user = await signIn();
    for (const status of [400, 413, 500]) {
      await fault(sandbox, { on: 'endpoint', kind: 'status', status });
      await user.send(embedded);
    }
    await user.commit(await user.upload(bytes), { sha256: sha256(someBytes(5)) });
    await fault(sandbox, { on: 'upload', kind: 'status', status: 400 });
    await user.commit(await user.upload(bytes), { sha256: sha256(bytes) });
    const ends = (await auditOf(proxy)).filter(({ outcome }) => outcome !== 'begun');
    assert.deepEqual(
      ends.map(({ action, outcome }) => `${action} ${outcome}`),
      [
        'send redox-rejected',
        'send file-too-large',
        'send send-unconfirmed',
        'upload integrity-mismatch',
        'upload redox-rejected',
      ],
    );
  });

  test('is read from a time on, gets nothing from a repetition, and is there when the proxy starts anew', async t => {
    const { proxy, signIn, dataDir, redox } = await startProxy(t);
    const user = await signIn();
    const key = crypto.randomUUID();
    await user.send(embedded, key);
    await user.send(embedded, key);
    const trail = await auditOf(proxy);
    assert.equal(trail.length, 2);
    assert.deepEqual(await auditOf(proxy, new Date(Date.now() + 1000)), []);
    await proxy.close();
    const next = await startProxy(t, { dataDir, redox });
    assert.deepEqual(await auditOf(next.proxy, new Date(trail[0]?.at ?? 0)), trail);
  });
});

describe('a send that is unconfirmed', () => {
  async function unconfirmed(t: Parameters<typeof startProxy>[0], kind: string) {
    const started = await startProxy(t);
    await fault(started.sandbox, { on: 'endpoint', kind });
    const user = await started.signIn();
    const key = crypto.randomUUID();
    assert.equal((await problemOf(await user.send(embedded, key))).code, 'send-unconfirmed');
    return { ...started, user, key };
  }

  test('and was sent, as the host has found out, has an answer from then on and is not sent again', async t => {
    const { proxy, sandbox, user, key } = await unconfirmed(t, 'drop-after');
    assert.equal(await proxy.resolveSend(key.toUpperCase(), 'sent'), true);
    const answer = await user.send(embedded, key);
    assert.equal(answer.status, 200);
    assert.deepEqual(await answer.json(), {
      accepted: true,
      documentId: key,
      logIds: [],
      messageId: null,
      transmissionId: null,
      response: null,
    });
    assert.equal((await received(sandbox)).messages.length, 1);
    assert.deepEqual(
      (await auditOf(proxy)).map(({ action, outcome }) => `${action} ${outcome}`),
      ['send begun', 'send send-unconfirmed', 'resolve accepted'],
    );
  });

  test('and was not sent is sent by the next retry', async t => {
    const { proxy, sandbox, user, key } = await unconfirmed(t, 'drop-before');
    assert.equal(await proxy.resolveSend(key, 'not-sent'), true);
    assert.equal((await user.send(embedded, key)).status, 200);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('is the only one that can be settled', async t => {
    const { proxy, signIn } = await startProxy(t);
    const key = crypto.randomUUID();
    assert.equal(await proxy.resolveSend(key, 'not-sent'), false);
    await (await signIn()).send(embedded, key);
    for (const resolution of ['sent', 'not-sent'] as const)
      assert.equal(await proxy.resolveSend(key, resolution), false);
    await assert.rejects(proxy.resolveSend(key, 'perhaps' as 'sent'), TypeError);
  });

  test('cannot be settled while it is being sent', async t => {
    const { proxy, sandbox, signIn } = await startProxy(t);
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 1000 });
    const user = await signIn();
    const key = crypto.randomUUID();
    const sending = user.send(embedded, key);
    while ((await auditOf(proxy)).length === 0) await new Promise(setImmediate);
    await assert.rejects(proxy.resolveSend(key, 'not-sent'), /is being sent/);
    assert.equal((await sending).status, 200);
  });
});

describe('of a strange answer of Redox', () => {
  test('the ledger keeps and the browser gets identifiers and Meta, and nothing of a patient', async t => {
    const { sandbox, signIn, dataDir, proxy } = await startProxy(t);
    const Meta = { Logs: [{ ID: 'log-1' }], Message: { ID: 7 } };
    const body = JSON.stringify({ Meta, Patient: { Demographics: { LastName: 'Musterfrau' } } });
    await fault(sandbox, { on: 'endpoint', kind: 'nonsense', status: 200, body });
    const user = await signIn();
    const key = crypto.randomUUID();
    const first = await (await user.send(embedded, key)).text();
    assert.equal(await (await user.send(embedded, key)).text(), first);
    const { logIds, messageId, response } = JSON.parse(first);
    assert.deepEqual({ logIds, messageId, response }, { logIds: ['log-1'], messageId: 7, response: { Meta } });
    await proxy.close();
    assert.ok(!(await readFile(join(dataDir, 'ledger', 'data.mdb'), 'latin1')).includes('Musterfrau'));
  });

  test('they get no more than an answer of Redox ever has', () => {
    const kept = keptAnswer({
      logIds: ['x'.repeat(201), ...Array.from({ length: 5000 }, (_, at) => `log-${at}`)],
      messageId: 'x'.repeat(201),
      transmissionId: 'x'.repeat(201),
      response: { Meta: { Logs: 'x'.repeat(16_384) } },
    });
    assert.equal(kept.logIds.length, 100);
    assert.equal(kept.logIds[0], 'log-0');
    assert.equal(kept.messageId, null);
    assert.equal(kept.transmissionId, null);
    assert.deepEqual(kept.response, { Meta: {} });
  });
});
