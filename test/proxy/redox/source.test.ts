import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RedoxMessage } from '../../../src/models/index.js';
import { received } from '../../sandbox/client.js';
import { connect, note } from './support.js';

describe('a message that is sent without a proxy', () => {
  test('is from the source that the options name', async t => {
    const { redox, sandbox } = await connect(t);
    await redox.send(note());
    const { messages } = await received(sandbox);
    assert.deepEqual(
      messages.map(({ message }) => (message as RedoxMessage).Meta.Source),
      [{ ID: sandbox.credentials.sourceId }],
    );
  });
});
