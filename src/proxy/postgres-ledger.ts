import { randomUUID } from 'node:crypto';
import type { SendResponse } from '../protocol/index.js';
import { SPENDING_WINDOW, type Spent, waitUntilItFits } from './allowance.js';
import type { AuditEntry, AuditEvent } from './audit.js';
import type { CommittedFile, Ledger, SendRecord, UploadRecord } from './ledger.js';
import { connectPostgres, type Postgres, type Query, type Row } from './postgres.js';
import { createTables, LOCKS } from './postgres-schema.js';

/** How many records are read in one go. */
const PAGE = 500;
/** Milliseconds since 1970 by the database's clock, which is the same for all processes. */
const NOW = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/**
 * The ledger of several processes, in tables of a Postgres database (14 or later) whose names begin with `redox_`. They
 * are made when it is first used. A write is as durable as the database makes it: `synchronous_commit` must not be off.
 * @param url `postgres://user:password@host/database`, with parameters such as `sslmode`
 */
export function openPostgresLedger(url: string): Ledger {
  const { query, transaction, close } = withTables(connectPostgres(url));
  return {
    async createUpload(id, { owner, size, expiresAt }) {
      const values = [id, owner, size, expiresAt];
      await query('INSERT INTO redox_uploads (id, owner, size, expires_at) VALUES ($1, $2, $3, $4)', values);
    },
    upload: async id => uploadIn(await query('SELECT * FROM redox_uploads WHERE id = $1', [id])),
    uploadByUri: async uri => uploadIn(await query('SELECT * FROM redox_uploads WHERE uri = $1', [uri])),
    async keepUpload(id, expiresAt) {
      await query('UPDATE redox_uploads SET expires_at = $2 WHERE id = $1', [id, expiresAt]);
    },
    commitUpload: (id, { URI, sha256 }, expiresAt, event) =>
      transaction(async run => {
        const values = [id, URI, sha256, expiresAt];
        const first = await run(
          'UPDATE redox_uploads SET uri = $2, sha256 = $3, expires_at = $4 WHERE id = $1 AND uri IS NULL RETURNING *',
          values,
        );
        if (first.length > 0) await append(run, event);
        const rows = first.length > 0 ? first : await run('SELECT * FROM redox_uploads WHERE id = $1', [id]);
        return uploadIn(rows)?.committed;
      }),
    async removeUpload(id) {
      await query('DELETE FROM redox_uploads WHERE id = $1', [id]);
    },
    async *expiredUploads(now) {
      const text = `SELECT id, expires_at FROM redox_uploads
        WHERE expires_at <= $1 AND (expires_at, id) > ($2, $3) ORDER BY expires_at, id LIMIT ${PAGE}`;
      for await (const { id } of pages(query, text, [now], ['expires_at', 'id'], [-1, ''])) yield String(id);
    },

    send: async key => sendIn(await query('SELECT * FROM redox_sends WHERE key = $1', [key])),
    claimSend: (key, { owner, sha256, expiresAt }, event) =>
      transaction(async run => {
        for (;;) {
          const claimed = await run(
            `INSERT INTO redox_sends (key, owner, sha256, expires_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING RETURNING key`,
            [key, owner, sha256, expiresAt],
          );
          if (claimed.length > 0) break;
          const earlier = sendIn(await run('SELECT * FROM redox_sends WHERE key = $1', [key]));
          // It may have been released between the two statements.
          if (earlier) return earlier;
        }
        await append(run, event);
        return undefined;
      }),
    answerSend: (key, answer, event) =>
      transaction(async run => {
        const values = [key, JSON.stringify(answer)];
        await run('UPDATE redox_sends SET answer = $2 WHERE key = $1 AND answer IS NULL', values);
        await append(run, event);
      }),
    releaseSend: (key, event) =>
      transaction(async run => {
        await run('DELETE FROM redox_sends WHERE key = $1 AND answer IS NULL', [key]);
        await append(run, event);
      }),

    async lease(name, holder, milliseconds) {
      const taken = await query(
        `INSERT INTO redox_leases AS mine (name, holder, until)
         VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
         WHERE mine.holder = excluded.holder OR mine.until <= clock_timestamp() RETURNING name`,
        [name, holder, milliseconds],
      );
      return taken.length > 0;
    },
    async endLease(name, holder) {
      await query('DELETE FROM redox_leases WHERE name = $1 AND holder = $2', [name, holder]);
    },

    spend: ({ owner, id, kind, bytes }, allowance) =>
      transaction(async run => {
        await run('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCKS.spending, owner]);
        const rows = await run(`SELECT *, ${NOW} AS now FROM redox_spent WHERE owner = $1`, [owner]);
        const [clock] = rows.length > 0 ? rows : await run(`SELECT ${NOW} AS now`);
        const now = Number(clock?.now);
        const wait = waitUntilItFits(rows.map(spentOf), { id, kind, bytes }, allowance, now);
        if (wait > 0) return wait;
        await run(
          `INSERT INTO redox_spent (owner, id, kind, bytes, at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (owner, id) DO UPDATE SET kind = excluded.kind, bytes = excluded.bytes, at = excluded.at`,
          [owner, id, kind, bytes, now],
        );
        return undefined;
      }),

    append: event => transaction(run => append(run, event)),
    async *audit(since) {
      const text = `SELECT * FROM redox_audit WHERE at >= $1 AND position > $2 ORDER BY position LIMIT ${PAGE}`;
      for await (const { id, at, event } of pages(query, text, [since], ['position'], [-1]))
        yield { ...(JSON.parse(String(event)) as AuditEvent), id: String(id), at: Number(at) } satisfies AuditEntry;
    },

    async removeExpired(now, auditBefore) {
      await query('DELETE FROM redox_sends WHERE expires_at <= $1', [now]);
      await query('DELETE FROM redox_audit WHERE at < $1', [auditBefore]);
      await query('DELETE FROM redox_leases WHERE until <= clock_timestamp()');
      await query(`DELETE FROM redox_spent WHERE at <= ${NOW} - $1::bigint`, [SPENDING_WINDOW]);
    },
    check: () =>
      transaction(async run => {
        const name = `check ${randomUUID()}`;
        await run('INSERT INTO redox_leases (name, holder, until) VALUES ($1, $1, clock_timestamp())', [name]);
        await run('DELETE FROM redox_leases WHERE name = $1', [name]);
      }),
    close,
  };
}

/** A database with the tables; when making them fails, whoever comes next tries again. */
function withTables(postgres: Postgres): Postgres {
  let made: Promise<void> | undefined;
  const tables = () => {
    made ??= createTables(postgres).catch(error => {
      made = undefined;
      throw error;
    });
    return made;
  };
  return {
    query: async (text, values) => {
      await tables();
      return postgres.query(text, values);
    },
    transaction: async work => {
      await tables();
      return postgres.transaction(work);
    },
    close: () => postgres.close(),
  };
}

/**
 * Writes an event at the end of the audit trail. One at a time until the transaction ends, so that the order of positions
 * is that of the times and that in which the entries are seen; therefore a transaction's last statement.
 */
async function append(run: Query, event: AuditEvent): Promise<void> {
  await run('SELECT pg_advisory_xact_lock($1)', [LOCKS.audit]);
  await run(
    `INSERT INTO redox_audit (id, at, event)
     SELECT $1, greatest(${NOW}, (SELECT at FROM redox_audit ORDER BY position DESC LIMIT 1)), $2`,
    [randomUUID(), JSON.stringify(event)],
  );
}

/** The rows of a statement whose last parameters are where it is to go on, page by page. */
async function* pages(
  query: Query,
  text: string,
  values: readonly unknown[],
  keys: readonly string[],
  start: readonly unknown[],
): AsyncIterable<Row> {
  for (let from = start; ; ) {
    const page = await query(text, [...values, ...from]);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    from = keys.map(key => last[key]);
  }
}

/** Of `bigint` the driver makes a text, because a number may be too small for it; none of ours is. */
function uploadIn([row]: Row[]): UploadRecord | undefined {
  if (!row) return undefined;
  const { owner, size, expires_at, uri, sha256 } = row;
  const committed: CommittedFile | undefined = uri === null ? undefined : { URI: String(uri), sha256: String(sha256) };
  return {
    owner: String(owner),
    size: Number(size),
    expiresAt: Number(expires_at),
    ...(committed && { committed }),
  };
}

function sendIn([row]: Row[]): SendRecord | undefined {
  if (!row) return undefined;
  const { owner, sha256, expires_at, answer } = row;
  return {
    owner: String(owner),
    sha256: String(sha256),
    expiresAt: Number(expires_at),
    ...(answer !== null && { answer: JSON.parse(String(answer)) as SendResponse }),
  };
}

const spentOf = ({ id, kind, bytes, at }: Row): Spent => ({
  id: String(id),
  kind: kind === 'send' ? 'send' : 'upload',
  bytes: Number(bytes),
  at: Number(at),
});
