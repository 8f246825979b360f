import { existsSync } from 'node:fs';

/** WebKitGTK as Debian's `webkit2gtk-driver` and `xvfb` install it. */
export interface WebKit {
  /** Speaks W3C WebDriver. */
  driver: string;
  browser: string;
  /** A display without a screen; undefined where the machine has a display. */
  display: string | undefined;
}

const DRIVERS = ['/usr/bin/WebKitWebDriver', '/usr/local/bin/WebKitWebDriver'];
const BROWSERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec'].flatMap(folder =>
  ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map(version => `${folder}/${version}/MiniBrowser`),
);
const DISPLAYS = ['/usr/bin/Xvfb', '/usr/local/bin/Xvfb'];

/** Undefined where a part of it is missing. */
export function findWebKit(): WebKit | undefined {
  const [driver, browser, display] = [DRIVERS, BROWSERS, DISPLAYS].map(paths => paths.find(path => existsSync(path)));
  if (!driver || !browser) return undefined;
  if (process.env.DISPLAY) return { driver, browser, display: undefined };
  return display ? { driver, browser, display } : undefined;
}
