import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { RedoxMessage } from '../../src/models/index.js';
import type { Portal } from './portal.js';

/** What a patient comes to the demo's portal for, and what Redox has at the end. */
export interface Situation {
  path: string;
  /** The fields beside the element in the order of the page: what names one, and the keys that fill it in. */
  fields: readonly (readonly [label: string, keys: string])[];
  /** Names of the files. */
  files: readonly string[];
  button: string;
  /** What the element says of each file before the form is sent. */
  waiting: 'Not sent yet' | 'Ready';
  model: RedoxMessage['Meta']['DataModel'];
}

export const SITUATIONS: Readonly<Record<string, Situation>> = {
  'a signed form': {
    path: '/consent',
    fields: [
      ['Which form did you sign?', 'Consent'],
      ['Date of your signature', '01152026'],
    ],
    files: ['consent.pdf'],
    button: 'Send to my record',
    waiting: 'Not sent yet',
    model: 'Notes',
  },
  'photos of a wound': {
    path: '/photo',
    fields: [['A wound or scar', ' ']],
    files: ['near.jpg', 'far.jpg'],
    button: 'Send to my care team',
    waiting: 'Not sent yet',
    model: 'Media',
  },
  'a laboratory’s report': {
    path: '/lab',
    fields: [
      ['For which test?', 'Complete'],
      ['When was the sample taken?', '01152026'],
    ],
    files: ['report.pdf'],
    button: 'Send to my record',
    waiting: 'Ready',
    model: 'Results',
  },
};

/** A page in the portal's own browser, where nothing has been entered. */
export async function openSituation({ playground, url }: Portal, { path }: Situation): Promise<Page> {
  const page = await playground.page.context().newPage();
  // From now on the browser shows no picker of its own, which nothing could close.
  page.on('filechooser', () => undefined);
  await page.goto(url + path);
  await page.locator('redox-file-sender [part=button]').waitFor();
  return page;
}

/** Fills in the portal's own fields by pointer. */
export async function fillIn(page: Page, { fields }: Situation): Promise<void> {
  for (const [label, keys] of fields) {
    const field = page.getByLabel(label);
    // A list that opens is the browser's and not the page's.
    if (await field.evaluate(element => element instanceof HTMLSelectElement)) await field.selectOption({ index: 1 });
    else {
      await field.click();
      await page.keyboard.type(keys);
    }
  }
}

/** Makes the files of a situation. @returns their paths */
export const filesFor = ({ files }: Situation, portal: Portal): Promise<string[]> =>
  Promise.all(files.map(async name => (await portal.files.make(name, 40_000)).path));

/** Waits for the portal's confirmation, and shows that Redox has the messages. */
export async function assertArrived(page: Page, { model, files }: Situation, portal: Portal): Promise<void> {
  await page.waitForURL('**/confirmation**');
  const { messages } = await portal.sandbox.received();
  assert.deepEqual(
    messages.map(({ message }) => message.Meta.DataModel),
    files.map(() => model),
  );
}

/** Waits until the element says of every file where it stands. */
export async function assertWaiting(page: Page, { waiting, files }: Situation): Promise<void> {
  const status = page.locator('redox-file-sender [part=status]', { hasText: waiting });
  await status.nth(files.length - 1).waitFor();
}
