import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Said } from './playground.js';
import { openPortal, type Portal } from './portal.js';

const MESSAGE = '#message';

describe('Nothing is sent, and the error says why, when', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(async () => {
    await portal.close();
    assert.deepEqual(portal.playground.troubles, []);
  });
  beforeEach(() => portal.sandbox.clear());

  /** Picks a file in a fresh page and shows that nothing came of it. @returns the one error */
  async function refusal(attributes: Record<string, string>, { name = 'scan.pdf', size = 5000, message = '' } = {}) {
    const { playground, files, sandbox } = portal;
    const file = await files.make(name, size);
    await playground.configure(attributes);
    if (message) await playground.page.fill(MESSAGE, message);
    const error = onlyError(await playground.pick(file.path));
    assert.deepEqual(await sandbox.received(), { files: [], messages: [] });
    return error;
  }

  test('the file is empty', async () => {
    assert.equal((await refusal({ output: 'send' }, { size: 0 })).code, 'file-empty');
  });

  test('the file is one byte over max-size', async () => {
    const { code } = await refusal({ output: 'send', 'max-size': '5kB' }, { size: 5001 });
    assert.equal(code, 'file-too-large');
  });

  test('the file is one byte over what Redox takes', async () => {
    assert.equal((await refusal({ output: 'send' }, { size: 30_000_001 })).code, 'file-too-large');
  });

  test('its type is not accepted', async () => {
    const { code } = await refusal({ output: 'send', accept: 'image/*,.docx' });
    assert.equal(code, 'file-type-not-accepted');
  });

  test('the host names no patient', async () => {
    const message = JSON.stringify({ Patient: {}, Note: { DocumentType: 'Consent Form', Provider: { ID: '1' } } });
    const { code, issues } = await refusal({ output: 'payload' }, { message });
    assert.equal(code, 'message-invalid');
    assert.deepEqual(
      issues?.map(({ path }) => path),
      ['Patient.Identifiers'],
    );
  });

  test('the message that is to be sent lacks what no grant fills in', async () => {
    const { code, issues } = await refusal({ output: 'send' }, { message: '{}' });
    assert.equal(code, 'message-invalid');
    assert.deepEqual(
      issues?.map(({ path }) => path),
      ['Note.DocumentType'],
    );
  });

  for (const attributes of [{ delivery: 'upload' }, { output: 'send' }])
    test(`there is no endpoint for ${Object.entries(attributes)}`, async () => {
      const { code, retryable } = await refusal({ ...attributes, endpoint: '' });
      assert.equal(code, 'upload-failed');
      assert.equal(retryable, false);
    });

  test('the endpoint is not a proxy', async () => {
    const { code } = await refusal({ output: 'send', endpoint: '/nowhere' });
    assert.equal(code, 'token-refused');
  });

  for (const attributes of [{ output: 'send' }, { delivery: 'upload' }])
    test(`the host refuses the session, with ${Object.entries(attributes)}`, async () => {
      const { playground, files, sandbox } = portal;
      const file = await files.make('scan.pdf', 5000);
      await playground.configure(attributes);
      await playground.page.getByRole('button', { name: 'Sign out' }).click();
      await playground.page.getByText('Signed out').waitFor();
      const { code, retryable } = onlyError(await playground.pick(file.path));
      await playground.page.getByRole('button', { name: 'Sign in' }).click();
      assert.equal(code, 'token-refused');
      assert.equal(retryable, true);
      assert.deepEqual(await sandbox.received(), { files: [], messages: [] });
    });
});

describe('A proxy that does not answer', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());

  test('leaves the file unsent, to be tried again', async () => {
    const { playground, files } = portal;
    const file = await files.make('scan.pdf', 5000);
    await playground.configure({ output: 'send', multiple: '' });
    // A file that arrives has the page load all that it needs, so that only the proxy is missing afterwards.
    assert.equal((await playground.pick(file.path)).at(-2)?.type, 'redox-sent');
    await portal.stop();
    const { code, retryable } = onlyError(await playground.pick(file.path));
    assert.equal(code, 'offline');
    assert.equal(retryable, true);
  });
});

function onlyError(said: Said[]) {
  const unsent = said.filter(({ type }) => type !== 'redox-payload' && type !== 'redox-complete');
  assert.deepEqual(
    unsent.map(({ type }) => type),
    ['redox-error'],
  );
  const error = unsent[0]?.error;
  assert.ok(error);
  return error;
}
