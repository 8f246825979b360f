import type { Ledger } from './ledger.js';
import type { Logger } from './logger.js';
import type { UploadStorage } from './uploads/tus.js';

/** What a host may make itself. */
interface Given {
  logger?: Logger | undefined;
  storage?: UploadStorage | undefined;
  database?: Ledger | undefined;
}

interface Kind<T> {
  is: string;
  /** Methods without which it cannot be used. */
  has: readonly (keyof T & string)[];
}

const KINDS: { [Name in keyof Given]-?: Kind<NonNullable<Given[Name]>> } = {
  logger: { is: 'pino or its like', has: ['info', 'warn', 'error'] },
  storage: {
    is: 'a tus data store that can be read from',
    has: ['create', 'getUpload', 'hasExtension', 'read', 'remove', 'write'],
  },
  database: {
    is: 'a ledger',
    has: [
      'createUpload',
      'upload',
      'uploadByUri',
      'keepUpload',
      'commitUpload',
      'removeUpload',
      'expiredUploads',
      'send',
      'claimSend',
      'answerSend',
      'releaseSend',
      'lease',
      'endLease',
      'spend',
      'append',
      'audit',
      'removeExpired',
      'check',
      'close',
    ],
  },
};

/** @throws {TypeError} for what would fail only later, with a patient's file in hand */
export function assertGiven(given: Given): void {
  for (const [name, { is, has }] of Object.entries(KINDS)) {
    const value = given[name as keyof Given];
    if (value === undefined) continue;
    const methods = Object(value) as Record<string, unknown>;
    const missing = has.find(method => typeof methods[method] !== 'function');
    if (missing) throw new TypeError(`${name} must be ${is}: it has no ${missing}()`);
  }
}
