import { defineConfig, type Plugin } from 'vite';

/** Our own modules that load others when they are needed; what they name is always a text. */
const DYNAMIC_IMPORT = /\bimport\((["'][^"']+["'])\)/g;

/** The module whose dynamic imports are the languages. */
const LANGUAGES = /\/texts\/languages\.ts$/;

/**
 * Makes dynamic imports static. The bundler can inline them itself, but it then wraps every module in a function and
 * keeps all its exports, which costs a twelfth of the file.
 */
const staticImports: Plugin = {
  name: 'static-imports',
  transform: {
    filter: { id: { include: /\/src\/.*\.ts$/, exclude: LANGUAGES }, code: DYNAMIC_IMPORT },
    handler(code) {
      const imports: string[] = [];
      const body = code.replace(DYNAMIC_IMPORT, (_, module: string) => {
        const name = `dynamicImport${imports.length}`;
        imports.push(`import * as ${name} from ${module};`);
        return `Promise.resolve(${name})`;
      });
      return { code: imports.join('') + body, map: null };
    },
  },
};

/** Languages have nothing to preload: vite's own helper would look for `<link>` elements and style sheets. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: {
    filter: { id: /^\0vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = load => load();',
  },
};

/**
 * `dist/cdn/redox-file-sender.js`: the element with all that it needs, as one minified ES module for a script tag, and
 * beside it the languages, such as `es.js`, which it loads when they are needed.
 */
export default defineConfig({
  plugins: [staticImports, plainImports],
  build: {
    target: 'es2022',
    outDir: 'dist/cdn',
    copyPublicDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { 'redox-file-sender': 'src/index.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
