import * as z from 'zod/mini';

/** `POST uploads/{id}/commit`: the one place where a file's name travels. */
export const CommitRequest = z.object({
  /** May be empty. */
  name: z.string(),
  /** Media type (RFC 6838); may be empty. */
  type: z.string(),
  /** SHA-256 of the whole file, 64 lower-case hexadecimal digits. */
  sha256: z.string().check(z.regex(/^[\da-f]{64}$/)),
});
export type CommitRequest = z.infer<typeof CommitRequest>;

/** 201, and the same again for every repetition. */
export interface CommitResponse {
  /** What Redox gave for the file; stands in the message in place of its contents. */
  URI: string;
  /** In bytes. */
  size: number;
  sha256: string;
}
