import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, type TestContext, test } from 'node:test';
import { Client } from 'pg';
import { openPostgresLedger } from '../../src/proxy/index.js';
import { connectPostgres } from '../../src/proxy/postgres.js';
import { LOCKS } from '../../src/proxy/postgres-schema.js';
import { describeLedger } from './ledger-behaviour.js';
import { startPostgres } from './postgres-server.js';

const server = await startPostgres();

if (server) {
  after(() => server.stop());

  describeLedger('the Postgres ledger', async () => {
    const url = await server.createDatabase();
    return () => openPostgresLedger(url);
  });

  test('ledgers that are opened for the first time at once make one set of tables', async () => {
    const url = await server.createDatabase();
    const ledgers = Array.from({ length: 8 }, () => openPostgresLedger(url));
    await Promise.all(ledgers.map(ledger => ledger.check()));
    await Promise.all(ledgers.map(ledger => ledger.close()));
  });

  test('a ledger whose tables are there needs no right to make any', async t => {
    const url = await server.createDatabase();
    const administrator = new Client({ connectionString: url });
    await administrator.connect();
    const role = `redox_test_${randomBytes(8).toString('hex')}`;
    await administrator.query(
      `REVOKE CREATE ON SCHEMA public FROM public; CREATE ROLE ${role} LOGIN PASSWORD '${role}'`,
    );
    t.after(async () => {
      await administrator.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await administrator.end();
    });
    const asRole = Object.assign(new URL(url), { username: role, password: role }).href;
    const early = openPostgresLedger(asRole);
    await assert.rejects(early.check(), { code: '42501' });
    const owner = openPostgresLedger(url);
    await owner.check();
    await administrator.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
    await early.check();
    await early.append({ owner: 'owner-1', action: 'send', outcome: 'begun' });
    await Promise.all([early.close(), owner.close()]);
  });

  test('a ledger of several processes gives a key to one, and all their events stand in one order', async () => {
    const url = await server.createDatabase();
    const ledgers = Array.from({ length: 4 }, () => openPostgresLedger(url));
    const claims = await Promise.all(
      ledgers.flatMap((ledger, at) =>
        Array.from({ length: 10 }, (_, key) =>
          ledger.claimSend(
            `key-${key}`,
            { owner: `owner-${at}`, sha256: 'abc', expiresAt: 1 },
            { owner: `owner-${at}`, action: 'send', outcome: 'begun', documentId: `key-${key}` },
          ),
        ),
      ),
    );
    assert.equal(claims.filter(earlier => earlier === undefined).length, 10);
    const times: number[] = [];
    for await (const { at } of ledgers[0]?.audit(0) ?? []) times.push(at);
    assert.equal(times.length, 10);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
    );
    await Promise.all(ledgers.map(ledger => ledger.close()));
  });

  /** A ledger, and who may end its connections. */
  const administered = async (t: TestContext) => {
    const url = await server.createDatabase();
    const ledger = openPostgresLedger(url);
    await ledger.check();
    const administrator = new Client({ connectionString: url });
    await administrator.connect();
    t.after(() => Promise.all([ledger.close(), administrator.end()]));
    return { ledger, administrator };
  };

  test('a connection that the database ends within a transaction fails what it was for, and nothing else', async t => {
    const { ledger, administrator } = await administered(t);
    await administrator.query('SELECT pg_advisory_lock($1)', [LOCKS.audit]);
    const appended = assert.rejects(ledger.append({ owner: 'owner-1', action: 'send', outcome: 'begun' }), /terminat/);
    const endWhoWaits = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    while ((await administrator.query(endWhoWaits)).rowCount === 0);
    await appended;
    await administrator.query('SELECT pg_advisory_unlock($1)', [LOCKS.audit]);
    await ledger.append({ owner: 'owner-1', action: 'send', outcome: 'begun' });
  });

  test('a connection that the database ends while nobody needs it, as when it starts anew, ends nothing', async t => {
    const { ledger, administrator } = await administered(t);
    const endOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    // Until they have ended, which their owner hears meanwhile.
    while ((await administrator.query(endOthers)).rowCount !== 0);
    const isUsable = () =>
      ledger.check().then(
        () => true,
        () => false,
      );
    while (!(await isUsable()));
  });

  test('a process that stands still within a transaction keeps the others waiting for some seconds alone', async t => {
    const url = await server.createDatabase();
    const [ledger, still] = [openPostgresLedger(url), connectPostgres(url)];
    await ledger.check();
    let goOn = () => {};
    const transaction = new Promise<void>(begun => {
      const ended = still.transaction(async run => {
        await run('SELECT pg_advisory_xact_lock($1)', [LOCKS.audit]);
        begun();
        await new Promise<void>(resolve => {
          goOn = resolve;
        });
      });
      t.after(async () => {
        goOn();
        await assert.rejects(ended, 'what it has not done by then is not done later');
        await Promise.all([ledger.close(), still.close()]);
      });
    });
    await transaction;
    await ledger.append({ owner: 'owner-1', action: 'send', outcome: 'begun' });
  });
} else {
  test('the Postgres ledger', {
    skip: 'there is no Postgres: install Debian’s postgresql, or name one in TEST_DATABASE_URL',
  });
}

test('a ledger whose database does not answer says so, and is usable when it does', async () => {
  const ledger = openPostgresLedger('postgres://nobody@127.0.0.1:1/nothing');
  await assert.rejects(ledger.check(), /ECONNREFUSED/);
  await assert.rejects(ledger.upload('id'), /ECONNREFUSED/);
  await ledger.close();
});
