import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RedoxFileSender } from '../../src/element/index.js';

test('the playground has a control for every attribute but the one that its policy forbids', () => {
  const page = readFileSync('demo/portal/playground.html', 'utf8');
  const missing = RedoxFileSender.observedAttributes.filter(name => !page.includes(` name="${name}"`));
  assert.deepEqual(missing, ['thumbnails']);
});
