// `kxray overview`: the first page of a morning; `kxray quickstart`: the same on the bundled samples.

import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { referenceDirectory } from '../../lib/adapters/common/reference-directory.js';
import { parseIsoDay } from '../../lib/domain/day.js';
import { addCommand, type CommonOptions } from '../command.js';
import { ingestText } from '../ingest-report.js';
import { intakeFiles } from '../intake-files.js';
import { withLake } from '../lake.js';
import { overviewText, readOverview, type Overview } from '../overview.js';
import { withSession, type Session } from '../session.js';
import { printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { ingestFiles } from './ingest.js';

interface OverviewOptions extends CommonOptions {
  readonly asOf?: string;
}

const QUICKSTART_DATA = './.kxray-quickstart';
const SAMPLES = ['remittance-2025.835', 'remittance-2026.835'];

export function registerOverview(program: Command): void {
  addCommand(program, 'overview', 'exposure, beneficiaries by zone, lines and providers to look at')
    .option('--as-of <day>', 'the day from which the look-back counts (default: today)')
    .action(async (options: OverviewOptions) => {
      await withSession(options, async (session) => {
        const overview = await overviewOf(session, options.asOf);
        if (options.json === true) printJson(overview);
        else printLine(overviewText(overview, (words) => `kxray ${words} --data ${options.data}`));
      });
    });
  program
    .command('quickstart')
    .description(`ingest the bundled synthetic samples into ${QUICKSTART_DATA} and show the overview`)
    .action(quickstart);
}

async function quickstart(): Promise<void> {
  await rm(QUICKSTART_DATA, { recursive: true, force: true });
  const folder = join(dirname(referenceDirectory()), 'samples');
  const files = await intakeFiles(SAMPLES.map((name) => join(folder, name)));
  await withSession({ data: QUICKSTART_DATA }, async (session) => {
    const summary = await ingestFiles(session, files, { includeTest: true, publish: false });
    printLine('KXRay on bundled synthetic remittances: every person, number and amount is invented.');
    printLine();
    printLine(ingestText(summary));
    printLine();
    const overview = await overviewOf(session, undefined);
    const command = (words: string): string =>
      `npm run -s kxray -- ${words} --data ${QUICKSTART_DATA}`;
    printLine(overviewText(overview, command));
    printLine();
    printLine('Your own remittance files: npm run -s kxray -- ingest FILE');
  });
}

async function overviewOf(session: Session, asOf: string | undefined): Promise<Overview> {
  const day = asOf === undefined ? session.clock.today() : parseIsoDay(asOf);
  if (day === null) throw new UsageError('--as-of takes a day such as 2026-03-31');
  const { thresholds } = session.tools.context.reference;
  const pendingYears = [...thresholds.values()]
    .filter((row) => row.isKxAmountPending)
    .map((row) => row.year);
  return withLake(session, (lake) => readOverview(lake, { asOf: day, pendingYears }));
}
