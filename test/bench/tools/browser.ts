import { type CDPSession, launch } from 'puppeteer-core';
import { findChromium } from '../../tools/find-chromium.js';

export interface OpenOptions {
  /** How many times slower the processor is to be. */
  slower?: number;
  /** Runs before the page's own scripts. */
  before?: string;
}

export interface BenchPage {
  session: CDPSession;
  /** The value of an expression, awaited. @throws Error with what the page threw */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Puts a real file into the input that an expression gives. */
  pick(input: string, path: string): Promise<void>;
  collectGarbage(): Promise<void>;
  close(): Promise<void>;
}

export interface BenchBrowser {
  open(url: string, options?: OpenOptions): Promise<BenchPage>;
  /** Of the browser's first process. */
  pid: number;
  close(): Promise<void>;
}

/**
 * Chromium through bare DevTools sessions. Not through a driver's own pages: these watch the network and copy what is
 * sent, which costs more than what is measured here.
 */
export async function launchBrowser(): Promise<BenchBrowser> {
  const { executablePath, args, headless, env } = findChromium();
  const browser = await launch({
    executablePath,
    headless,
    env,
    waitForInitialPage: false,
    // Many pages are opened one after the other; none is to get less of the processor for being in the background.
    args: [...args, '--disable-background-networking', '--disable-renderer-backgrounding', '--no-first-run'],
    protocolTimeout: 300_000,
  });
  let opened = 0;
  const root = await browser.target().createCDPSession();
  return {
    pid: browser.process()?.pid ?? 0,
    close: () => browser.close(),
    async open(url, { slower = 1, before } = {}) {
      const blank = `about:blank#${opened++}`;
      const { targetId } = await root.send('Target.createTarget', { url: blank });
      const target = await browser.waitForTarget(candidate => candidate.url() === blank);
      const session = await target.createCDPSession();
      await session.send('Page.enable');
      if (before) await session.send('Page.addScriptToEvaluateOnNewDocument', { source: before });
      if (slower > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
      const loaded = new Promise(resolve => session.once('Page.loadEventFired', resolve));
      await session.send('Page.navigate', { url });
      await loaded;
      return pageOf(session, async () => {
        await root.send('Target.closeTarget', { targetId });
      });
    },
  };
}

function pageOf(session: CDPSession, close: () => Promise<void>): BenchPage {
  const run = async (expression: string, returnByValue: boolean) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      returnByValue,
      awaitPromise: true,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text ?? 'The page threw');
    return result;
  };
  return {
    session,
    close,
    evaluate: async <Value>(expression: string) => (await run(expression, true)).value as Value,
    async pick(input, path) {
      const { objectId } = await run(input, false);
      if (!objectId) throw new Error('There is no input to pick a file in');
      await session.send('DOM.setFileInputFiles', { objectId, files: [path] });
    },
    async collectGarbage() {
      await session.send('HeapProfiler.collectGarbage');
    },
  };
}
