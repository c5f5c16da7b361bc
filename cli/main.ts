#!/usr/bin/env node
// The kxray command: registers the commands, runs one, and turns what went wrong into one line and
// an exit code (0: all accounted for; 1: a file could not be read or a check failed; 2: bad usage).

import { Command, CommanderError } from 'commander';
import { registerBeneficiary } from './commands/beneficiary.js';
import { registerIngest } from './commands/ingest.js';
import { registerJoin } from './commands/join.js';
import { registerOverview } from './commands/overview.js';
import { registerExplain } from './commands/explain.js';
import { registerAdvise } from './commands/advise.js';
import { registerQuarantine } from './commands/quarantine.js';
import { registerScore } from './commands/score.js';
import { registerSeed } from './commands/seed.js';
import { registerReconcile } from './commands/reconcile.js';
import { registerReference } from './commands/reference.js';
import { registerSynth } from './commands/synth.js';
import { registerTotals } from './commands/totals.js';
import { registerVerify } from './commands/verify.js';
import { ignoreClosedPipe, printError } from './terminal.js';
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
  registerSeed,
  registerJoin,
  registerReference,
  registerReconcile,
  registerVerify,
  registerSynth,
  registerQuarantine,
];

async function main(): Promise<void> {
  ignoreClosedPipe();
  const program = new Command('kxray')
    .description('audit-risk analytics for Medicare Part B outpatient therapy claims')
    .version('0.1.0')
    .exitOverride();
  for (const register of REGISTRARS) register(program);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCode(error);
  }
}

function exitCode(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? 0 : EXIT_USAGE;
  }
  printError(error instanceof Error ? error.message : 'an unknown error');
  return error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
}

await main();
