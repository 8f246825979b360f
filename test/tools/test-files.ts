import { readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** In Node; in browsers, on pages of their own; in a browser against the started demo. */
export const PARTS = ['node', 'browser', 'e2e'] as const;
export type Part = (typeof PARTS)[number];

const PART_OF_FOLDER: Readonly<Record<string, Part>> = { core: 'browser', element: 'browser', e2e: 'e2e' };

export interface Selection {
  /** Absolute paths, each part's in order. */
  files: Readonly<Record<Part, readonly string[]>>;
  /** What was asked for, or every part, where no file was found for it. */
  missing: readonly string[];
}

/**
 * The test files under a folder, shared out by its subfolders. What is no part's own runs in Node, so that no folder is
 * forgotten.
 * @param wanted names of parts, files or folders; everything when empty
 */
export function selectFiles(root: string, wanted: readonly string[]): Selection {
  const all = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .sort()
    .map(file => ({ file: join(root, file), part: PART_OF_FOLDER[file.split(sep)[0] ?? ''] ?? 'node' }));

  const matches = (word: string) =>
    all.filter(({ file, part }) => word === part || !relative(resolve(word), file).startsWith('..'));
  const words = wanted.length > 0 ? wanted : PARTS;
  const selected = new Set(words.flatMap(matches));
  const filesOf = (part: Part) => [...selected].filter(entry => entry.part === part).map(({ file }) => file);
  return {
    files: { node: filesOf('node'), browser: filesOf('browser'), e2e: filesOf('e2e') },
    missing: words.filter(word => matches(word).length === 0),
  };
}
