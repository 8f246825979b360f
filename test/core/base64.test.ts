import { expect } from '@open-wc/testing';
import { toBase64, toBase64Parts } from '../../src/core/base64.js';
import { patterned } from './support.js';

const { signal } = new AbortController();

/** The browser's own encoder, as an independent witness. */
const byFileReader = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.readAsDataURL(new Blob([bytes]));
  });

const SLICE = 3 * 2 ** 17;

describe('base64', () => {
  for (const size of [1, 2, 3, 4, 5, 6, SLICE - 1, SLICE, SLICE + 1, 2 * SLICE + 2])
    it(`is what the browser makes of ${size} bytes, as a string and as bytes`, async () => {
      const bytes = patterned(size);
      const expected = await byFileReader(bytes);
      expect((await toBase64(bytes, signal)) === expected).to.equal(true);
      expect(
        (await new Blob((await toBase64Parts(bytes, signal)).map(({ blob }) => blob)).text()) === expected,
      ).to.equal(true);
    });

  it('is the same in a browser without a base64 encoder of its own', async () => {
    const prototype = Uint8Array.prototype as { toBase64?: unknown };
    const native = Object.getOwnPropertyDescriptor(prototype, 'toBase64');
    delete prototype.toBase64;
    try {
      const bytes = patterned(SLICE + 2);
      expect((await toBase64(bytes, signal)) === (await byFileReader(bytes))).to.equal(true);
    } finally {
      if (native) Object.defineProperty(prototype, 'toBase64', native);
    }
  });

  it('stops between slices when it is aborted', async () => {
    const abort = new AbortController();
    const encoding = toBase64(patterned(3 * SLICE), abort.signal);
    abort.abort(new Error('stop'));
    const error = await encoding.catch((thrown: unknown) => thrown);
    expect(error).to.be.an('error').with.property('message', 'stop');
  });
});
