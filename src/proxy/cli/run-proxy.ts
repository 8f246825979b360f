import { accessSync, constants, mkdirSync } from 'node:fs';
import { createRedoxProxy, type RedoxProxy } from '../create-redox-proxy.js';
import { createLogger, describeError } from '../logger.js';
import type { RedoxProxyOptions } from '../options.js';
import { bears } from './bearer.js';
import { type Configuration, readConfiguration } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { forwardAuthorization } from './forward-authorization.js';
import { unopened } from './open-ledger.js';
import { serve } from './serve.js';
import { openBucket, openDatabase } from './shared-storage.js';

/** In milliseconds: for the log's last lines, where what reads them stands still. */
const LAST_LINES = 2000;

/**
 * `redox-file-sender proxy`: serves until SIGTERM or SIGINT; then finishes what is under way. A second signal ends at once.
 * @throws {ConfigurationError}
 */
export async function runProxy(environment: NodeJS.ProcessEnv): Promise<void> {
  // Whatever is written, also to temporary files, is for this user alone.
  process.umask(0o077);
  const configuration = readConfiguration(environment);
  const logger = createLogger();
  const database = await openDatabase(configuration.databaseUrl);
  const storage = await openBucket(configuration.s3);
  const proxy = assemble(configuration, { logger, database, storage });
  const { port, close } = await serve(proxy, configuration);
  const { host, basePath } = configuration;
  logger.info({ host, port, basePath }, 'listening');

  let stopping = false;
  const exit = async (code: number) => {
    // A write that does not end holds a process that exits, and only this ends it.
    if (!(await logger.end(LAST_LINES))) process.kill(process.pid, 'SIGKILL');
    process.exit(code);
  };
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return exit(1);
    stopping = true;
    logger.info({ signal }, 'finishing what is under way');
    await close();
    await database?.close();
    logger.info({}, 'ended');
    await exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stop(signal).catch(error => {
        logger.error(describeError(error), 'ending failed');
        return exit(1);
      });
    });
}

type Parts = Pick<RedoxProxyOptions, 'logger' | 'database' | 'storage'>;

function assemble(configuration: Configuration, parts: Parts): RedoxProxy {
  const { redox, tokenSecret, origins, dataDir, authorizeUrl, messageMemory, metricsToken } = configuration;
  if (!parts.database || !parts.storage) checkFolder(dataDir);
  try {
    const authorize = forwardAuthorization(authorizeUrl);
    const metrics = metricsToken !== undefined && bears(metricsToken);
    return createRedoxProxy({ redox, tokenSecret, origins, dataDir, authorize, messageMemory, metrics, ...parts });
  } catch (error) {
    throw error instanceof TypeError ? inVariables(error) : unopened(error);
  }
}

function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new ConfigurationError('DATA_DIR', `is no folder that can be written to (${code})`);
  }
}

/** What is found wrong only by using it: an option's name becomes the variable's. */
function inVariables({ message }: TypeError): ConfigurationError {
  const [, option = '', why = message] = /^redox\.(\w+) (.*)$/s.exec(message) ?? [];
  const name = option.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase();
  return new ConfigurationError(name ? `REDOX_${name}` : 'The environment', name ? why : `is wrong: ${message}`);
}
