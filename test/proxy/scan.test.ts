import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { clamdScan } from '../../demo/server/clamd.js';
import { DATA_MODELS } from '../../src/models/index.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { EICAR, serveClamd } from './clamd-server.js';
import { auditOf, problemOf, startProxy, unboundMessage } from './setup.js';

const clean = someBytes(300_000);
const infected = new Uint8Array(Buffer.concat([someBytes(200_000), EICAR, someBytes(1000)]));

describe('a scan by clamd', () => {
  test('lets clean files through, uploaded or embedded, having seen all of each', async t => {
    const clamd = await serveClamd(t);
    const { sandbox, signIn } = await startProxy(t, { scan: clamdScan(clamd) });
    const user = await signIn();
    const uri = await user.uploaded(clean);
    assert.equal((await user.send(unboundMessage('Media', { uri }))).status, 200);
    for (const model of DATA_MODELS)
      assert.equal((await user.send(unboundMessage(model, { base64: base64(clean) }))).status, 200);
    assert.deepEqual(clamd.seen, [clean.length, clean.length, clean.length, clean.length]);
    assert.equal((await received(sandbox)).messages.length, 4);
  });

  test('refuses an infected upload before Redox sees any of it, and its bytes are gone', async t => {
    const { sandbox, dataDir, proxy, signIn } = await startProxy(t, { scan: clamdScan(await serveClamd(t)) });
    const user = await signIn();
    const answer = await user.commit(await user.upload(infected), { sha256: sha256(infected) });
    assert.equal(answer.status, 422);
    const { code, detail } = await problemOf(answer);
    assert.deepEqual({ code, detail }, { code: 'file-type-not-accepted', detail: 'The scan refused this file' });
    assert.deepEqual(await received(sandbox), { files: [], messages: [] });
    assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
    const [entry, ...others] = await auditOf(proxy);
    assert.deepEqual(others, []);
    assert.equal(entry?.outcome, 'file-type-not-accepted');
    assert.equal(entry?.sha256, sha256(infected));
  });

  test('refuses an infected file that is embedded, in any model', async t => {
    const { sandbox, proxy, signIn } = await startProxy(t, { scan: clamdScan(await serveClamd(t)) });
    const user = await signIn();
    for (const model of DATA_MODELS) {
      const answer = await user.send(unboundMessage(model, { base64: base64(infected) }));
      assert.equal(answer.status, 422);
      assert.equal((await problemOf(answer)).code, 'file-type-not-accepted');
    }
    assert.deepEqual(await received(sandbox), { files: [], messages: [] });
    assert.deepEqual(
      (await auditOf(proxy)).map(({ action, outcome }) => `${action} ${outcome}`),
      DATA_MODELS.map(() => 'send file-type-not-accepted'),
    );
  });

  test('that cannot be made lets nothing through, and the same can be tried again', async t => {
    const { host, port } = await serveClamd(t);
    let where = { host, port: 1 };
    const { sandbox, signIn, log } = await startProxy(t, { scan: (file, about) => clamdScan(where)(file, about) });
    const user = await signIn();
    const path = await user.upload(clean);
    const message = unboundMessage('Notes', { base64: base64(clean) });
    const key = crypto.randomUUID();
    for (const answer of [await user.commit(path, { sha256: sha256(clean) }), await user.send(message, key)]) {
      assert.equal(answer.status, 503);
      assert.equal((await problemOf(answer)).code, 'upload-failed');
    }
    assert.match(log(), /"errorCode":"ECONNREFUSED"/);
    assert.deepEqual(await received(sandbox), { files: [], messages: [] });
    where = { host, port };
    assert.equal((await user.commit(path, { sha256: sha256(clean) })).status, 201);
    assert.equal((await user.send(message, key)).status, 200);
  });

  test('of a file that is larger than clamd takes cannot be made', async t => {
    const { signIn } = await startProxy(t, { scan: clamdScan(await serveClamd(t, 100_000)) });
    const user = await signIn();
    assert.equal((await user.commit(await user.upload(clean), { sha256: sha256(clean) })).status, 503);
  });
});

describe('a scan', () => {
  test('lets a file through by true alone', async t => {
    for (const verdict of [false, undefined, 'true', 1, {}]) {
      const { signIn } = await startProxy(t, { scan: () => verdict as boolean });
      assert.equal((await (await signIn()).send(unboundMessage('Notes', { base64: base64(clean) }))).status, 422);
    }
  });

  test('may decide without reading, and is not asked again for what has its answer', async t => {
    let asked = 0;
    const { signIn } = await startProxy(t, {
      scan: () => {
        asked++;
        return true;
      },
    });
    const user = await signIn();
    const path = await user.upload(clean);
    for (let time = 0; time < 2; time++) await user.commit(path, { sha256: sha256(clean) });
    const key = crypto.randomUUID();
    const message = unboundMessage('Notes', { base64: base64(clean) });
    for (let time = 0; time < 2; time++) assert.equal((await user.send(message, key)).status, 200);
    assert.equal(asked, 2);
  });

  test('that does not end is given up after a minute, and lets nothing through', { timeout: 30_000 }, async t => {
    let begin = () => {};
    const begun = new Promise<void>(resolve => {
      begin = resolve;
    });
    const { sandbox, signIn } = await startProxy(t, {
      scan: () => {
        begin();
        return new Promise(() => {});
      },
    });
    const user = await signIn();
    const path = await user.upload(clean);
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const answer = user.commit(path, { sha256: sha256(clean) });
    await begun;
    t.mock.timers.tick(60_000);
    assert.equal((await answer).status, 503);
    t.mock.timers.reset();
    assert.deepEqual((await received(sandbox)).files, []);
  });

  test('gets the bytes as they will go to Redox and no name', async t => {
    const given: unknown[] = [];
    const { signIn } = await startProxy(t, {
      async scan(file, about) {
        given.push(about, sha256(new Uint8Array(await new Response(file).arrayBuffer())));
        return true;
      },
    });
    await (await signIn()).uploaded(clean, 'Musterfrau.pdf');
    assert.deepEqual(given, [{ size: clean.length, type: 'application/pdf' }, sha256(clean)]);
  });
});
