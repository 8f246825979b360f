import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { giveSessionId, SIGNED_OUT, sessionIdOf } from './session-cookie.js';
import type { Sessions } from './sessions.js';

/** The portal's pages: their paths, and the HTML files that they are built from. */
export const PAGES = {
  '/': 'index.html',
  '/consent': 'consent.html',
  '/lab': 'lab.html',
  '/photo': 'photo.html',
  '/confirmation': 'confirmation.html',
  '/received': 'received.html',
  '/playground': 'playground.html',
} as const;

const NOT_FOUND = 'not-found.html';

/** The HTML files that Vite builds. */
export const PAGE_FILES: readonly string[] = [...Object.values(PAGES), NOT_FOUND];

/**
 * Serves the built pages. Opening one signs a visitor in, as a stay in the demo begins without a password.
 * @param folder where Vite put the pages and their assets
 */
export async function createPages(folder: string, sessions: Sessions): Promise<Hono> {
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const pages = new Hono();
  for (const [path, file] of Object.entries(PAGES)) {
    const page = await read(file);
    pages.get(path, c => {
      const id = sessionIdOf(c.req.raw);
      if (id !== SIGNED_OUT && !sessions.find(id)) giveSessionId(c, sessions.open().id);
      c.header('Cache-Control', 'no-store');
      return c.html(page);
    });
  }
  // Vite puts a hash of the contents into the names of assets.
  const immutable = (_path: string, c: { header(name: string, value: string): void }) =>
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
  pages.get('/assets/*', serveStatic({ root: folder, onFound: immutable }));
  for (const path of ['/logo.svg', '/icons/*']) pages.get(path, serveStatic({ root: folder }));
  const notFound = await read(NOT_FOUND);
  pages.get('*', c => c.html(notFound, 404));
  return pages;
}
