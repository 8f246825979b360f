/** The back end: a request handler that stands between the element and Redox, and Redox's API alone. */

export type { Grant, Limits } from '../protocol/index.js';
export type { Allowance, Spending } from './allowance.js';
export type { AuditEntry, AuditEvent } from './audit.js';
export { createRedoxProxy, type RedoxProxy } from './create-redox-proxy.js';
export type { CommittedFile, Ledger, SendRecord, UploadRecord } from './ledger.js';
export type { Logger } from './logger.js';
export type { RedoxProxyOptions } from './options.js';
export { openPostgresLedger } from './postgres-ledger.js';
export { createRedoxClient, type RedoxClient } from './redox/client.js';
export { RedoxError } from './redox/error.js';
export type { RedoxFile } from './redox/multipart.js';
export type { RedoxOptions } from './redox/options.js';
export type { Accepted } from './redox/send.js';
export type { RedoxHealth } from './redox/traffic.js';
export type { TrafficOptions } from './redox/traffic-options.js';
export { openS3Storage, type S3StorageOptions } from './uploads/s3-storage.js';
export type { UploadStorage } from './uploads/tus.js';
