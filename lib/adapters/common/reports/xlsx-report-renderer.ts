// The report as a workbook, in the order that users of PEPPER know: purpose, definitions, compare,
// then one sheet per table. Frozen heads, filters, numbers as numbers; texts are texts whatever
// they begin with, so that no cell is ever run as a formula.

import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { CellObject, Feature, Sheet, SheetData } from 'write-excel-file/node';
import type {
  CellKind,
  CellValue,
  ReportBlock,
  ReportDocument,
  ReportRenderer,
  ReportTable,
} from '../../../ports/report-renderer.js';
import { isRightAligned } from './format-cell.js';
import { ReportRenderError } from './report-render-error.js';
import { setZipTimes } from './zip-times.js';

/** As the package takes it. */
type FileContent = Stream | Buffer | Blob;

const PURPOSE = 'Purpose';
const FIRST_SHEETS = ['Definitions', 'Compare'];
const HEAD_COLOR = '#eef1f4';
const CHARACTERS_PER_WIDTH = 14;
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
    const file = writeExcelFile([...sheets], { features: [filters([null, ...tables])] });
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
  return { data: rows, sheet: PURPOSE, columns: [{ width: 34 }, { width: 110 }] };
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
        cell(kind, value),
        textCell(note),
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

function tableSheet({ sheet, columns, rows, empty }: ReportTable): Sheet<FileContent> {
  const head = columns.map(({ title, kind }): CellObject => {
    const align = isRightAligned(kind) ? 'right' : 'left';
    return { ...boldCell(title), backgroundColor: HEAD_COLOR, align, wrap: true };
  });
  const body = rows.map((row) => row.map((value, at) => cell(columns[at]?.kind ?? 'text', value)));
  return {
    data: [head, ...(body.length > 0 ? body : [[textCell(empty)]])],
    sheet,
    stickyRowsCount: 1,
    columns: columns.map(({ width = 1 }) => ({
      width: Math.max(10, width * CHARACTERS_PER_WIDTH),
    })),
  };
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

/** A filter over head and rows of each sheet that is a table. */
function filters(tables: readonly (ReportTable | null)[]): Feature<FileContent> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const shown = tables[sheetIndex] ?? null;
            if (shown === null || shown.rows.length === 0) return xml;
            const last = `${columnName(shown.columns.length)}${shown.rows.length + 1}`;
            const end = '</sheetData>';
            return xml.replace(end, `${end}<autoFilter ref="A1:${last}"/>`);
          },
        },
      },
    },
  };
}

/** 1 is A, 27 is AA. */
function columnName(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return number > 26 ? columnName(Math.floor((number - 1) / 26)) + letter : letter;
}
