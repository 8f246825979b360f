import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { before, describe, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { packageOf } from '../tools/import-rules.js';
import { importsOf, importsUnder } from '../tools/imports.js';

const run = promisify(execFile);

const { name, main, types, exports, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  main: string;
  types: string;
  exports: Record<string, string | { types: string; default: string }>;
  dependencies: Record<string, string>;
};
const modules = Object.entries(exports).flatMap(([path, target]) =>
  typeof target === 'string' ? [] : { specifier: name + path.slice(1), target },
);

/** `es.js` and so on: one for each language but English. */
const languageFiles = [
  ...new Set(importsOf('languages.ts', readFileSync('src/element/texts/languages.ts', 'utf8'))),
].flatMap(specifier => (/^\.\/[a-z]{2}(-[a-z]+)?\.js$/.test(specifier) ? specifier.slice(2) : []));

/** Who imports which entries, and the types that there are of what is around. */
const CONSUMERS = {
  'a back end, which has no page': { entries: ['proxy', 'models', 'core'], types: ['node'], lib: ['ES2022'] },
  'a page, which has no Node': { entries: ['', 'element', 'models', 'core'], types: [], lib: ['ES2022', 'DOM'] },
};

/** What the compiler says of a program that imports the entries, and of every declaration that these bring with them. */
async function typeErrors(t: TestContext, { entries, ...options }: (typeof CONSUMERS)[keyof typeof CONSUMERS]) {
  const folder = mkdtempSync('node_modules/.consumer-');
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules', name));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'a.ts'), entries.map(entry => `export type {} from '${join(name, entry)}';\n`).join(''));
  const strict = { strict: true, skipLibCheck: false, noEmit: true, module: 'nodenext', target: 'es2022' };
  const config = { files: ['a.ts'], compilerOptions: { ...strict, ...options } };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return run('npx', ['tsc', '-p', folder, '--pretty', 'false']).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
}

/** What a program that imports from the package prints, in plain Node, where a server would import it. */
async function printedBy(program: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  return stdout.trim();
}

describe('the package', () => {
  before(() => run('npm', ['run', 'build']));

  for (const { specifier, target } of modules)
    test(`exports ${specifier}, which Node imports without a page`, async () => {
      const names = await printedBy(`console.log(Object.keys(await import('${specifier}')).join())`);
      assert.notEqual(names, '');
      assert.match(readFileSync(target.types, 'utf8'), /\bexport\b/);
    });

  for (const [consumer, sees] of Object.entries(CONSUMERS))
    test(`has declarations that hold, with all that they import, for ${consumer}`, async t => {
      assert.equal(await typeErrors(t, sees), '');
    });

  test('names in its declarations no package that only another brings with it', () => {
    const named = [...importsUnder('dist')]
      .filter(([file]) => file.endsWith('.d.ts'))
      .flatMap(([, specifiers]) => specifiers)
      .filter(specifier => /^(?!\.|node:)/.test(specifier))
      .map(packageOf);
    assert.ok(named.includes('zod'), 'imports of types were found');
    assert.deepEqual(
      [...new Set(named)].filter(found => !(found in dependencies)),
      [],
    );
  });

  test('is the element to a bundler that does not read exports either, such as Parcel', () => {
    assert.deepEqual({ types, default: main }, exports['.']);
  });

  test('exports nothing else', async () => {
    const inner = printedBy(`await import('${name}/core/sender.js')`);
    await assert.rejects(inner, /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });

  test('has one file for a CDN, which loads languages that lie beside it, and nothing else', () => {
    const imported = (file: string) => new Set(importsOf(file, readFileSync(`dist/cdn/${file}`, 'utf8')));
    assert.deepEqual(readdirSync('dist/cdn').sort(), [...languageFiles, 'redox-file-sender.js'].sort());
    assert.deepEqual([...imported('redox-file-sender.js')].sort(), languageFiles.map(file => `./${file}`).sort());
    for (const file of languageFiles) assert.deepEqual([...imported(file)], []);
  });

  test('has a manifest that lists every attribute the element observes', async () => {
    const observed = await printedBy(
      `console.log((await import('${name}/element')).RedoxFileSender.observedAttributes.join())`,
    );
    const { modules: declared } = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as {
      modules: { declarations: { tagName?: string; attributes?: { name: string; description?: string }[] }[] }[];
    };
    const element = declared.flatMap(module => module.declarations).find(({ tagName }) => tagName === name);
    assert.deepEqual(element?.attributes?.map(attribute => attribute.name).sort(), observed.split(',').sort());
    assert.ok(element?.attributes?.every(attribute => attribute.description));
  });

  test('holds what src is compiled to, the papers, and nothing else', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
    const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const compiled = readdirSync('src', { recursive: true, encoding: 'utf8' })
      // What is in src/cdn goes into the file for a CDN alone.
      .filter(file => file.endsWith('.ts') && !file.startsWith('cdn/'))
      .flatMap(file => ['.js', '.js.map', '.d.ts'].map(extension => `dist/${file.replace(/\.ts$/, extension)}`));
    const cdn = [...languageFiles, 'redox-file-sender.js'].map(file => `dist/cdn/${file}`);
    const others = [...cdn, 'dist/custom-elements.json'];
    const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
    assert.deepEqual(packed.files.map(({ path }) => path).sort(), [...compiled, ...others, ...papers].sort());
  });
});
