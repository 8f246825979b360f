import assert from 'node:assert/strict';
import { type FileHandle, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { FileWriter } from '../../src/proxy/uploads/file-writer.js';
import { someBytes } from '../sandbox/messages.js';

const bytes = someBytes(1_000_000);
/** Some of them worth a write of their own, some not. */
const PIECES = [10, 200_000, 5, 300_000, 70_000, 70_000, 1].map((size, at, sizes) => {
  const start = sizes.slice(0, at).reduce((sum, before) => sum + before, 0);
  return bytes.subarray(start, start + size);
});
const whole = Buffer.concat(PIECES);

type Write = (buffers: readonly Uint8Array[], position?: number) => Promise<{ bytesWritten: number }>;

/** A file, and a way to come between it and who writes to it. */
async function openFile(t: TestContext, write: (file: FileHandle) => Write) {
  const folder = await mkdtemp(join(tmpdir(), 'redox-writer-'));
  const path = join(folder, 'file');
  const file = await open(path, 'w');
  t.after(async () => {
    await file.close();
    await rm(folder, { recursive: true });
  });
  const between = new Proxy(file, {
    get: (target, name) => (name === 'writev' ? write(target) : Reflect.get(target, name)),
  });
  return { file: between, content: () => readFile(path) };
}

describe('what comes of an upload', () => {
  test('is in its file as it came, also where the file system takes less than it is given', async t => {
    const { file, content } = await openFile(
      t,
      target => (buffers, position) => target.writev([Buffer.concat(buffers).subarray(0, 50_000)], position),
    );
    const writer = new FileWriter(file, 0);
    for (const piece of PIECES) await writer.add(piece);
    assert.equal(await writer.end(), whole.length);
    assert.deepEqual(await content(), whole);
  });

  test('is in its file as it came, also where it comes faster than the disk writes', async t => {
    const { file, content } = await openFile(t, target => async (buffers, position) => {
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
      return target.writev([Buffer.concat(buffers).subarray(0, 150_000)], position);
    });
    const writer = new FileWriter(file, 0);
    const added: Promise<void>[] = [];
    for (const piece of PIECES) {
      added.push(writer.add(piece));
      await new Promise(setImmediate);
    }
    assert.equal(await writer.end(), whole.length);
    await Promise.all(added);
    assert.deepEqual(await content(), whole);
  });

  test('is in its file after a moment, though more is still to come', async t => {
    const { file, content } = await openFile(t, target => (buffers, position) => target.writev(buffers, position));
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const writer = new FileWriter(file, 0);
    await writer.add(bytes.subarray(0, 10));
    t.mock.timers.tick(100);
    for (let turn = 0; turn < 1000 && (await content()).length < 10; turn++) await new Promise(setImmediate);
    assert.equal((await content()).length, 10);
    await writer.end();
  });

  test('and cannot be written, though nobody waits for that just now, is told at the end', async t => {
    const file = await open('/dev/full', 'r+');
    t.after(() => file.close());
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const writer = new FileWriter(file, 0);
    await writer.add(bytes.subarray(0, 10));
    t.mock.timers.tick(1000);
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
    await assert.rejects(writer.end(), { code: 'ENOSPC' });
  });
});
