import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { FileStateName } from '../../src/core/index.js';
import { english } from '../../src/element/texts/english.js';
import { ERROR_CODES } from '../../src/protocol/error-codes.js';
import { literalsIn, wordsInTemplates } from '../tools/templates.js';
import { keysOf } from './support.js';

const CATALOGUE = /^texts\/(en|errors-en|files-en|catalogue|[a-z]{2}|zh-han[st])\.ts$/;

/** The modules of the element, without the texts themselves. */
const modules = readdirSync('src/element', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !CATALOGUE.test(file))
  .map(file => ({ file, source: readFileSync(join('src/element', file), 'utf8') }));

const STATES = {
  waiting: true,
  queued: true,
  preparing: true,
  encoding: true,
  uploading: true,
  paused: true,
  sending: true,
  ready: true,
  sent: true,
  failed: true,
} satisfies Record<FileStateName, true>;

/** What may stand behind the start of a key, where that is a set of its own; else it is named somewhere. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  'state-': Object.keys(STATES),
  'error-': ERROR_CODES,
  'kind-': ['image', 'audio', 'video', 'text'],
};

describe('the texts', () => {
  const literals = modules.map(({ file, source }) => literalsIn(file, source));
  const texts = new Set(literals.flatMap(found => [...found.texts]));
  const starts = [...new Set(literals.flatMap(found => [...found.starts]))];

  test('are all used', () => {
    const isBuilt = (key: string) =>
      starts.some(start => {
        if (!start || !key.startsWith(start)) return false;
        const end = key.slice(start.length);
        return ENDS[start]?.includes(end) ?? texts.has(end);
      });
    assert.deepEqual(
      keysOf(english).filter(key => !texts.has(key) && !isBuilt(key)),
      [],
    );
  });
});

describe('the templates', () => {
  test('hold no words of their own', () => {
    assert.ok(
      modules.some(({ source }) => source.includes('html`')),
      'templates were found',
    );
    const words = modules.flatMap(({ file, source }) => wordsInTemplates(file, source).map(text => `${file}: ${text}`));
    assert.deepEqual(words, []);
  });

  test('are searched between tags and in attributes that are told, and nowhere else', () => {
    const source = `const t = html\`<p class="row" title="Remove \${name}">\${name} was sent</p><!-- why -->
      <b aria-label=\${label} part="file">\${text}</b>: \${html\`<i>nested</i>\`}\`;`;
    assert.deepEqual(wordsInTemplates('x.ts', source), ['Remove', 'was sent', 'nested']);
  });
});
