// Builds the kxray command, runs it once, and turns what went wrong into one line and an exit code
// (0: all accounted for; 1: a file could not be read or a check failed; 2: bad usage).

import { Command, CommanderError } from 'commander';
import { isMbi } from '../lib/domain/identifiers.js';
import { takeEarlyOptions } from './command.js';
import { registerAdvise } from './commands/advise.js';
import { registerAlerts } from './commands/alerts.js';
import { registerBenchmark } from './commands/benchmark.js';
import { registerBeneficiary } from './commands/beneficiary.js';
import { registerCase } from './commands/case.js';
import { registerDocuments } from './commands/documents.js';
import { registerExplain } from './commands/explain.js';
import { registerIngest } from './commands/ingest.js';
import { registerJoin } from './commands/join.js';
import { registerOverview } from './commands/overview.js';
import { registerPacket } from './commands/packet.js';
import { registerProviders } from './commands/providers.js';
import { registerQuarantine } from './commands/quarantine.js';
import { registerReconcile } from './commands/reconcile.js';
import { registerReference } from './commands/reference.js';
import { registerReport } from './commands/report.js';
import { registerScore } from './commands/score.js';
import { registerSeed } from './commands/seed.js';
import { registerServe } from './commands/serve.js';
import { registerSynth } from './commands/synth.js';
import { registerTotals } from './commands/totals.js';
import { registerVault } from './commands/vault.js';
import { registerVerify } from './commands/verify.js';
import { registerWebhook } from './commands/webhook.js';
import { printError } from './terminal.js';
import { UsageError } from './usage-error.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const REGISTRARS = [
  registerIngest,
  registerOverview,
  registerBeneficiary,
  registerExplain,
  registerAdvise,
  registerTotals,
  registerScore,
  registerProviders,
  registerReport,
  registerDocuments,
  registerPacket,
  registerCase,
  registerAlerts,
  registerWebhook,
  registerSeed,
  registerJoin,
  registerReference,
  registerBenchmark,
  registerReconcile,
  registerServe,
  registerVerify,
  registerSynth,
  registerQuarantine,
  registerVault,
];

/** Sets the exit code of the process; never throws and never ends it. */
export async function runKxray(args: readonly string[]): Promise<void> {
  try {
    await buildProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCode(error);
  }
}

function buildProgram(): Command {
  const program = new Command('kxray')
    .description('audit-risk analytics for Medicare Part B outpatient therapy claims')
    .version('0.1.0')
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for what the command takes)')
    .configureOutput({ outputError: (text, write) => write(withoutNumbers(text)) });
  takeEarlyOptions(program);
  for (const register of REGISTRARS) register(program);
  return program;
}

/** What somebody typed in the wrong place may be a Medicare number: it is not repeated. */
function withoutNumbers(text: string): string {
  const shown = text.replace(/'([^']*)'/g, (quoted, word: string) =>
    isMbi(word) ? "'...'" : quoted,
  );
  return shown.replace(/^error: /, 'kxray: ');
}

function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  printError(error instanceof Error ? error.message : 'an unknown error');
  return error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
}
