// `kxray report`: one month's RAC-readiness report as PDF, XLSX, HTML and JSON, all of one model.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { openHtmlRenderer } from '../../lib/adapters/common/reports/html-report-renderer.js';
import { openPdfRenderer } from '../../lib/adapters/common/reports/pdf-report-renderer.js';
import { openXlsxRenderer } from '../../lib/adapters/common/reports/xlsx-report-renderer.js';
import { reportDocument } from '../../lib/pipeline/reports/document/report-document.js';
import { parseReportMonth, type ReportMonth } from '../../lib/pipeline/reports/report-month.js';
import { reportJson, type StoredReport } from '../../lib/pipeline/reports/report-store.js';
import type { ReportRenderer } from '../../lib/ports/report-renderer.js';
import { addCommand, examples, type CommonOptions } from '../command.js';
import { monthlyReport } from '../monthly-report.js';
import { withStoredSession } from '../stored-session.js';
import { printJson, printLine } from '../terminal.js';
import { UsageError } from '../usage-error.js';

interface ReportOptions extends CommonOptions {
  readonly month: string;
  readonly out: string;
  readonly format: string;
  readonly organisation?: string;
  readonly counsel?: boolean;
  readonly share?: boolean;
  readonly newEdition?: boolean;
}

const RENDERERS: Readonly<Record<string, () => ReportRenderer>> = {
  pdf: openPdfRenderer,
  xlsx: openXlsxRenderer,
  html: openHtmlRenderer,
};
const FORMATS = [...Object.keys(RENDERERS), 'json'];

export function registerReport(program: Command): void {
  addCommand(program, 'report', 'the monthly RAC-readiness report (PDF, XLSX, HTML, JSON)')
    .requiredOption('--month <yyyy-mm>', 'the month: claims paid by its last day')
    .requiredOption('--out <dir>', 'folder for the files; made where it is missing')
    .option('--format <formats>', 'some of the four, with commas between', FORMATS.join(','))
    .option('--organisation <name>', 'whose report it is, for the cover of a new edition')
    .option('--counsel', 'mark every page as prepared at the direction of counsel')
    .option('--share', 'names and small cells left out, for boards and outside readers (no JSON)')
    .option('--new-edition', 'count again what is known now, although the month has its report')
    .addHelpText(
      'after',
      examples(
        'report --month 2026-05 --out reports',
        'report --month 2026-05 --out . --format pdf',
      ),
    )
    .action(writeReport);
}

async function writeReport(options: ReportOptions): Promise<void> {
  const month = toMonth(options.month);
  const formats = toFormats(options.format);
  const report = await withStoredSession(options, (session) =>
    monthlyReport(session, {
      month,
      organisation: options.organisation ?? null,
      isNewEdition: options.newEdition ?? false,
    }),
  );
  const files = await writeFiles(report, { ...options, formats });
  const { model, sha256 } = report;
  if (options.json === true) {
    printJson({
      month: model.month,
      edition: model.edition,
      sha256,
      snapshot: model.snapshot,
      files,
    });
  } else {
    for (const file of files) printLine(file);
    printLine(`Report of ${model.month}, edition ${model.edition}, data ${sha256.slice(0, 12)}.`);
  }
}

async function writeFiles(
  { model, sha256 }: StoredReport,
  options: Pick<ReportOptions, 'out' | 'counsel' | 'share'> & {
    readonly formats: readonly string[];
  },
): Promise<readonly string[]> {
  const isShared = options.share ?? false;
  const marks = { isForCounsel: options.counsel ?? false, isShared };
  const document = reportDocument(model, { sha256, ...marks });
  await mkdir(options.out, { recursive: true });
  const files: string[] = [];
  // The data names tokens and claims: it is not for sharing.
  const formats = options.formats.filter((format) => !isShared || format !== 'json');
  const edition = isShared ? '-share' : '';
  for (const format of formats) {
    const file = join(options.out, `kxray-report-${model.month}${edition}.${format}`);
    const renderer = RENDERERS[format]?.();
    const body = renderer === undefined ? reportJson(model) : await renderer.render(document);
    await writeFile(file, body);
    files.push(file);
  }
  return files;
}

function toMonth(text: string): ReportMonth {
  const month = parseReportMonth(text);
  if (month === null) throw new UsageError('--month takes a month such as 2026-05');
  return month;
}

function toFormats(text: string): readonly string[] {
  const formats = [...new Set(text.split(','))];
  if (!formats.every((format) => FORMATS.includes(format))) {
    throw new UsageError(`--format takes some of ${FORMATS.join(',')}`);
  }
  return formats;
}
