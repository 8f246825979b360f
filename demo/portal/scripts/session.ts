import { html, render } from 'lit';
import type { Receipt } from '../../server/receipts.js';
import { byId } from './dom.js';

/** What the portal's back end tells about the session; nothing about the patient. */
export interface SessionState {
  signedIn: boolean;
  /** The latest first. */
  receipts: Receipt[];
}

export async function readSession(): Promise<SessionState> {
  const response = await fetch('/session');
  if (!response.ok) throw new Error(`The session answered ${response.status}`);
  return response.json() as Promise<SessionState>;
}

/** Shows in the header whether there is a session, with a button that ends or begins one without leaving the page. */
export async function showSession(): Promise<void> {
  const place = byId('session');
  const { signedIn } = await readSession();
  const change = async () => {
    await fetch('/session', { method: signedIn ? 'DELETE' : 'POST' });
    await showSession();
    place.querySelector('button')?.focus();
  };
  render(
    html`<span class=${signedIn ? 'session-state' : 'session-state session-ended'} role="status">
        <span>${signedIn ? 'Signed in' : 'Signed out'}</span>
      </span>
      <button class="button button-quiet" type="button" @click=${change}>${signedIn ? 'Sign out' : 'Sign in'}</button>`,
    place,
  );
}
