import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openPortal, type Portal } from './portal.js';
import { assertArrived, assertWaiting, filesFor, fillIn, openSituation, SITUATIONS } from './situations.js';
import { createTestFiles } from './test-files.js';

/** Drags files, or a folder, from outside of the browser and lets go of them over the element. */
async function drop(page: Page, files: string[]): Promise<void> {
  const zone = page.locator('redox-file-sender [part=dropzone]');
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  assert.ok(box);
  const devTools = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + 10, data: { items: [], files, dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, ...place });
}

describe('By pointer alone a patient sends', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());
  beforeEach(() => portal.sandbox.clear());

  for (const [what, situation] of Object.entries(SITUATIONS))
    test(`${what}, dropped`, async () => {
      const page = await openSituation(portal, situation);
      const paths = await filesFor(situation, portal);
      await fillIn(page, situation);
      await drop(page, paths);
      await assertWaiting(page, situation);

      // A mistake: one is taken off the list, and picked by the button.
      const [first = ''] = situation.files;
      const remove = page.getByRole('button', { name: `Remove: ${first}` });
      await remove.click();
      await remove.waitFor({ state: 'detached' });
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: /Choose/ }).click();
      await (await chooser).setFiles(paths.slice(0, 1));
      await assertWaiting(page, situation);

      await page.getByRole('button', { name: situation.button }).click();
      await assertArrived(page, situation, portal);
      await page.close();
    });

  test('a folder, and what systems hide in folders stays there', async () => {
    const situation = SITUATIONS['photos of a wound'];
    assert.ok(situation);
    const folder = await createTestFiles();
    const [near] = await Promise.all(
      ['near.jpg', 'far.jpg', '.hidden.jpg', '~$near.jpg'].map(name => folder.make(name, 5000)),
    );
    const page = await openSituation(portal, situation);
    await drop(page, [dirname(near?.path ?? '')]);
    await assertWaiting(page, situation);
    const names = await page.locator('redox-file-sender [part=file-name]').allTextContents();
    assert.deepEqual(names.sort(), ['far.jpg', 'near.jpg']);
    await page.close();
    await folder.remove();
  });
});
