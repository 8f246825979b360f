#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { ConfigurationError } from './configuration-error.js';
import { runProxy } from './run-proxy.js';
import { describeVariables } from './variables.js';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

const program = new Command('redox-file-sender')
  .description('Sends files to charts through Redox.')
  .version(version)
  .addHelpText('afterAll', describeVariables());

program
  .command('proxy')
  .description('Serve the proxy beside a back end in any language. It is told everything by its environment.')
  .action(() => runProxy(process.env));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  program.error(`redox-file-sender: ${error.message}`, { exitCode: 1 });
}
