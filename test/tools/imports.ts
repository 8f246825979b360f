import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

/** What every module of a folder imports, as written, by the module's path from the folder: types and dynamic ones too. */
export function importsUnder(folder: string): Map<string, string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  return new Map(files.sort().map(file => [file, importsOf(file, readFileSync(join(folder, file), 'utf8'))]));
}

/** @throws Error when the source does not parse, or imports something that is not a plain text */
export function importsOf(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  return [...importsIn(program)].map(imported => {
    if (typeof imported === 'string') return imported;
    throw new Error(`${file} computes what it imports`);
  });
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ImportExpression',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'TSImportType',
]);

/** A minifier writes texts in backquotes. */
function textOf(source: { value?: unknown; expressions?: unknown[]; quasis?: { value: { cooked: string } }[] }) {
  return source.expressions?.length === 0 ? source.quasis?.[0]?.value.cooked : source.value;
}

/** In the tree of a parsed module, wherever it stands. */
function* importsIn(node: unknown): Generator<unknown> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && IMPORTING.has(String(node.type)) && 'source' in node && node.source) yield textOf(node.source);
  for (const child of Object.values(node)) yield* importsIn(child);
}
