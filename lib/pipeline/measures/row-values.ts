// Typed values out of a query's row. The engine has checked the columns against the header; a value
// of another kind here is a query that does not keep its promise, and throws.

import { toIsoDay, type IsoDay } from '../../domain/day.js';
import { toCents, type Cents } from '../../domain/money.js';
import type { QueryRow } from '../../ports/query-engine.js';

export const rowValues = {
  count: (row: QueryRow, name: string): number => numberAt(row, name),
  cents: (row: QueryRow, name: string): Cents => toCents(numberAt(row, name)),
  centsOrNull: (row: QueryRow, name: string): Cents | null =>
    row[name] === null ? null : toCents(numberAt(row, name)),
  text: (row: QueryRow, name: string): string => {
    const value = row[name];
    return typeof value === 'string' ? value : failure(name);
  },
  textOrNull: (row: QueryRow, name: string): string | null =>
    row[name] === null ? null : rowValues.text(row, name),
  day: (row: QueryRow, name: string): IsoDay => toIsoDay(rowValues.text(row, name)),
  flag: (row: QueryRow, name: string): boolean => {
    const value = row[name];
    return typeof value === 'boolean' ? value : failure(name);
  },
  /** First day of the month that `service_year` and `service_month` name. */
  month: (row: QueryRow): IsoDay => {
    const month = String(numberAt(row, 'service_month')).padStart(2, '0');
    return toIsoDay(`${numberAt(row, 'service_year')}-${month}-01`);
  },
  /** One of a list of words. */
  word: <Word extends string>(row: QueryRow, name: string, words: readonly Word[]): Word =>
    words.find((word) => word === row[name]) ?? failure(name),
};

function numberAt(row: QueryRow, name: string): number {
  const value = row[name];
  return typeof value === 'number' ? value : failure(name);
}

function failure(name: string): never {
  throw new Error(`a query's column ${name} is not what its header says`);
}
