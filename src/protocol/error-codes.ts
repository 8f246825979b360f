/** Every way in which sending a file can fail, as `RedoxFileError.code` and as `code` in the proxy's problem details. */
export const ERROR_CODES = [
  'file-empty',
  'file-too-large',
  'file-type-not-accepted',
  'file-type-mismatch',
  'file-encrypted',
  'file-unreadable',
  'too-many-files',
  'message-invalid',
  'token-refused',
  'upload-failed',
  'upload-expired',
  'integrity-mismatch',
  'redox-rejected',
  'rate-limited',
  'send-unconfirmed',
  'offline',
  'aborted',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
