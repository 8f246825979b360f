import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';
import { PRIVATE } from './patient.js';

/** What a proxy left behind when it was stopped. @returns one sentence for each thing that should not be there */
export async function findTraces(dataDir: string, logFile: string): Promise<string[]> {
  const log = await readFile(logFile, 'utf8');
  return [...(await privateIn(dataDir)), ...namesIn(log, 'the log'), ...(await keptUploads(dataDir)), ...errorsIn(log)];
}

const namesIn = (text: string, where: string): string[] =>
  PRIVATE.filter(word => text.includes(word)).map(word => `${where} holds ${word}`);

async function privateIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const found = names.flatMap(name => namesIn(name, "a file's name"));
  for (const name of names) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) found.push(...namesIn(await readFile(path, 'latin1'), name));
  }
  return found;
}

/** Bytes that Redox has confirmed. */
async function keptUploads(dataDir: string): Promise<string[]> {
  const ledger = openLmdbLedger(join(dataDir, 'ledger'));
  try {
    const ids = (await readdir(join(dataDir, 'uploads'))).filter(name => !name.endsWith('.json'));
    const records = await Promise.all(ids.map(async id => ({ id, record: await ledger.upload(id) })));
    return records
      .filter(({ record }) => record?.committed)
      .map(({ id }) => `the bytes of upload ${id} are still there, and Redox has confirmed them`);
  } finally {
    await ledger.close();
  }
}

/** What nobody foresaw. */
const errorsIn = (log: string): string[] =>
  log
    .split('\n')
    .filter(line => line.includes('"status":500') || line.includes('tus failed'))
    .map(line => `the log says ${line}`);
