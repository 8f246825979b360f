import assert from 'node:assert/strict';
import { register } from 'node:module';
import { test } from 'node:test';
import { FileSender, type SenderEventDetails, type SenderEventName } from '../../src/core/index.js';
import { pdfOfSize } from '../samples/pdf.js';

/** A loader's hook: what does the sending cannot be had when it is first asked for. */
const LOST_ONCE = `
  let lost = false;
  export function resolve(specifier, context, next) {
    if (lost || specifier !== './runner.js') return next(specifier, context);
    lost = true;
    throw new Error('lost');
  }
`;

const next = <N extends SenderEventName>(sender: FileSender, type: N): Promise<SenderEventDetails[N]> =>
  new Promise(resolve => sender.addEventListener(type, ({ detail }) => resolve(detail), { once: true }));

test('a file whose sending could not be loaded is offline, and is sent when it is tried again', async () => {
  register(`data:text/javascript,${encodeURIComponent(LOST_ONCE)}`);
  const sender = new FileSender({ partial: true });
  const failed = next(sender, 'redox-error');
  sender.add([new File([pdfOfSize(1000)], 'scan.pdf', { type: 'application/pdf' })]);
  const { error } = await failed;
  assert.deepEqual([error.code, error.retryable], ['offline', true]);

  const done = next(sender, 'redox-complete');
  sender.retry();
  await done;
  assert.deepEqual(
    sender.files.map(({ state, error }) => error?.code ?? state),
    ['ready'],
  );
});
