#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { ConfigurationError } from './configuration-error.js';
import { printAudit, Refused, settle } from './ledger-commands.js';
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

program
  .command('audit')
  .description('Print the audit trail, a JSON object a line. Needs DATA_DIR or DATABASE_URL alone.')
  .option('--since <time>', 'from then on, as 2026-01-31 or 2026-01-31T08:00:00Z', timeOf, new Date(0))
  .action(({ since }: { since: Date }) => printAudit(process.env, since, process.stdout));

program
  .command('resolve')
  .description('Settle a message that is send-unconfirmed. Needs DATA_DIR or DATABASE_URL alone.')
  .argument('<documentId>', 'the message, as the audit trail names it')
  .addArgument(new Argument('<outcome>', 'what Redox or the chart says became of it').choices(['sent', 'not-sent']))
  .action((documentId: string, outcome: 'sent' | 'not-sent') => settle(process.env, documentId, outcome));

function timeOf(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('It is no time.');
  return time;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ConfigurationError || error instanceof Refused)) throw error;
  program.error(`redox-file-sender: ${error.message}`);
}
