// The report as a workbook, in the order that users of PEPPER know: purpose, definitions, compare,
// then one sheet per table. Frozen heads, filters, numbers as numbers; texts are texts whatever
// they begin with, so that no cell is ever run as a formula.

import type { CellObject, Sheet, SheetData } from 'write-excel-file/node';
import type {
  CellKind,
  CellValue,
  ReportBlock,
  ReportDocument,
  ReportRenderer,
  ReportTable,
} from '../../../ports/report-renderer.js';
import { formatCell, isRightAligned } from './format-cell.js';
import { ReportRenderError } from './report-render-error.js';
import { columnCharacters, NARROWEST, pageSetup, type FileContent } from './xlsx-page-setup.js';
import { setZipTimes } from './zip-times.js';

const PURPOSE = 'Purpose';
const FIRST_SHEETS = ['Definitions', 'Compare'];
const HEAD_COLOR = '#eef1f4';
const WIDTH_LOST = 3;
const APART = { align: 'left', indent: 1 } as const;
const FONT = 'Calibri';
const FONT_POINTS = 11;
const LINE_POINTS = 15;
/** Excel takes so many characters in a cell. */
const LONGEST_TEXT = 32_767;

const FORMATS: Readonly<Partial<Record<CellKind, string>>> = {
  cents: '$#,##0.00;-$#,##0.00',
  count: '#,##0',
  share: '0.0%',
};

export function openXlsxRenderer(): ReportRenderer {
  return { extension: 'xlsx', render: renderXlsx };
}

async function renderXlsx(document: ReportDocument): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const tables = workbookTables(document);
  const sheets = [purposeSheet(document), ...tables.map(tableSheet)];
  try {
    const file = writeExcelFile([...sheets], {
      fontFamily: FONT,
      fontSize: FONT_POINTS,
      features: [pageSetup([null, ...tables], document.footer)],
    });
    return setZipTimes(await file.toBuffer(), document.madeAt);
  } catch (cause) {
    throw new ReportRenderError('XLSX', { cause });
  }
}

/** All tables, the ones that PEPPER has first in front. */
export function workbookTables(document: ReportDocument): readonly ReportTable[] {
  const tables = document.sections.flatMap(({ blocks }) =>
    blocks.filter((block): block is ReportTable => block.kind === 'table'),
  );
  const first = FIRST_SHEETS.flatMap((name) => tables.filter(({ sheet }) => sheet === name));
  return [...first, ...tables.filter((each) => !first.includes(each))];
}

/** The cover and every sentence of the report: a workbook travels without its PDF. */
function purposeSheet(document: ReportDocument): Sheet<FileContent> {
  const rows: SheetData = [
    [{ ...textCell(document.title), fontWeight: 'bold', fontSize: 16 }],
    [textCell(document.subtitle)],
    ...(document.mark === null ? [] : [[boldCell(document.mark)]]),
    [],
    ...document.facts.map(([name, value]) => [boldCell(name), textCell(value)]),
  ];
  for (const { title, blocks } of document.sections) {
    rows.push([], [{ ...boldCell(title), fontSize: 13 }]);
    for (const block of blocks) rows.push(...sentenceRows(block));
  }
  const columns = [{ width: 42 }, { width: 110 }];
  return { data: rows.map((row) => fitted(row, columns)), sheet: PURPOSE, columns };
}

function sentenceRows(block: ReportBlock): SheetData {
  switch (block.kind) {
    case 'text':
      return [[null, wrapped(block.text)]];
    case 'list':
      return [[boldCell(block.title)], ...block.items.map((item) => [null, wrapped(item)])];
    case 'figures':
      return block.figures.map(({ label, kind, value, note }) => [
        textCell(label),
        textCell(`${formatCell(kind, value)} (${note})`),
      ]);
    case 'chart':
      return [[textCell(block.title), wrapped(block.alt)]];
    case 'table':
      return [[textCell(`Sheet ${block.sheet}`), wrapped(tableNote(block))]];
  }
}

function tableNote({ title, rows, empty }: ReportTable): string {
  return rows.length === 0 ? `${title}: ${empty}` : title;
}

function tableSheet(shown: ReportTable): Sheet<FileContent> {
  const { sheet, columns, rows, empty } = shown;
  const isRight = columns.map(({ kind }) => isRightAligned(kind));
  // A text beside a number that ends at the same line would be read as one with it.
  const apart = isRight.map((right, at) => (!right && isRight[at - 1] === true ? APART : {}));
  const head = columns.map(({ title }, at): CellObject => {
    const align = isRight[at] === true ? 'right' : 'left';
    return { ...boldCell(title), ...apart[at], backgroundColor: HEAD_COLOR, align, wrap: true };
  });
  const body = rows.map((row) =>
    row.map((value, at) => {
      const made = cell(columns[at]?.kind ?? 'text', value);
      return made === null ? null : { ...made, ...apart[at] };
    }),
  );
  const widths = columnCharacters(shown).map((width) => ({ width }));
  return {
    data: [
      fitted(head, widths),
      ...(body.length > 0 ? body.map((row) => fitted(row, widths)) : [[textCell(empty)]]),
    ],
    sheet,
    stickyRowsCount: 1,
    columns: widths,
  };
}

/**
 * A row as high as its longest text needs when it is wrapped: whoever opens the sheet or prints it
 * reads all of it, and no program has to guess the height.
 */
function fitted(
  row: SheetData[number],
  widths: readonly { readonly width: number }[],
): SheetData[number] {
  const lines = row.map((each, at) => linesOf(each, widths[at]?.width ?? NARROWEST));
  const most = Math.max(1, ...lines);
  if (most === 1) return row;
  return row.map((each, at) => {
    if (!isCellObject(each)) return each;
    const wrap = (lines[at] ?? 1) > 1;
    return { ...each, alignVertical: 'top', height: most * LINE_POINTS, ...(wrap ? { wrap } : {}) };
  });
}

/** Words break where they end, so that a line holds somewhat less than its width. */
function linesOf(each: SheetData[number][number], width: number): number {
  if (!isCellObject(each) || typeof each.value !== 'string') return 1;
  if (each.value.length <= width) return 1;
  return Math.ceil(each.value.length / Math.max(1, width - WIDTH_LOST));
}

function isCellObject(each: SheetData[number][number]): each is CellObject {
  return typeof each === 'object' && each !== null && 'value' in each;
}

function cell(kind: CellKind, value: CellValue): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'string') return textCell(value);
  const format = FORMATS[kind];
  const number = kind === 'cents' ? value / 100 : value;
  return { value: number, type: Number, ...(format === undefined ? {} : { format }) };
}

function textCell(value: string): CellObject {
  return { value: value.slice(0, LONGEST_TEXT), type: String };
}

function boldCell(value: string): CellObject {
  return { ...textCell(value), fontWeight: 'bold' };
}

function wrapped(value: string): CellObject {
  return { ...textCell(value), wrap: true };
}
