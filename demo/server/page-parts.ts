import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

const INCLUDE = /<!--#include ([a-z-]+\.html) -->/g;

/** Puts the parts that the pages share in place of `<!--#include part.html -->`, and marks the page in the navigation. */
export function pageParts(folder: string): Plugin {
  return {
    name: 'page-parts',
    transformIndexHtml: {
      order: 'pre',
      handler(html, { filename }) {
        const page = basename(filename, '.html');
        const path = page === 'index' ? '/' : `/${page}`;
        return html
          .replace(INCLUDE, (_match, part: string) => readFileSync(join(folder, part), 'utf8').trimEnd())
          .replace(`<a href="${path}"`, `<a aria-current="page" href="${path}"`);
      },
    },
  };
}
