import type { Ledger } from '../ledger.js';
import { asRecord } from '../records.js';
import type { S3StorageOptions } from '../uploads/s3-storage.js';
import type { UploadStorage } from '../uploads/tus.js';
import { ConfigurationError } from './configuration-error.js';

/** @throws {ConfigurationError} where the database cannot be used */
export async function openDatabase(url: string | undefined): Promise<Ledger | undefined> {
  if (url === undefined) return undefined;
  const { openPostgresLedger } = await import('../postgres-ledger.js');
  const ledger = openPostgresLedger(url);
  await ledger.check().catch(error => {
    throw new ConfigurationError('DATABASE_URL', `names a database that cannot be used (${reasonOf(error)})`);
  });
  return ledger;
}

/** @throws {ConfigurationError} where the bucket cannot be used */
export async function openBucket(options: S3StorageOptions | undefined): Promise<UploadStorage | undefined> {
  if (!options) return undefined;
  const { openS3Storage } = await import('../uploads/s3-storage.js');
  const storage = await openS3Storage(options).catch(error => {
    throw new ConfigurationError('S3_BUCKET', `cannot be used: ${error.message}`);
  });
  await storage.check?.().catch(error => {
    throw new ConfigurationError('S3_BUCKET', `names a bucket that cannot be used (${reasonOf(error)})`);
  });
  return storage;
}

/** A word such as ECONNREFUSED, 28P01 or NotFound: an error's own text may repeat a password. */
function reasonOf(error: unknown): string {
  const { code, name } = asRecord(error);
  return String(code ?? (error instanceof Error ? error.name : name));
}
