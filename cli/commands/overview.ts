// `kxray overview`: the first page of a morning; `kxray quickstart`: the same on the samples.

import { rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Command } from 'commander';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';
import { pendingYears } from '../../lib/pipeline/pending-years.js';
import { commandLine } from '../command-line.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { ingestText } from '../ingest-report.js';
import { intakeFiles } from '../intake-files.js';
import { withLake } from '../lake.js';
import { toDay } from '../option-values.js';
import { readOverview, type Overview } from '../overview.js';
import { openRun } from '../score-session.js';
import { overviewText } from '../overview-text.js';
import { operator, withSession, type Session } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { ingestFiles } from './ingest.js';

interface OverviewOptions extends CommonOptions {
  readonly asOf?: string;
}

interface QuickstartOptions {
  readonly serve: boolean;
}

const QUICKSTART_DATA = './.kxray-quickstart';
const SAMPLES = ['remittance-2025.835', 'remittance-2026.835'];

export function registerOverview(program: Command): void {
  addCommand(program, 'overview', 'exposure, beneficiaries by zone, lines and providers to look at')
    .option('--as-of <day>', 'the day from which the look-back counts (default: today)')
    .addHelpText('after', examples('overview', 'overview --as-of 2026-12-31 --json'))
    .action(async (options: OverviewOptions) => {
      await withStoredSession(options, async (session) => {
        const overview = await overviewOf(session, options.asOf);
        if (options.json === true) printJson(overview);
        else printLine(overviewText(overview, (words) => commandLine(words, options.data)));
      });
    });
  program
    .command('quickstart')
    .description(`read the bundled synthetic samples into ${QUICKSTART_DATA}, show the overview`)
    .option('--no-serve', 'end after the overview, without the dashboard')
    .action(quickstart);
}

/** Always from nothing, so that a second start shows what the first one showed. */
async function quickstart(options: QuickstartOptions): Promise<void> {
  await rm(QUICKSTART_DATA, { recursive: true, force: true });
  const folder = join(dirname(referenceDirectory()), 'samples');
  const draft = relative('.', join(folder, 'draft.json'));
  const files = await intakeFiles(SAMPLES.map((name) => join(folder, name)));
  await withSession({ data: QUICKSTART_DATA }, async (session) => {
    const summary = await ingestFiles(session, files, { includeTest: true, publish: false });
    const overview = await overviewOf(session, undefined);
    printLine(
      [
        'KXRay on bundled synthetic remittances: every person, number and amount is invented.',
        ingestText(summary),
        overviewText(overview, (words) => commandLine(words, QUICKSTART_DATA)),
        `A draft claim, before it is sent:\n  ${commandLine(`advise ${draft}`, QUICKSTART_DATA)}`,
        `Your own remittance files:\n  ${commandLine('ingest FILE_OR_FOLDER', './.kxray')}`,
      ].join('\n\n'),
    );
  });
  printLine();
  if (!options.serve || !isForPerson()) {
    printLine(`The dashboard:\n  ${commandLine('serve --open', QUICKSTART_DATA)}`);
    return;
  }
  const { serveUntilStopped } = await import('../serve/serve-until-stopped.js');
  const people = [operator()];
  await serveUntilStopped({ data: QUICKSTART_DATA, port: null, people, isOpened: false });
}

/** A script or a build must not hang at the end: only a terminal gets a running server. */
function isForPerson(): boolean {
  return process.stdout.isTTY === true && (process.env['CI'] ?? '') === '';
}

async function overviewOf(session: Session, asOf: string | undefined): Promise<Overview> {
  const day = asOf === undefined ? session.clock.today() : toDay(asOf, '--as-of');
  return withLake(session, async (lake) => {
    const run = await openRun(session, lake);
    const pending = pendingYears(session.tools.context.reference);
    return readOverview(lake, { asOf: day, pendingYears: pending, run });
  });
}
