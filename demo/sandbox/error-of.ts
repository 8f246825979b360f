import type { FaultTarget } from './faults.js';
import { errorDetail, messageErrors, oauthError } from './refusal.js';

/** An error in the shape that Redox gives to errors of this kind of call. */
export function errorOf(on: FaultTarget, status: number, text: string): object {
  const bodies = {
    token: oauthError(status < 500 ? 'invalid_client' : 'server_error', text),
    upload: errorDetail(text),
    endpoint: messageErrors({}, [text], 'Sandbox'),
  };
  return bodies[on];
}
