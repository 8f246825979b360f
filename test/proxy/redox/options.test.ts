import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedoxClient } from '../../../src/proxy/index.js';

test('a URL of Redox that holds a user name or a password is refused, in one line without them', () => {
  for (const name of ['apiUrl', 'blobUrl'])
    for (const url of [
      'https://user:Secret1@redox.example',
      'https://Secret1@redox.example',
      'https://:Secret1@redox.example',
    ])
      assert.throws(() => createRedoxClient({ apiKey: 'key', secret: 'secret', [name]: url }), {
        name: 'TypeError',
        message: `redox.${name} must hold no user name and no password`,
      });
});
