// Tables and columns of the report, short to write.

import type {
  CellKind,
  CellValue,
  ReportBlock,
  ReportColumn,
  ReportTable,
} from '../../../ports/report-renderer.js';

/** How many rows a table shows on paper unless it says otherwise. */
const ROWS_ON_PAPER = 20;

export function column(title: string, kind: CellKind, width = 1): ReportColumn {
  return { title, kind, width };
}

export interface TableFacts {
  readonly sheet: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly empty: string;
  readonly shown?: number;
}

export function table(facts: TableFacts): ReportTable {
  const { columns, rows, sheet } = facts;
  if (rows.some((row) => row.length !== columns.length)) {
    throw new Error(`a row of ${sheet} has another number of cells than the table`);
  }
  return { kind: 'table', shown: ROWS_ON_PAPER, ...facts };
}

export function paragraph(words: string): ReportBlock {
  return { kind: 'text', text: words };
}
