import { defineConfig, type Plugin } from 'vite';

/** Our own modules that load others when they are needed; what they name is always a text. */
const DYNAMIC_IMPORT = /\bimport\((["'][^"']+["'])\)/g;

/**
 * Makes dynamic imports static. The bundler can inline them itself, but it then wraps every module in a function and
 * keeps all its exports, which costs a twelfth of the file.
 */
const staticImports: Plugin = {
  name: 'static-imports',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: DYNAMIC_IMPORT },
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

/** `dist/cdn/redox-file-sender.js`: the element with all that it needs, as one minified ES module for a script tag. */
export default defineConfig({
  plugins: [staticImports],
  build: {
    target: 'es2022',
    outDir: 'dist/cdn',
    copyPublicDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { 'redox-file-sender': 'src/index.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', codeSplitting: false },
    },
  },
});
