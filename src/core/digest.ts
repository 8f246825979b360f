import type { Job } from './job.js';

/**
 * SHA-256 as 64 lower-case hexadecimal digits. Browsers copy the bytes (Web Cryptography, `digest`), and Chromium has
 * hashed them when the call returns.
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Of a job's bytes, computed once; after a failure, as where memory is short, anew. */
export function hashOf(job: Job, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  job.sha256 ??= sha256(bytes).catch(error => {
    job.sha256 = undefined;
    throw error;
  });
  return job.sha256;
}
