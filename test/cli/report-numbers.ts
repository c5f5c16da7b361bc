// What the tests of the report count with: the numbers of the model, of a workbook, of a text.

import type { SheetCells } from '../adapters/common/reports/read-xlsx.js';

/** Every number in the data, in cents where it is cents. */
export function modelNumbers(value: unknown, into = new Set<number>()): ReadonlySet<number> {
  if (typeof value === 'number') into.add(value);
  else if (Array.isArray(value)) for (const each of value) modelNumbers(each, into);
  else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) modelNumbers(each, into);
  }
  return into;
}

/** `$1,234.56`, `-12`, `7.4%`: amounts and counts as people read them, without their signs. */
export function printedNumbers(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w.,])\$?\d[\d,]*(?:\.\d+)?%?(?![\w.,]*\w)/g)].map(([found]) =>
    found.replace(/[,.]+$/, ''),
  );
}

/** Rows of a sheet as objects by the titles of their columns. */
export function sheetRows(
  cells: SheetCells | undefined,
): readonly Readonly<Record<string, string | number | null>>[] {
  const [head = [], ...rows] = cells ?? [];
  return rows.map((row) =>
    Object.fromEntries(head.map((title, at) => [String(title), row[at] ?? null])),
  );
}

export function centsOf(dollars: unknown): number {
  return Math.round(Number(dollars) * 100);
}
