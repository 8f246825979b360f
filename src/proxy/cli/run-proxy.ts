import { accessSync, constants, mkdirSync } from 'node:fs';
import { createRedoxProxy, type RedoxProxy } from '../create-redox-proxy.js';
import { createLogger, describeError } from '../logger.js';
import { bears } from './bearer.js';
import { type Configuration, readConfiguration } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { forwardAuthorization } from './forward-authorization.js';
import { serve } from './serve.js';

/**
 * `redox-file-sender proxy`: serves until SIGTERM or SIGINT; then finishes what is under way. A second signal ends at once.
 * @throws {ConfigurationError}
 */
export async function runProxy(environment: NodeJS.ProcessEnv): Promise<void> {
  const configuration = readConfiguration(environment);
  const logger = createLogger();
  const proxy = assemble(configuration, logger);
  const { port, close } = await serve(proxy, configuration);
  const { host, basePath } = configuration;
  logger.info({ host, port, basePath }, 'listening');

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'finishing what is under way');
    await close();
    logger.info({}, 'ended');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stop(signal).catch(error => {
        logger.error(describeError(error), 'ending failed');
        process.exit(1);
      });
    });
}

function assemble(configuration: Configuration, logger: ReturnType<typeof createLogger>): RedoxProxy {
  const { redox, tokenSecret, origins, dataDir, authorizeUrl, metricsToken } = configuration;
  checkFolder(dataDir);
  try {
    const authorize = forwardAuthorization(authorizeUrl);
    const metrics = metricsToken !== undefined && bears(metricsToken);
    return createRedoxProxy({ redox, tokenSecret, origins, dataDir, authorize, logger, metrics });
  } catch (error) {
    throw error instanceof TypeError ? inVariables(error) : error;
  }
}

function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
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
