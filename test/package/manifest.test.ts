import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { SENDER_EVENTS } from '../../src/core/events.js';
import { RedoxFileSender } from '../../src/element/index.js';

const CONFIG = 'test/tools/manifest.config.js';
/** The analyzer writes below the repository alone. */
const FOLDER = 'node_modules/.cache/manifest';

const METHODS = [
  'browse',
  'addFiles',
  'start',
  'pause',
  'resume',
  'retry',
  'remove',
  'reset',
  'setDocumentType',
].concat(['checkValidity', 'reportValidity', 'setCustomValidity']);

type Named = { name: string; description?: string; kind?: string; type?: { text: string } }[];
type Declaration = Record<
  'attributes' | 'members' | 'events' | 'slots' | 'cssParts' | 'cssProperties' | 'cssStates',
  Named
> & { tagName?: string };

const source = readdirSync('src/element')
  .filter(file => file.endsWith('.ts'))
  // What a comment says of a part is no part.
  .map(file => readFileSync(`src/element/${file}`, 'utf8').replace(/^\/\*\*[\s\S]*?\*\/$/gm, ''))
  .join('\n');
const readme = readFileSync('README.md', 'utf8');

/** Every distinct match of a pattern's first group in the element's source. */
const inSource = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map(match => match[1] ?? ''))].sort();
const namesOf = (entries: Named) => entries.map(({ name }) => name).sort();

/** What a class and those that it extends, as far as they are ours, offer. */
function publicMembers(): string[] {
  const names = new Set<string>();
  for (let type = RedoxFileSender.prototype; 'checkValidity' in type; type = Object.getPrototypeOf(type))
    for (const name of Object.getOwnPropertyNames(type)) names.add(name);
  return [...names];
}

describe('custom-elements.json', () => {
  let element: Declaration;
  before(async () => {
    await promisify(execFile)('npx', ['cem', 'analyze', '--quiet', '--config', CONFIG, '--outdir', FOLDER]);
    const { modules } = JSON.parse(readFileSync(`${FOLDER}/custom-elements.json`, 'utf8')) as {
      modules: { declarations: Declaration[] }[];
    };
    const found = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName);
    assert.ok(found);
    element = found;
  });
  after(() => rmSync(FOLDER, { recursive: true, force: true }));

  test('lists every attribute', () => {
    assert.deepEqual(namesOf(element.attributes), [...RedoxFileSender.observedAttributes].sort());
  });

  test('lists every event, and what it carries', () => {
    assert.deepEqual(namesOf(element.events), [...SENDER_EVENTS].sort());
    for (const { name, type } of element.events) assert.equal(type?.text, `CustomEvent<SenderEventDetails['${name}']>`);
  });

  test('lists every slot', () => {
    assert.deepEqual(namesOf(element.slots), inSource(/<slot name="([\w-]+)"/g));
  });

  test('lists every part', () => {
    const fixed = [
      ...inSource(/\bpart="([\w -]+?)(?: \$\{[^}]+\})?"/g),
      ...inSource(/setAttribute\('part', '([\w -]+)'\)/g),
    ].flatMap(parts => parts.split(' '));
    const actions = ['start', 'pause', 'resume', 'retry', 'remove', 'cancel'];
    assert.deepEqual(namesOf(element.cssParts), [...new Set([...fixed, ...actions, 'status', 'error'])].sort());
  });

  test('lists every custom property', () => {
    assert.deepEqual(namesOf(element.cssProperties), inSource(/var\((--redox-file-sender-[\w-]+)/g));
  });

  test('lists every state', () => {
    assert.deepEqual(namesOf(element.cssStates), inSource(/toggleState\(\s*'(\w+)'/g));
  });

  test('lists every property and method that a host may use, and none that is not there', () => {
    const offered = publicMembers();
    const listed = namesOf(element.members);
    assert.deepEqual(
      listed.filter(name => !offered.includes(name) && !(name in RedoxFileSender)),
      [],
    );
    const properties = [...RedoxFileSender.elementProperties].filter(([, { state }]) => !state).map(([name]) => name);
    for (const name of [...properties, 'files', 'value', 'form', 'labels', 'validity', 'validationMessage', ...METHODS])
      assert.ok(listed.includes(String(name)) && offered.includes(String(name)), String(name));
  });

  test('describes each of them', () => {
    const { attributes, events, slots, cssParts, cssProperties, cssStates } = element;
    for (const { name, description } of [attributes, events, slots, cssParts, cssProperties, cssStates].flat())
      assert.ok(description, name);
  });

  test('is what the README says', () => {
    const { attributes, events, slots, cssParts, cssStates } = element;
    for (const { name } of [attributes, events, slots, cssParts, cssStates].flat())
      assert.ok(readme.includes(`\`${name}\``), `The README does not mention ${name}`);
    for (const { name } of element.cssProperties)
      assert.ok(readme.includes(name.replace('--redox-file-sender', '')), `The README does not mention ${name}`);
  });
});
