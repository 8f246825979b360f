import { asRecord } from '../records.js';
import type { UploadStorage } from './tus.js';

/** A bucket that holds nothing but uploads, as AWS and others have them. */
export interface S3StorageOptions {
  bucket: string;
  /** Default `us-east-1`. */
  region?: string | undefined;
  /** Of another provider than AWS, such as `https://s3.example`. */
  endpoint?: string | undefined;
  /** Where both are absent, the AWS SDK looks for them itself: a role of the machine, for example. */
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
}

const OBJECT = /^([\da-f]{32})(?:\.info|\.part)?$/;

/**
 * Uploads in S3, for several processes; needs the package @tus/s3-store, which is not installed with this one. What a
 * bucket has of encryption and access is its owner's to set.
 * @throws {Error} when @tus/s3-store is not installed
 */
export async function openS3Storage(options: S3StorageOptions): Promise<UploadStorage> {
  const { S3Store } = await import('@tus/s3-store').catch(cause => {
    throw new Error('S3 needs the package @tus/s3-store: npm install @tus/s3-store', { cause });
  });
  const { bucket, region = 'us-east-1', endpoint, accessKeyId, secretAccessKey } = options;

  class UploadsInS3 extends S3Store {
    /** Theirs leaves the objects of an upload that is complete. */
    override async remove(id: string) {
      await super.remove(id).catch(error => {
        if (asRecord(error).status_code !== 404) throw error;
      });
      for (const Key of [id, `${id}.info`, `${id}.part`]) await this.client.deleteObject({ Bucket: this.bucket, Key });
      await this.clearCache(id);
    }

    async list(): Promise<string[]> {
      const ids = new Set<string>();
      let ContinuationToken: string | undefined;
      do {
        const page = await this.client.listObjectsV2({
          Bucket: this.bucket,
          ...(ContinuationToken && { ContinuationToken }),
        });
        for (const { Key = '' } of page.Contents ?? []) {
          const id = OBJECT.exec(Key)?.[1];
          if (id) ids.add(id);
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return [...ids];
    }

    async check(): Promise<void> {
      await this.client.headBucket({ Bucket: this.bucket });
    }
  }

  return new UploadsInS3({
    // The ledger says when an upload expires.
    useTags: false,
    s3ClientConfig: {
      bucket,
      region,
      // Others than AWS take neither buckets as host names nor checksums that they do not know.
      ...(endpoint && { endpoint, forcePathStyle: true }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    },
  });
}
