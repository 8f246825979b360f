import type { Ledger } from '../ledger.js';
import type { TusUploads } from './tus.js';

/**
 * Removes what has expired, and bytes that nothing needs any more: a process may have been killed after Redox confirmed
 * a file and before its bytes were deleted. What cannot be removed is left for the next time and keeps nothing else.
 * @param auditRetention in milliseconds
 */
export async function sweep(
  ledger: Ledger,
  uploads: TusUploads,
  auditRetention: number,
  onError: (error: unknown) => void,
): Promise<void> {
  const now = Date.now();
  const attempt = (work: () => Promise<void>) => work().catch(onError);
  await attempt(async () => {
    for await (const id of ledger.expiredUploads(now))
      await attempt(async () => {
        const record = await ledger.upload(id);
        if (!record || record.expiresAt > now) return;
        await uploads.remove(id);
        await ledger.removeUpload(id);
      });
  });
  await attempt(async () => {
    for (const id of await uploads.stored())
      await attempt(async () => {
        // An upload's record is there before its bytes are.
        const record = await ledger.upload(id);
        if (!record || record.committed) await uploads.remove(id);
      });
  });
  await attempt(() => uploads.sweep());
  await attempt(() => ledger.removeExpired(now, now - auditRetention));
}
