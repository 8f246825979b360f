import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { API } from 'typescript/unstable/sync';
import { EVENTS, factsOf } from './facts.js';

/** `Orders[].Results[].Code` → `message.Orders![0]!.Results![0]!.Code` */
const expression = (variable: string, path: string): string =>
  `${variable}.${path.replace(/\[\]$/, '').replaceAll('[]', '![0]').replaceAll('.', '!.')}`;

/** What an editor shows for the last name of each expression, with the declarations that the package ships. */
function tooltips(folder: string, type: string, paths: readonly string[], entry = 'models'): string[] {
  const file = resolve(folder, `${type}.ts`);
  let source = `import type { ${type} } from 'redox-file-sender/${entry}';\ndeclare const message: ${type};\n`;
  const positions = paths.map(path => {
    source += `${expression('message', path)};\n`;
    // Before the semicolon and the line's end.
    return source.length - 3;
  });
  writeFileSync(file, source);
  const config = resolve(folder, `${type}.json`);
  writeFileSync(config, JSON.stringify({ extends: '../../tsconfig.json', files: [`${type}.ts`], include: [] }));

  const api = new API({ cwd: folder });
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    assert.ok(project);
    assert.deepEqual(project.program.getSemanticDiagnostics(file), []);
    const symbols = project.checker.getSymbolAtPosition(file, positions);
    return symbols.map(symbol => symbol?.getDocumentationComment(project.checker) ?? '');
  } finally {
    api.close();
  }
}

describe('the declarations that the package ships', () => {
  // A project of somebody's, in which the package is installed.
  const folder = mkdtempSync('node_modules/.tooltips-');
  before(() => {
    const installed = join(folder, 'node_modules/redox-file-sender');
    const outDir = join(installed, 'dist');
    const options = ['--emitDeclarationOnly', '--sourceMap', 'false', '--inlineSources', 'false', '--outDir', outDir];
    execFileSync('npx', ['tsc', '-p', 'src/tsconfig.json', ...options]);
    cpSync('package.json', join(installed, 'package.json'));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const event of EVENTS)
    test(`document every field of ${event}`, () => {
      const paths = factsOf(event).map(({ path }) => path);
      const found = tooltips(folder, event.replace('.', ''), paths);
      const bare = paths.filter((_, at) => !/^[A-Z`].{3,}/s.test(found[at] ?? ''));
      assert.deepEqual(bare, []);
    });

  test('document every field of what a host knows', () => {
    const paths = EVENTS.flatMap(event => factsOf(event).map(({ path }) => path)).filter(
      path => !/^Orders\[\]./.test(path),
    );
    const found = tooltips(folder, 'HostMessage', [...new Set(paths)]);
    assert.ok(found.every(text => text.length > 3));
  });

  test('say of a field what its schema says', () => {
    const [contents, type] = tooltips(folder, 'NotesNew', ['Note.FileContents', 'Patient.Identifiers[].IDType']);
    assert.equal(contents, "The file: standard base64, or the URI of Redox's upload.");
    assert.match(type ?? '', /^Whose numbering it is/);
  });

  test('document every limit of a grant, and say of a size that it is in bytes', () => {
    const limits = ['maxSize', 'requestLimit', 'types', 'models', 'destinations', 'filesPerHour', 'bytesPerHour'];
    const found = tooltips(folder, 'Limits', limits, 'proxy');
    assert.ok(found.every(text => text.length > 3));
    assert.ok([0, 1, 6].every(at => found[at]?.includes('bytes')));
  });

  test('let a library declare schemas that it builds on ours', () => {
    const types = EVENTS.map(event => event.replace('.', ''));
    const source = [
      "import * as z from 'zod/mini';",
      `import { ${types.join(', ')} } from 'redox-file-sender/models';`,
      ...types.map(type => `export const ${type}OfOurs = z.extend(${type}, { Extension: z.string() });`),
      'export const patient = ResultsNew.shape.Patient.shape;',
      'export const visit = NotesNew.shape.Visit._zod.def.innerType.shape;',
      'export const location = visit.Location._zod.def.innerType.shape;',
    ];
    writeFileSync(join(folder, 'library.ts'), source.join('\n'));
    const options = ['--ignoreConfig', '--declaration', '--strict', '--module', 'nodenext', '--skipLibCheck'];
    const output = spawnSync('npx', ['tsc', 'library.ts', ...options], { cwd: folder, encoding: 'utf8' }).stdout;
    assert.equal(output, '');
  });
});
