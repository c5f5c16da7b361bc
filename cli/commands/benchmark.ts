// `kxray benchmark`: figures of state and nation from a public CMS file that the user has
// downloaded; none is shipped.

import type { Command } from 'commander';
import {
  CmsFileError,
  readCmsByProvider,
} from '../../lib/intake/cms-by-provider/read-cms-by-provider.js';
import { toCents } from '../../lib/domain/money.js';
import { loadBenchmarks, saveBenchmark } from '../../lib/pipeline/benchmarks.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { intakeFiles } from '../intake-files.js';
import { toWords, toYear } from '../option-values.js';
import { TENANT_ID, withSession, type Session } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { dollars, plural, printJson, printLine } from '../terminal.js';
import { FailedError, UsageError } from '../usage-error.js';

interface ImportOptions extends CommonOptions {
  readonly year: string;
  readonly source: string;
}

const FAULTS_SHOWN = 5;

export function registerBenchmark(program: Command): void {
  const group = program
    .command('benchmark')
    .description('state and national figures from a public CMS file');
  addCommand(group, 'import', 'read "Physician & Other Practitioners - by Provider" (CSV)')
    .argument('<file>', 'the file as downloaded from data.cms.gov')
    .requiredOption('--year <yyyy>', 'calendar year of the services in the file')
    .requiredOption('--source <text>', 'where the file comes from, with its release')
    .addHelpText(
      'after',
      examples('benchmark import MUP_PHY_2023_Prov.csv --year 2023 --source "data.cms.gov, 2025"'),
    )
    .action(async (path: string, options: ImportOptions) => {
      const named = {
        year: toYear(options.year),
        source: toWords(options.source, '--source'),
      };
      await withSession(options, (session) => importFile(session, path, { named, options }));
    });
  addCommand(group, 'list', 'which figures are there').action(async (options: CommonOptions) => {
    await withStoredSession(options, async ({ workspace }) => {
      const files = await loadBenchmarks({ tenantId: TENANT_ID, objects: workspace.objects });
      if (options.json === true) return printJson(files);
      for (const file of files) {
        const states = new Set(file.totals.flatMap(({ state }) => state ?? [])).size;
        printLine(`${file.year}  allowed per beneficiary  nation, ${plural(states, 'state')}`);
        printLine(`      ${file.source}; ${plural(file.therapyRows, 'therapist')}`);
      }
      if (files.length === 0) printLine('No benchmark file: state and nation say "no data".');
    });
  });
}

async function importFile(
  session: Session,
  path: string,
  given: {
    readonly named: { readonly year: number; readonly source: string };
    readonly options: CommonOptions;
  },
): Promise<void> {
  const [file, ...more] = await intakeFiles([path]);
  if (file === undefined || more.length > 0) throw new UsageError('import takes one file');
  const read = await readCmsByProvider(file.open()).catch((error: unknown) => {
    throw error instanceof CmsFileError ? new FailedError(error.message) : error;
  });
  if (read.totals.length === 0) throw new FailedError('the file has no row of a therapist');
  const ref = { tenantId: TENANT_ID, objects: session.workspace.objects };
  const stored = await saveBenchmark(ref, read, given.named);
  if (given.options.json === true) {
    printJson({ ...stored, rows: read.rows, faults: read.faults });
    return;
  }
  printLine(
    `${plural(read.rows, 'row')} read, ${plural(read.therapyRows, 'therapist')}, ` +
      `${plural(read.faults.length, 'row')} left out.`,
  );
  for (const { row, column } of read.faults.slice(0, FAULTS_SHOWN)) {
    printLine(`  row ${row}: ${column} cannot be read`);
  }
  for (const total of stored.totals.filter(({ state }) => state === null)) {
    const mean = toCents(Math.round(total.allowedCents / total.beneficiaries));
    printLine(`${total.discipline} nation: ${dollars(mean)} allowed per beneficiary`);
  }
}
