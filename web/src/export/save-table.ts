// A table as a file, with exactly the rows that are shown. Noted in the audit trail first; made in
// the browser, so that what is exported is what was seen.

import type { Row } from 'write-excel-file/browser';
import { sendJson } from '../api/client.js';
import { guarded, toCsv, type CellValue } from './csv.js';

export interface TableContent {
  /** Of the file, without an ending; no personal data in it. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
}

export type TableFormat = 'csv' | 'xlsx';

export async function saveTable(table: TableContent, format: TableFormat): Promise<void> {
  const { name, rows } = table;
  await sendJson('POST', '/api/exports', { table: name, format, rows: rows.length });
  const blob = format === 'csv' ? csvBlob(table) : await excelBlob(table);
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = `kxray-${name}.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}

function csvBlob({ header, rows }: TableContent): Blob {
  // The mark tells Excel that it is UTF-8.
  return new Blob(['\uFEFF', toCsv(header, rows)], { type: 'text/csv;charset=utf-8' });
}

async function excelBlob({ header, rows }: TableContent): Promise<Blob> {
  const { default: writeExcelFile } = await import('write-excel-file/browser');
  const head: Row = header.map((value) => ({ value, fontWeight: 'bold' }));
  const body = rows.map((row): Row =>
    row.map((value) => (typeof value === 'string' ? guarded(value) : value)),
  );
  return writeExcelFile([head, ...body], { stickyRowsCount: 1 }).toBlob();
}
