import { Pool, type PoolClient } from 'pg';

export type Row = Record<string, unknown>;
/** One statement; `rows` are those that it returned, or changed where it returns them. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** A Postgres database, as little of it as the ledger needs. */
export interface Postgres {
  query: Query;
  /** Statements that take effect together or not at all. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** In milliseconds: for a connection, which may have to be waited for, and for a statement, which may wait for a lock. */
const PATIENCE = 30_000;
/**
 * In milliseconds: a process that says nothing within a transaction for so long has stopped, or its machine has, without its
 * connections being closed. Its locks keep all others waiting, for hours by the database's own rules.
 */
const STANDSTILL = 5000;
/** Not a parameter of the connection, which PgBouncer does not take. */
const BEGIN = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${STANDSTILL}`;

/** @param url `postgres://user:password@host/database`, with parameters such as `sslmode` */
export function connectPostgres(url: string): Postgres {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    application_name: 'redox-file-sender',
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    keepAlive: true,
  });
  // A connection that breaks is replaced when the next one is needed; without listeners it would end the process, an
  // idle one by way of the pool, and one within a transaction, whose statement fails besides, by itself.
  pool.on('error', () => {});
  pool.on('connect', client => client.on('error', () => {}));
  return {
    query: async (text, values = []) => (await pool.query<Row>(text, [...values])).rows,
    async transaction(work) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query(BEGIN);
        const result = await work(queryOn(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

const queryOn =
  (client: PoolClient): Query =>
  async (text, values = []) =>
    (await client.query<Row>(text, [...values])).rows;
