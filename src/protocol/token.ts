import type { Limits } from './grant.js';

/** `POST token` → 200. The token is opaque to the browser. */
export interface TokenResponse {
  token: string;
  /** ISO 8601 date-time. */
  expiresAt: string;
  limits: Limits;
}
