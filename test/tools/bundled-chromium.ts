import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Chromium } from './find-chromium.js';

/**
 * The Chromium inside the npm package @sparticuz/chromium, for machines without a browser: Linux on x64, no system
 * libraries needed. It is unpacked once, into node_modules/.cache.
 */
export function bundledChromium(): Chromium {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('Found no Chromium or Chrome: install one, or name it in CHROME_PATH');
  const folder = packageFolder();
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const home = resolve('node_modules/.cache', `chromium-${version}`);
  if (!existsSync(home)) unpackInto(home);
  return {
    executablePath: join(home, 'chromium'),
    args: ['--no-sandbox'],
    headless: 'shell',
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
    },
    description: `Chromium of @sparticuz/chromium ${version}`,
  };
}

function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')));
  while (!existsSync(join(folder, 'bin'))) folder = dirname(folder);
  return folder;
}

function unpackInto(home: string): void {
  mkdirSync(dirname(home), { recursive: true });
  const unfinished = mkdtempSync(`${home}-`);
  // In a process of its own: the package unpacks into the system's temporary directory, and brings its libraries (NSS,
  // expat) only where it believes that it runs in AWS Lambda.
  const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()";
  execFileSync(process.execPath, ['--input-type=module', '-e', unpack], {
    env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(
    join(unfinished, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${home}/fonts</dir><cachedir>${home}/font-cache</cachedir></fontconfig>`,
  );
  // Only whole browsers ever have the final name.
  renameSync(unfinished, home);
}
