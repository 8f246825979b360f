import { posix } from 'node:path';

interface Layer {
  /** Folders whose modules it may import, besides its own. */
  folders: readonly string[];
  /** Packages that it may import. */
  packages: readonly string[];
  /** Whether it runs in Node alone. */
  node: boolean;
}

/** `models` ← `protocol` ← `core` ← `element`; `models` ← `protocol` ← `proxy`; `inspect` ← `core` and `proxy`. */
const LAYERS: Readonly<Record<string, Layer>> = {
  models: { folders: [], packages: ['zod'], node: false },
  protocol: { folders: ['models'], packages: ['zod'], node: false },
  inspect: { folders: [], packages: [], node: false },
  core: { folders: ['models', 'protocol', 'inspect'], packages: [], node: false },
  element: { folders: ['models', 'protocol', 'core'], packages: ['lit'], node: false },
  cdn: { folders: [], packages: [], node: false },
  'index.ts': { folders: ['element'], packages: [], node: false },
  proxy: {
    folders: ['models', 'protocol', 'inspect'],
    packages: [
      '@hono/node-server',
      '@tus/file-store',
      '@tus/s3-store',
      '@tus/server',
      '@tus/utils',
      'commander',
      'form-data-encoder',
      'jose',
      'lmdb',
      'lru-cache',
      'p-queue',
      'pg',
      'pino',
      'prom-client',
      'undici',
      'zod',
    ],
    node: true,
  },
};

const folderOf = (module: string): string => module.split('/')[0] ?? '';

/** `@tus/server/x` → `@tus/server`, `zod/mini` → `zod` */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const isRelative = (specifier: string): boolean => /^\.\.?\//.test(specifier);

/** @param imports what each module under `src` imports @returns one sentence a violation, which names the module */
export function violations(imports: ReadonlyMap<string, readonly string[]>): string[] {
  return [...imports].flatMap(([module, specifiers]) => {
    const layer = LAYERS[folderOf(module)];
    if (!layer) return [`${module} lies in a folder that has no rules`];
    return specifiers
      .filter(specifier => !isAllowed(module, layer, specifier))
      .map(specifier => `${module} may not import ${specifier}`);
  });
}

function isAllowed(module: string, layer: Layer, specifier: string): boolean {
  if (specifier.startsWith('node:')) return layer.node;
  if (!isRelative(specifier)) return layer.packages.includes(packageOf(specifier));
  const folder = folderOf(posix.join(posix.dirname(module), specifier));
  return folder === folderOf(module) || layer.folders.includes(folder);
}
