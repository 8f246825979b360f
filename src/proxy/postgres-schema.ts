import type { Postgres } from './postgres.js';

/** Serialise what must not be done by two at once; numbers that nobody else's locks have by accident. */
export const LOCKS = { schema: 7_213_405_001, audit: 7_213_405_002, spending: 1_907_713 } as const;

/** Of numbers of milliseconds since 1970, because that is what the ledger's records hold. */
const TABLES = `
CREATE TABLE IF NOT EXISTS redox_uploads (
  id text PRIMARY KEY,
  owner text NOT NULL,
  size bigint NOT NULL,
  expires_at bigint NOT NULL,
  uri text,
  sha256 text
);
CREATE INDEX IF NOT EXISTS redox_uploads_expires_at ON redox_uploads (expires_at, id);
-- A URI may be longer than what an index of its text takes.
CREATE INDEX IF NOT EXISTS redox_uploads_uri ON redox_uploads USING hash (uri);
CREATE TABLE IF NOT EXISTS redox_sends (
  key text PRIMARY KEY,
  owner text NOT NULL,
  sha256 text NOT NULL,
  expires_at bigint NOT NULL,
  -- Text, because an answer may hold what json of Postgres does not take.
  answer text
);
CREATE INDEX IF NOT EXISTS redox_sends_expires_at ON redox_sends (expires_at);
CREATE TABLE IF NOT EXISTS redox_leases (
  name text PRIMARY KEY,
  holder text NOT NULL,
  until timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS redox_spent (
  owner text NOT NULL,
  id text NOT NULL,
  kind text NOT NULL,
  bytes bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (owner, id)
);
CREATE TABLE IF NOT EXISTS redox_audit (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL,
  at bigint NOT NULL,
  event text NOT NULL
);
CREATE INDEX IF NOT EXISTS redox_audit_at ON redox_audit (at);
`;

const NAMES = [...TABLES.matchAll(/TABLE IF NOT EXISTS (\w+)/g)].map(([, name]) => name);
const MISSING = 'SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name) IS NULL';

/**
 * Makes the tables where they are missing. Several processes may do so at once. Where somebody else has made them, the
 * database's user needs no right to: Postgres asks for that before it looks whether they exist.
 */
export const createTables = (postgres: Postgres): Promise<void> =>
  postgres.transaction(async query => {
    // Even IF NOT EXISTS fails for the second of two that create at the same moment.
    await query('SELECT pg_advisory_xact_lock($1)', [LOCKS.schema]);
    if ((await query(MISSING, [NAMES])).length > 0) await query(TABLES);
  });
