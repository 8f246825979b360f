import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkMessage } from '../../src/models/index.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { JSON_TYPE, problemOf, startProxy, unboundMessage } from './setup.js';

const bytes = someBytes(50_000);

const embedded = () => unboundMessage('Notes', { base64: base64(bytes) });

describe('a message', () => {
  test('that is nested without end, or has values without end, is refused before anything parses it', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const deep = (opening: string, closing: string, depth: number) => opening.repeat(depth) + closing.repeat(depth);
    const inNotes = (value: string) => `{"Meta":{"DataModel":"Notes","EventType":"New"},"Extensions":${value}}`;
    const post = (body: string) =>
      user.call('POST', 'messages', { ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() }, body);
    for (const value of [
      deep('[', ']', 5_000_000),
      deep('{"a":', '}', 1_000_000).replace(':}', ':1}'),
      deep('[', ']', 65),
      `[${'1,'.repeat(300_000)}1]`,
      `[${'{},'.repeat(150_000)}{}]`,
      '""'.repeat(300_001),
      `"${'\\"'.repeat(300_000)}"`,
      `["\\\\",${deep('[', ']', 65)}]`,
    ]) {
      const answer = await post(inNotes(value));
      assert.equal(answer.status, 400, value.slice(0, 20));
      assert.match((await problemOf(answer)).detail ?? '', /nested too deeply or has too many values/);
    }
    for (const value of [
      deep('[', ']', 60),
      `"\\"${'['.repeat(300_000)}"`,
      `"${'\\\\'.repeat(1000)}"`,
      `[${'1,'.repeat(1000)}1]`,
    ]) {
      const answer = await post(inNotes(value));
      assert.equal(answer.status, 422, value.slice(0, 20));
      assert.equal((await problemOf(answer)).code, 'message-invalid');
    }
  });

  test('is taken as deep and with as many values as the models take it, and not beyond', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const bare = embedded();
    const levels = (depth: number): unknown => (depth === 0 ? 'x' : { x: levels(depth - 1) });
    const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, 'x']));
    const isTooMuch = (message: unknown) => checkMessage(message).some(({ code }) => code === 'depth');
    for (const Extension of [levels(63), fields(99_900)]) {
      assert.ok(!isTooMuch({ ...bare, Extension }));
      assert.equal((await user.send({ ...bare, Extension })).status, 200);
    }
    for (const Extension of [levels(64), fields(100_001)]) {
      assert.ok(isTooMuch({ ...bare, Extension }));
      assert.match(String((await user.send({ ...bare, Extension })).status), /^4(00|22)$/);
    }
  });
});
