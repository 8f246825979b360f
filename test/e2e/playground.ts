import type { Browser, Page } from 'playwright-core';
import type { RedoxFileSender } from '../../src/element/index.js';
import type { MessageIssue, RedoxMessage } from '../../src/models/index.js';

/** What the element says of files, as far as it can leave the page. */
export interface Said {
  type: 'redox-payload' | 'redox-sent' | 'redox-error' | 'redox-complete';
  delivery?: string;
  documentId?: string;
  /** In `payload`. */
  message?: RedoxMessage;
  result?: { logIds: string[] };
  error?: { code: string; retryable: boolean; issues?: MessageIssue[] };
}

export interface Playground {
  page: Page;
  /** Gives the element its attributes; what is not named keeps the element's default. */
  configure(attributes: Record<string, string>): Promise<void>;
  /** Picks a file as a user does. @returns what the element says until nothing is in progress any more */
  pick(path: string): Promise<Said[]>;
  /** Errors of scripts and violations of the page's content security policy. */
  troubles: string[];
  close(): Promise<void>;
}

/** The demo's page with one element, in a session of its own. */
export async function openPlayground(browser: Browser, demoUrl: string): Promise<Playground> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', error => troubles.push(error.message));
  page.on('console', message => {
    if (/Content Security Policy|Trusted ?Types?/i.test(message.text())) troubles.push(message.text());
  });
  return {
    page,
    troubles,
    async configure(attributes) {
      await page.goto(`${demoUrl}/playground?${new URLSearchParams(attributes)}`);
      await page.locator('redox-file-sender').waitFor();
    },
    async pick(path) {
      const said = page.evaluate(listen);
      await page.locator('redox-file-sender input[type=file]').setInputFiles(path);
      return said;
    },
    close: () => context.close(),
  };
}

/** Runs in the page. A refused file is an error and nothing else; of others the element says when it is done. */
function listen(): Promise<Said[]> {
  const sender = document.querySelector<RedoxFileSender>('redox-file-sender');
  const types = ['redox-payload', 'redox-sent', 'redox-error', 'redox-complete'] as const;
  const listening = new AbortController();
  return new Promise(resolve => {
    const all: Said[] = [];
    for (const type of types)
      document.documentElement.addEventListener(
        type,
        event => {
          const detail = event.detail as Partial<Record<keyof Said, unknown>>;
          const { delivery, documentId, result, error } = detail;
          // In `send` the message is made only for those who look at it, and here nobody should.
          const message = sender?.output === 'payload' ? detail.message : undefined;
          all.push(JSON.parse(JSON.stringify({ type, delivery, documentId, message, result, error })));
          const settled = sender?.files.every(({ state }) => ['failed', 'sent', 'ready'].includes(state));
          if (!settled || type === 'redox-payload' || type === 'redox-sent') return;
          listening.abort();
          resolve(all);
        },
        { signal: listening.signal },
      );
  });
}
