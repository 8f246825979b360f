import { existsSync } from 'node:fs';
import { join } from 'node:path';

const { PROGRAMFILES = '' } = process.env;

const INSTALLED = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  join(PROGRAMFILES, 'Mozilla Firefox/firefox.exe'),
];

/**
 * `FIREFOX_PATH` or an installed Firefox; undefined where there is none.
 * @throws Error when `FIREFOX_PATH` names nothing
 */
export function findFirefox(): string | undefined {
  const { FIREFOX_PATH } = process.env;
  if (FIREFOX_PATH && !existsSync(FIREFOX_PATH)) throw new Error('FIREFOX_PATH names no file');
  return FIREFOX_PATH || INSTALLED.find(path => existsSync(path));
}
