import { fileURLToPath } from 'node:url';
import { EMPTY_PDF } from '../test/e2e/test-files.js';
import { launchChromium } from '../test/tools/launch-chromium.js';
import { startDemo } from './server/demo.js';

/** `npm run picture`: the README's picture, of a signed consent form on its way to the chart, as `demo/portal.png`. */
const PICTURE = fileURLToPath(new URL('portal.png', import.meta.url));

const demo = await startDemo(0);
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1120, height: 900 }, colorScheme: 'light' });
  await page.goto(`${demo.url}/consent`);
  await page.getByLabel('Which form did you sign?').selectOption('Consent Form');
  await page.getByLabel('Date of your signature').fill('2026-01-15');
  await page.locator('redox-file-sender input[type=file]').setInputFiles({
    name: 'knee-surgery-consent.pdf',
    mimeType: 'application/pdf',
    // A scan of some pages: what stands behind the end of a PDF is nothing to its readers.
    buffer: Buffer.concat([EMPTY_PDF, Buffer.alloc(18_400_000, '% scan\n')]),
  });
  await page.getByText('What the element says').click();
  // Redox takes its time, so that there is something to see.
  await page.request.post(`${demo.url}/_sandbox/faults`, { data: { on: 'upload', kind: 'throttle', ms: 100 } });
  await page.getByRole('button', { name: 'Send to my record' }).click();
  await page.getByText('Uploading').first().waitFor();
  await page.screenshot({ path: PICTURE, fullPage: true });
} finally {
  await browser.close();
  await demo.close();
}
