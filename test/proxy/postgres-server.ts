import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** Where Debian's package puts the programs, newest first, and what the PATH says. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const folders = [
    ...versions.map(version => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find(folder => ['initdb', 'postgres'].every(program => existsSync(join(folder, program))));
}

export interface PostgresServer {
  /** Of a new, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A real Postgres for tests: the server that `TEST_DATABASE_URL` names, or one of our own for as long as the tests take.
 * @returns undefined where there is neither
 */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const { TEST_DATABASE_URL } = process.env;
  if (TEST_DATABASE_URL) return serverAt(TEST_DATABASE_URL, async () => {});
  const programs = findPrograms();
  return programs === undefined ? undefined : startOwn(programs);
}

async function startOwn(programs: string): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'redox-postgres-'));
  await chmod(folder, 0o700);
  // Postgres refuses to run as root; Debian's package brings a user of its own.
  const user = process.getuid?.() === 0 ? await ids('postgres') : undefined;
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-N'], { ...user, cwd: folder });
  const port = await freePort();
  // Nobody turns the power off here, so nothing has to wait for the disk.
  const options = ['-F', '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
  const server = spawn(join(programs, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' });
  const exited = once(server, 'exit');
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(url, exited);
  return serverAt(url, async () => {
    server.kill('SIGINT');
    await exited;
    await rm(folder, { recursive: true, force: true });
  });
}

async function ids(name: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async which => Number((await run('id', [which, name])).stdout)),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilReady(url: string, exited: Promise<unknown[]>): Promise<void> {
  let code: unknown;
  void exited.then(([exitCode]) => {
    code = exitCode;
  });
  for (;;) {
    if (code !== undefined) throw new Error(`Postgres ended with ${code}`);
    try {
      await withClient(url, async () => {});
      return;
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function serverAt(url: string, stop: () => Promise<void>): PostgresServer {
  const created: string[] = [];
  return {
    async createDatabase() {
      const name = `redox_test_${randomBytes(8).toString('hex')}`;
      await withClient(url, client => client.query(`CREATE DATABASE ${name}`));
      created.push(name);
      return Object.assign(new URL(url), { pathname: name }).href;
    },
    async stop() {
      await withClient(url, async client => {
        for (const name of created) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      });
      await stop();
    },
  };
}
