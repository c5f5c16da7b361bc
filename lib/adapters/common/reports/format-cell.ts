// A cell as people read it on paper: equal in PDF and HTML, to the cent.

import { formatDollars, type Cents } from '../../../domain/money.js';
import type { CellKind, CellValue } from '../../../ports/report-renderer.js';

const NO_VALUE = '-';

export function formatCell(kind: CellKind, value: CellValue): string {
  if (value === null) return NO_VALUE;
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'cents':
      return formatDollars(value as Cents);
    case 'share':
      return `${(value * 100).toFixed(1)}%`;
    case 'count':
      return value.toLocaleString('en-US');
    case 'number':
    case 'text':
    case 'day':
      return String(value);
  }
}

/** Numbers stand to the right, so that their digits can be compared. */
export function isRightAligned(kind: CellKind): boolean {
  return kind === 'cents' || kind === 'count' || kind === 'share' || kind === 'number';
}

/** What is said below a table of which paper shows a part; null where it shows all. */
export function restText(table: {
  readonly rows: readonly unknown[];
  readonly shown: number;
  readonly sheet: string;
  readonly title: string;
}): string | null {
  const { rows, shown, sheet, title } = table;
  if (rows.length <= shown) return null;
  const rest = rows.length - shown;
  const noun = `${shown === 0 ? '' : 'more '}row${rest === 1 ? '' : 's'}`;
  const rowText = `${rest.toLocaleString('en-US')} ${noun}`;
  const words = rest === 1 ? 'is' : 'are';
  if (shown === 0) return `${title}: ${rowText} ${words} in the workbook, sheet "${sheet}".`;
  return `${rowText} ${words} in the workbook, sheet "${sheet}".`;
}
