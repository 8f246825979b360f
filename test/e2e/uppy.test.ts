import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { CommitResponse, TokenResponse } from '../../src/protocol/index.js';
import { serveHttp } from '../proxy/http-server.js';
import { prepare, restartable } from '../proxy/processes.js';
import { JSON_TYPE } from '../proxy/setup.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { launchChromium } from '../tools/launch-chromium.js';

/** One megabyte, sent as often. */
const piece = someBytes(1_000_000);
const TIMES = 12;
/** In bytes a second, so that there is a middle to be killed in. */
const THROUGHPUT = 4_000_000;

test("Uppy's Tus plug-in, as it comes, uploads from a page of another origin while the proxy is killed twice", async t => {
  const pageOrigin = await serveHttp(t, await pageListener());
  const options = await prepare(t);
  const proxy = await restartable(t, { ...options, origins: [pageOrigin] });
  const answer = await fetch(`${proxy.url}/token`, { method: 'POST', headers: { origin: pageOrigin } });
  const { token } = (await answer.json()) as TokenResponse;

  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: THROUGHPUT,
  });
  const kills = [0.3, 0.7];
  let killing: Promise<void> | undefined;
  await page.exposeFunction('onPart', (part: number) => {
    if (kills[0] === undefined || part < kills[0]) return;
    kills.shift();
    killing = Promise.resolve(killing).then(() => proxy.killAndStart());
  });
  await page.goto(pageOrigin);
  const url = await page.evaluate(given => window.uploadByUppy(given), {
    endpoint: `${proxy.url}/uploads`,
    token,
    bytes: [...piece],
    times: TIMES,
  });
  await killing;
  assert.deepEqual(kills, []);

  const whole = new Uint8Array(Buffer.concat(Array.from({ length: TIMES }, () => piece)));
  const committed = await fetch(`${url}/commit`, {
    method: 'POST',
    headers: { ...JSON_TYPE, origin: pageOrigin, authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', sha256: sha256(whole) }),
  });
  assert.equal(committed.status, 201);
  const { URI } = (await committed.json()) as CommitResponse;
  assert.deepEqual(
    (await received(options.sandbox)).files.map(({ uri, sha256 }) => [uri, sha256]),
    [[URI, sha256(whole)]],
  );
});

/** Serves a page with Uppy on it. */
async function pageListener() {
  const entry = fileURLToPath(new URL('uppy-page.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  });
  const [output] = [built].flat();
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  assert.ok(chunk && 'code' in chunk);
  const html = `<!doctype html><title>Uppy</title><script type="module">${chunk.code}</script>`;
  return (_request: unknown, response: import('node:http').ServerResponse) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html);
  };
}
