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
  /**
   * In milliseconds, 30,000 by default: for a connection, and without a byte moving. While Redox takes in nothing of an
   * upload none moves here either, so not less than `redox.traffic.idleTimeout`.
   */
  idleTimeout?: number | undefined;
}

/** What S3 calls that an object, or an upload in parts that has become one, is not there. */
const GONE: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchUpload', 'NotFound']);
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
  const { bucket, region = 'us-east-1', endpoint, accessKeyId, secretAccessKey, idleTimeout = 30_000 } = options;

  class UploadsInS3 extends S3Store {
    /** Theirs leaves the objects of a complete upload, and deletes many at once, which others than AWS refuse. */
    override async remove(id: string) {
      const Bucket = this.bucket;
      await this.getMetadata(id)
        .then(({ 'upload-id': UploadId }) => this.client.abortMultipartUpload({ Bucket, Key: id, UploadId }))
        .catch(error => {
          if (!GONE.has(String(asRecord(error).name))) throw error;
        });
      for (const Key of [id, this.infoKey(id), this.partKey(id, true)]) await this.client.deleteObject({ Bucket, Key });
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
      // The SDK has none of its own, and who reads an upload in order to look at it keeps all others waiting.
      requestHandler: { connectionTimeout: idleTimeout, socketTimeout: idleTimeout },
      ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    },
  });
}
