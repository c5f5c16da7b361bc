// Whether two engines gave the same rows: integers and text as written, doubles to 1e-9, in any
// order of rows. A bench of different answers measures nothing, so a difference throws.

import type { QueryRow, QueryValue } from '../lib/ports/query-engine.js';

const PRECISION = 9;

export function assertSameRows(
  what: string,
  ours: readonly QueryRow[],
  theirs: readonly Readonly<Record<string, string | null>>[],
): void {
  const names = Object.keys(ours[0] ?? {});
  const left = ours.map((row) => lineOf(names, row)).sort();
  const right = theirs.map((row) => lineOf(names, row)).sort();
  if (left.length !== right.length) {
    throw new Error(`${what}: ${left.length} rows here, ${right.length} there`);
  }
  if (left.every((line, at) => line === right[at])) return;
  const known = new Set(right);
  const different = left.filter((line) => !known.has(line)).length;
  throw new Error(`${what}: ${different} of ${left.length} rows differ`);
}

function lineOf(names: readonly string[], row: QueryRow): string {
  return names.map((name) => textOf(row[name] ?? null)).join('|');
}

/** PostgreSQL writes t and f, and sums of whole numbers without a point. */
function textOf(value: QueryValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  const number =
    typeof value === 'number' ? value : /^-?\d[\d.e+]*$/.test(value) ? Number(value) : null;
  if (number === null) return String(value);
  return Number.isSafeInteger(number) ? String(number) : number.toExponential(PRECISION);
}
