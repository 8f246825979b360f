import { waitUntil as poll } from '@open-wc/testing';

/** In milliseconds: less than a test is given, and more than a busy machine takes. The library's own is one second. */
const PATIENCE = 20_000;

/** Waits until something holds. @throws Error with the message when it never does */
export const waitUntil = (holds: () => unknown, message?: string): Promise<void> =>
  poll(() => Boolean(holds()), message, { timeout: PATIENCE });
