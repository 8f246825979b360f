import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';
import { openFileStorage } from '../../src/proxy/uploads/file-storage.js';
import { createLeaseLocker } from '../../src/proxy/uploads/lease-locker.js';
import { sweep } from '../../src/proxy/uploads/sweep.js';
import { createTusUploads } from '../../src/proxy/uploads/tus.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { auditOf, collect, PATCH, startProxy, TUS, unboundMessage } from './setup.js';

const bytes = someBytes(1000);
const uploadsIn = (dataDir: string) => readdir(join(dataDir, 'uploads'));

describe('what is kept', () => {
  test('of an upload that is not complete ends after its time, from its creation on', async t => {
    const { signIn, dataDir, redox, proxy } = await startProxy(t, { retention: { unfinished: 100, finished: 10_000 } });
    const user = await signIn();
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '1000' });
    const path = created.headers.get('location') ?? '';
    const lifetime = Date.parse(created.headers.get('upload-expires') ?? '') - Date.now();
    assert.ok(lifetime > 95_000 && lifetime <= 100_000, `${lifetime}`);
    await user.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes.subarray(0, 500));
    await proxy.close();
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 101_000 });
    const later = await startProxy(t, { dataDir, redox });
    await later.proxy.close();
    assert.deepEqual(await uploadsIn(dataDir), []);
  });

  test('of a complete upload that nobody commits ends after its own time, which no client can stretch', async t => {
    const { signIn } = await startProxy(t, { retention: { unfinished: 100, finished: 10_000 } });
    const path = await (await signIn()).upload(bytes);
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 101_000 });
    const user = await signIn();
    assert.equal((await user.call('HEAD', path, TUS)).status, 200);
    t.mock.timers.tick(9_800_000);
    const late = await signIn();
    const again = await late.call('PATCH', path, { ...PATCH, 'upload-offset': '1000' }, new Uint8Array());
    assert.equal(again.status, 204);
    assert.equal((await late.call('HEAD', path, TUS)).status, 200);
    t.mock.timers.tick(200_000);
    const tooLate = await signIn();
    assert.equal((await tooLate.call('HEAD', path, TUS)).status, 410);
    assert.equal((await tooLate.commit(path, { sha256: sha256(bytes) })).status, 410);
  });

  test('of a file that Redox has is its URI, for as long as a message may refer to it', async t => {
    const { signIn } = await startProxy(t, { retention: { uploads: 1000 } });
    const uri = await (await signIn()).uploaded(bytes);
    assert.equal((await (await signIn()).send(unboundMessage('Media', { uri }))).status, 200);
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 1_001_000 });
    assert.equal((await (await signIn()).send(unboundMessage('Media', { uri }))).status, 422);
  });

  test('of what was sent is the answer, until its time is over and the proxy looks', async t => {
    const { signIn, proxy, dataDir, redox, sandbox } = await startProxy(t, { retention: { sends: 1000, audit: 3000 } });
    const message = unboundMessage('Notes', { base64: base64(bytes) });
    const key = crypto.randomUUID();
    await (await signIn()).send(message, key);
    await proxy.close();
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 900_000 });
    const second = await startProxy(t, { dataDir, redox });
    assert.equal((await (await second.signIn()).send(message, key)).status, 200);
    await second.proxy.close();
    assert.equal((await received(sandbox)).messages.length, 1);
    t.mock.timers.tick(101_000);
    const third = await startProxy(t, { dataDir, redox, retention: { audit: 3000 } });
    await third.proxy.close();
    const ledger = openLmdbLedger(join(dataDir, 'ledger'));
    assert.equal(await ledger.send(key), undefined);
    await ledger.close();
  });

  test('of the audit trail ends after its own time', async t => {
    const { signIn, proxy, dataDir, redox } = await startProxy(t);
    await (await signIn()).uploaded(bytes);
    assert.equal((await auditOf(proxy)).length, 2);
    await proxy.close();
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 366 * 24 * 3_600_000 });
    const later = await startProxy(t, { dataDir, redox });
    await later.proxy.close();
    const ledger = openLmdbLedger(join(dataDir, 'ledger'));
    for await (const entry of ledger.audit(0)) assert.fail(JSON.stringify(entry));
    await ledger.close();
  });

  test('is by default the file and the answer for thirty days, and the audit trail for a year', async t => {
    const { signIn, proxy, dataDir, redox } = await startProxy(t);
    const user = await signIn();
    const uri = await user.uploaded(bytes);
    const key = crypto.randomUUID();
    assert.equal((await user.send(unboundMessage('Media', { uri }), key)).status, 200);
    await proxy.close();
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const daysLater = async (days: number) => {
      t.mock.timers.tick(days * 24 * 3_600_000);
      await (await startProxy(t, { dataDir, redox })).proxy.close();
      const ledger = openLmdbLedger(join(dataDir, 'ledger'));
      const kept = [await ledger.uploadByUri(uri), await ledger.send(key)].map(Boolean);
      const trail = (await collect(ledger.audit(0))).length;
      await ledger.close();
      return [...kept, trail];
    };
    assert.deepEqual(await daysLater(29), [true, true, 4]);
    assert.deepEqual(await daysLater(335), [false, false, 4]);
  });

  test('goes within the hour in which its time is over, while the proxy runs', { timeout: 30_000 }, async t => {
    t.mock.timers.enable({ apis: ['Date', 'setInterval'], now: Date.now() });
    const { signIn, dataDir } = await startProxy(t);
    await (await signIn()).upload(bytes);
    t.mock.timers.tick(25 * 3_600_000);
    while ((await uploadsIn(dataDir)).length > 0) await new Promise(setImmediate);
  });

  test('of bytes that a killed process left behind ends at the next start', async t => {
    const { signIn, proxy, dataDir, redox } = await startProxy(t);
    const user = await signIn();
    const kept = await user.upload(bytes);
    const path = await user.upload(bytes);
    await user.commit(path, { sha256: sha256(bytes) });
    const committed = path.slice('uploads/'.length);
    const folder = join(dataDir, 'uploads');
    await proxy.close();
    // Killed after Redox's answer was written and before the bytes were deleted; in the middle of deleting; of creating.
    for (const name of [committed, `${committed}.json`, `${'a'.repeat(32)}.json`, 'b'.repeat(32), 'not ours'])
      await writeFile(join(folder, name), bytes);
    const next = await startProxy(t, { dataDir, redox });
    await next.proxy.close();
    const id = kept.slice('uploads/'.length);
    assert.deepEqual((await uploadsIn(dataDir)).sort(), [id, `${id}.json`, 'not ours'].sort());
  });

  test('of an upload that is being created is not taken for what a killed process left behind', async t => {
    const { signIn, dataDir, redox } = await startProxy(t);
    const user = await signIn();
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(bytes.subarray(0, 500));
        while ((await uploadsIn(dataDir)).length < 2) await new Promise(setImmediate);
        await (await startProxy(t, { dataDir, redox })).proxy.close();
        controller.enqueue(bytes.subarray(500));
        controller.close();
      },
    });
    const created = await user.call('POST', 'uploads', { ...PATCH, 'upload-length': '1000' }, body);
    assert.equal(created.status, 201);
    const path = created.headers.get('location') ?? '';
    assert.equal((await user.commit(path, { sha256: sha256(bytes) })).status, 201);
  });
});

describe('a retention', () => {
  test('that is none stops the proxy at its start, in one line that says which', async t => {
    const wrong: [retention: object, text: RegExp][] = [
      [{ uploads: 0 }, /^retention\.uploads must be a number of seconds above 0$/],
      [{ sends: '30d' }, /^retention\.sends must be/],
      [{ audit: Number.POSITIVE_INFINITY }, /^retention\.audit must be/],
      [{ unfinnished: 1 }, /^retention\.unfinnished is not known: unfinished, finished, uploads, sends, audit are$/],
    ];
    for (const [retention, message] of wrong)
      await assert.rejects(startProxy(t, { retention }), { name: 'TypeError', message });
  });
});

describe('the sweep', () => {
  test('leaves an upload whose time was put off while it looked', async t => {
    const { dataDir, proxy } = await startProxy(t);
    await proxy.close();
    const ledger = openLmdbLedger(join(dataDir, 'ledger'));
    t.after(() => ledger.close());
    const uploads = createTusUploads(
      openFileStorage(join(dataDir, 'uploads')),
      createLeaseLocker(ledger, () => {}),
      () => {},
    );
    const id = 'a'.repeat(32);
    await ledger.createUpload(id, { owner: 'o', size: 1, expiresAt: 1 });
    async function* expiredUploads(now: number) {
      for await (const expired of ledger.expiredUploads(now)) {
        await ledger.keepUpload(expired, now + 60_000);
        yield expired;
      }
    }
    await sweep({ ...ledger, expiredUploads }, uploads, 1000, assert.ifError);
    assert.ok(await ledger.upload(id));
  });

  test('goes on where something cannot be removed, tells of it, and removes it the next time', async t => {
    const { dataDir, proxy } = await startProxy(t);
    await proxy.close();
    const ledger = openLmdbLedger(join(dataDir, 'ledger'));
    t.after(() => ledger.close());
    const locker = createLeaseLocker(ledger, () => {});
    const uploads = createTusUploads(openFileStorage(join(dataDir, 'uploads')), locker, () => {});
    for (const id of ['a', 'b', 'c']) await ledger.createUpload(id.repeat(32), { owner: 'o', size: 1, expiresAt: 1 });
    const failing = new Set(['b'.repeat(32)]);
    const errors: unknown[] = [];
    const sweepOnce = () =>
      sweep(
        ledger,
        {
          ...uploads,
          async remove(id) {
            if (failing.has(id)) throw new Error('EPERM');
            await uploads.remove(id);
          },
          async stored() {
            throw new Error('EIO');
          },
        },
        1000,
        error => errors.push(error),
      );
    await sweepOnce();
    assert.deepEqual(errors.map(String), ['Error: EPERM', 'Error: EIO']);
    assert.equal(await ledger.upload('c'.repeat(32)), undefined);
    assert.ok(await ledger.upload('b'.repeat(32)));
    failing.clear();
    await sweepOnce();
    assert.equal(await ledger.upload('b'.repeat(32)), undefined);
  });
});
