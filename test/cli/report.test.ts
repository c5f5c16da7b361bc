// `kxray report` over the bundled samples: four files of one model, equal figures in each, the same
// files again, and nothing in them that names a person.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDocumentProxy } from 'unpdf';
import { pdfInput } from '../../lib/adapters/common/reports/pdf-report-renderer.js';
import { workbookTables } from '../../lib/adapters/common/reports/xlsx-report-renderer.js';
import { reportDocument } from '../../lib/pipeline/reports/document/report-document.js';
import { REPORT_MODEL, type ReportModel } from '../../lib/pipeline/reports/report-model.js';
import { reportHash } from '../../lib/pipeline/reports/report-store.js';
import type { ReportDocument } from '../../lib/ports/report-renderer.js';
import { readXlsx, type SheetCells } from '../adapters/common/reports/read-xlsx.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import type { QueryRow } from '../../lib/ports/query-engine.js';
import { freshQueries } from './fresh-queries.js';
import { centsOf, modelNumbers, printedNumbers, sheetRows } from './report-numbers.js';
import { runCli, runJson } from './run-cli.js';
import { SAMPLE_FILES, sampleWorkspace } from './sample-workspace.js';

const directory = temporaryDirectory();
const keyFile = join(directory, 'token.key');
const withKey = ['--key-file', keyFile];
const data = sampleWorkspace(withKey);
const MONTH = '2026-05';
const fileIn = (out: string, format: string): Buffer =>
  readFileSync(join(directory, out, `kxray-report-${MONTH}.${format}`));

const reportArgs = (out: string): readonly string[] => {
  return ['report', '--month', MONTH, '--out', join(directory, out), '--data', data, ...withKey];
};

let model: ReportModel;
let document: ReportDocument;

beforeAll(async () => {
  await runJson(reportArgs('one'));
  model = REPORT_MODEL.parse(JSON.parse(fileIn('one', 'json').toString('utf8')));
  document = reportDocument(model, { sha256: reportHash(model), isForCounsel: false });
});

describe('kxray report', () => {
  it('writes the same four files again', async () => {
    const answer = await runJson<{ readonly sha256: string; readonly files: readonly string[] }>(
      reportArgs('two'),
    );

    expect(answer.files.map((file) => file.split('.').at(-1))).toEqual([
      'pdf',
      'xlsx',
      'html',
      'json',
    ]);
    expect(answer.sha256).toBe(digest(fileIn('one', 'json')));
    for (const format of ['pdf', 'xlsx', 'html', 'json']) {
      expect(digest(fileIn('two', format))).toBe(digest(fileIn('one', format)));
    }
  });

  it('has every cell of every table in the workbook', () => {
    const { sheets } = readXlsx(fileIn('one', 'xlsx'));
    const tables = workbookTables(document);

    expect([...sheets.keys()].slice(0, 3)).toEqual(['Purpose', 'Definitions', 'Compare']);
    expect(sheets.size).toBe(tables.length + 1);
    for (const { sheet, columns, rows, empty } of tables) {
      const [head, ...body] = sheets.get(sheet) ?? [];
      expect(head).toEqual(columns.map(({ title }) => title));
      const wanted = rows.map((row) =>
        row.map((value, at) =>
          columns[at]?.kind === 'cents' && typeof value === 'number' ? value / 100 : value,
        ),
      );
      expect(trimmed(body)).toEqual(trimmed(rows.length === 0 ? [[empty]] : wanted));
    }
  });

  it('has every shown cell and figure in the PDF and the page', async () => {
    const html = fileIn('one', 'html').toString('utf8');
    const { data: input } = pdfInput(document);
    const texts = input.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => {
        if (block.kind === 'figures') return block.figures.map(({ value }) => value);
        return block.kind === 'table' ? block.rows.flat() : [];
      }),
    );

    expect(texts.length).toBeGreaterThan(500);
    const missing = texts.filter((text) => !html.includes(escaped(text)));
    expect(missing).toEqual([]);
    const printed = words(await pdfText(fileIn('one', 'pdf')));
    const unseen = texts.filter((text) => !printed.includes(words(text)));
    expect(unseen).toEqual([]);
  });

  it('has no number in the PDF that its document does not have', async () => {
    const pdf = await pdfText(fileIn('one', 'pdf'));
    const { data: input, charts } = pdfInput(document);
    const drawn = [...charts.values()].map((svg) => svg.replace(/<[^>]*>/g, ' '));
    const known = new Set(printedNumbers(`${JSON.stringify(input)} ${drawn.join(' ')}`));

    const printed = printedNumbers(pdf.replace(/Page \d+ of \d+/g, ' '));
    // Codes and tokens break over lines, and so do not count: amounts and shares never do.
    const amounts = printed.filter((text) => /[$%]/.test(text));
    expect(amounts.filter((text) => !known.has(text))).toEqual([]);
    expect(amounts.length).toBeGreaterThan(300);
  });

  it('has no dollars and no counts in the workbook that are not in the data', () => {
    const { sheets } = readXlsx(fileIn('one', 'xlsx'));
    const known = modelNumbers(model);
    const strange = workbookTables(document).flatMap(({ sheet, columns }) =>
      (sheets.get(sheet) ?? []).slice(1).flatMap((row) =>
        row.flatMap((value, at) => {
          const kind = columns[at]?.kind;
          if (typeof value !== 'number' || (kind !== 'cents' && kind !== 'count')) return [];
          return known.has(kind === 'cents' ? centsOf(value) : value) ? [] : [[sheet, value]];
        }),
      ),
    );

    expect(strange).toEqual([]);
  });

  it('has in the workbook what a fresh query over its snapshot finds', async () => {
    const { sheets } = readXlsx(fileIn('one', 'xlsx'));
    const { lookBackFrom, to, years, snapshot } = model;
    const ask = await freshQueries({ data, keyFile }, snapshot.id);
    const window = { look_back_from: lookBackFrom, as_of: to };
    const exposures = ['RAC 0A339', 'Targeted review'].flatMap((name) =>
      sheetRows(sheets.get(name)).filter((row) => row['Group'] !== null),
    );
    const zones = await Promise.all(
      [...new Set(years.map(({ year }) => year))].map((year) =>
        ask.run('fact_beneficiary_zone', { service_year: year }),
      ),
    );

    const asked = await ask.run('fact_exposure', window);
    expect(sortedTexts(exposures.map(exposureCells))).toEqual(sortedTexts(asked.map(exposureRow)));
    const zoneRows = sheetRows(sheets.get('Zones')).map((row) => [
      Number(row['Beneficiaries']),
      centsOf(row['Totals']),
    ]);
    const askedZones = zones.flat().map((row) => [row['beneficiaries'], row['total_cents']]);
    expect(sortedTexts(zoneRows)).toEqual(sortedTexts(askedZones));
    expect(asked.length).toBeGreaterThan(2);
    await ask.close();
  });

  it('has the sums of its lines in its tables', () => {
    const inWindow = model.lines.filter(({ isInLookBack }) => isInLookBack);
    const rac = model.movement.find(({ measure }) => measure === 'rac_kx_lines');
    expect(rac?.closing).toEqual({
      count: inWindow.length,
      cents: sum(inWindow.map(({ allowedCents }) => allowedCents)),
      paidCents: sum(inWindow.map(({ paidCents }) => paidCents)),
    });
    const findings = model.lines.filter(({ finding }) => finding !== null);
    expect(sum(model.findings.map(({ lines }) => lines))).toBe(findings.length);
  });

  it('names nobody', () => {
    const remittance = SAMPLE_FILES.map((file) => readFileSync(file, 'utf8')).join('');
    const people = [...remittance.matchAll(/NM1\*QC\*1\*(\w+)\*(\w*)\*[^~]*?\*MI\*(\w+)/g)];
    const numbers = new Set(people.map(([, , , mbi = '']) => mbi));
    const everything = ['html', 'json'].map((format) => fileIn('one', format).toString('utf8'));
    const text = everything.join('') + [...readXlsx(fileIn('one', 'xlsx')).files.values()].join('');

    expect(numbers.size).toBeGreaterThan(50);
    expect([...numbers].filter((mbi) => text.includes(mbi))).toEqual([]);
    expect(text).not.toMatch(/fraud|violation|overpayment/i);
  });

  it('marks every page for counsel, and writes only the formats asked for', async () => {
    const out = join(directory, 'counsel');
    const args = ['report', '--month', MONTH, '--out', out, '--data', data, ...withKey];
    const { stdout, code } = await runCli([...args, '--counsel', '--format', 'html']);

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /kxray-report-2026-05\.html\nReport of 2026-05, edition 1, data [0-9a-f]+/,
    );
    expect(fileIn('counsel', 'html').toString()).toContain('Prepared at the direction of counsel');
  });

  it.each([
    [['--month', '2026-13', '--out', 'x'], /takes a month such as/],
    [['--month', 'May', '--out', 'x'], /takes a month such as/],
    [['--month', MONTH, '--out', 'x', '--format', 'doc'], /takes some of pdf,xlsx,html,json/],
    [['--out', 'x'], /required option/],
  ])('refuses %j', async (args, words_) => {
    const { code, stderr } = await runCli(['report', ...args, '--data', data]);

    expect(code).toBe(2);
    expect(stderr).toMatch(words_);
  });
});

function exposureCells(row: Readonly<Record<string, string | number | null>>) {
  const counts = [Number(row['Lines']), Number(row['Beneficiaries'])];
  return [Number(row['Year']), ...counts, centsOf(row['Allowed']), centsOf(row['Medicare paid'])];
}

function exposureRow(row: QueryRow) {
  const names = ['service_year', 'lines', 'beneficiaries', 'allowed_cents', 'paid_cents'];
  return names.map((name) => Number(row[name]));
}

function sortedTexts(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map((row) => row.join(' ')).toSorted();
}

/** What is asked of the reader, whose own types rest on a package that it does not bring. */
interface PdfText {
  readonly numPages: number;
  getPage(number: number): Promise<{
    getTextContent(): Promise<{ readonly items: readonly TextRun[] }>;
  }>;
}

interface TextRun {
  readonly str?: string;
  readonly hasEOL?: boolean;
}

/** All pages, run by run: the text of charts stands glyph by glyph. */
async function pdfText(body: Buffer): Promise<string> {
  const pdf = (await getDocumentProxy(new Uint8Array(body))) as unknown as PdfText;
  const numbers = Array.from({ length: pdf.numPages }, (_, at) => at + 1);
  const pages = await Promise.all(
    numbers.map(async (number) => (await (await pdf.getPage(number)).getTextContent()).items),
  );
  return pages
    .flat()
    .map(({ str = '', hasEOL = false }) => `${str}${hasEOL ? '\n' : ''}`)
    .join('');
}

/** Cells and long codes break over lines: what remains must be there in order. */
function words(text: string): string {
  return text.replace(/\s/g, '');
}

function trimmed(rows: SheetCells): SheetCells {
  return rows.map((row) => {
    const last = row.findLastIndex((value) => value !== null);
    return row.slice(0, last + 1);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function digest(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
