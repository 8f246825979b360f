import { fileURLToPath } from 'node:url';
import { type MinifyOptions, minify } from 'terser';
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

/** Without white space and semicolons that mean nothing in CSS; a colon before white space is never a selector's. */
const smallStyles = (css: string): string => css.replace(/;\s+(?=\})|([{};,:`])\s+| (?=\{)/g, '$1');

/** Templates and style sheets stand in the code as they are written; their indentation and comments are for us alone. */
const smallTemplates: Plugin = {
  name: 'small-templates',
  transform: {
    filter: { id: /\/src\/element\/.*\.ts$/ },
    handler(code, id) {
      const bare = id.endsWith('.styles.ts')
        ? code.replace(/\/\*.*?\*\//gs, '').replace(/css`[^`]*`/g, smallStyles)
        : code;
      return { code: bare.replace(/\n\s+/g, '\n'), map: null };
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

/** Nothing here is constructed but classes, so that every other function may become an arrow. */
const MINIFYING: MinifyOptions = {
  module: true,
  ecma: 2020,
  compress: { passes: 4, hoist_funs: true, keep_fargs: false, unsafe_arrows: true },
};

/** What the bundler's own minifier has done, once more by another: it finds 1.8 % that is left. */
const terser: Plugin = {
  name: 'terser',
  generateBundle: {
    order: 'post',
    async handler(_, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk') file.code = (await minify(file.code, MINIFYING)).code ?? file.code;
    },
  },
};

/**
 * `dist/cdn/redox-file-sender.js`: the element with all that it needs, as one minified ES module for a script tag, and
 * beside it the languages, such as `es.js`, which it loads when they are needed.
 */
export default defineConfig({
  plugins: [staticImports, smallTemplates, plainImports, terser],
  resolve: { alias: { 'zod/mini': fileURLToPath(new URL('src/cdn/zod-mini.ts', import.meta.url)) } },
  // A page always has it; what stands in for it in Node would be 3 % of the file.
  define: { 'typeof XMLHttpRequest': '"function"' },
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
