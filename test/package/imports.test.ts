import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { packageOf, violations } from '../tools/import-rules.js';
import { importsOf, importsUnder } from '../tools/imports.js';

/** Outside libraries that another could take the place of. */
const SWAPPABLE = [
  '@hono/node-server',
  '@tus/server',
  '@tus/file-store',
  '@tus/s3-store',
  '@tus/utils',
  'commander',
  'form-data-encoder',
  'jose',
  'lmdb',
  'lru-cache',
  'p-queue',
  'pg',
  'prom-client',
  'undici',
];

const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'peerDependencies',
  Record<string, string>
>;
/** What is installed with the package, and what who needs it installs beside it. */
const packages = { ...dependencies, ...peerDependencies };
const imports = importsUnder('src');
const importersOf = (library: string) =>
  [...imports].filter(([, specifiers]) => specifiers.some(specifier => packageOf(specifier) === library));

describe('the imports of src', () => {
  test('point one way', () => {
    assert.ok(imports.size > 50, 'src was found');
    assert.deepEqual(violations(imports), []);
  });

  for (const library of SWAPPABLE.filter(name => name in packages))
    test(`name ${library} in one module`, () => {
      assert.equal(importersOf(library).length, 1, importersOf(library).join());
    });

  test('name the packages that package.json names, and all of them', () => {
    const named = new Set(
      [...imports.values()]
        .flat()
        .filter(specifier => /^(?!\.|node:)/.test(specifier))
        .map(packageOf),
    );
    assert.deepEqual([...named].sort(), Object.keys(packages).sort());
  });
});

describe('the check of imports', () => {
  const found = (module: string, source: string) => violations(new Map([[module, importsOf(module, source)]]));

  test('sees every kind of import', () => {
    const source = `
      import a from './a.js';
      import type { B } from './b.js';
      import './c.js';
      export * from './d.js';
      export { e } from './e.js';
      type F = import('./f.js').F;
      const g = async () => { await import('./g.js'); };`;
    assert.deepEqual(
      importsOf('x.ts', source),
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => `./${name}.js`),
    );
  });

  test('refuses an import against the direction, by whatever path', () => {
    assert.deepEqual(found('models/x.ts', "import '../core/y.js'"), ['models/x.ts may not import ../core/y.js']);
    assert.deepEqual(found('core/steps/x.ts', "import '../../element/y.js'").length, 1);
    assert.deepEqual(found('element/x.ts', "void import('../proxy/index.js')").length, 1);
    assert.deepEqual(found('proxy/x.ts', "import '../core/index.js'").length, 1);
    assert.deepEqual(found('core/x.ts', "import '../../test/x.js'").length, 1);
    assert.deepEqual(found('inspect/x.ts', "import '../models/index.js'").length, 1);
    assert.deepEqual(found('element/x.ts', "import '../inspect/index.js'").length, 1);
  });

  test('refuses Node and packages where they do not belong', () => {
    assert.deepEqual(found('core/x.ts', "import 'node:fs'").length, 1);
    assert.deepEqual(found('core/x.ts', "import 'fs'").length, 1);
    assert.deepEqual(found('models/x.ts', "import 'lit'").length, 1);
    assert.deepEqual(found('inspect/x.ts', "import 'zod/mini'").length, 1);
    assert.deepEqual(found('helpers/x.ts', '').length, 1);
  });

  test('lets through what is in order', () => {
    assert.deepEqual(found('element/x.ts', "import 'lit/directives/repeat.js'; import '../core/index.js'"), []);
    assert.deepEqual(found('proxy/x.ts', "import 'node:fs'; import './y.js'; import '../protocol/index.js'"), []);
    for (const folder of ['core', 'proxy'])
      assert.deepEqual(found(`${folder}/x.ts`, "import '../inspect/index.js'"), []);
  });

  test('refuses an import that nobody can read', () => {
    assert.throws(() => importsOf('x.ts', 'void import(name)'), /computes what it imports/);
  });
});
