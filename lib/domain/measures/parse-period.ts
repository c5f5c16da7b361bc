// The period of a score as people name it: a year, a quarter, a month, a range. Without a word from
// them it is the twelve months up to the last day (RULES 7.7: rolling twelve months).

import { addDays, parseIsoDay, toIsoDay, type IsoDay } from '../day.js';
import type { Period } from './provider-measures.js';

const QUARTER = /^(\d{4})-?Q([1-4])$/i;

/** Null where the text names no period: 2026, 2026-Q1, 2026-03, 2025-07..2026-06, or two days. */
export function parsePeriod(text: string): Period | null {
  const [first = '', last, ...rest] = text.split('..');
  if (rest.length > 0) return null;
  const from = spanOf(first);
  const to = last === undefined ? from : spanOf(last);
  if (from === null || to === null || from.from > to.to) return null;
  return { from: from.from, to: to.to };
}

/** The twelve months that end on that day. */
export function twelveMonthsTo(to: IsoDay): Period {
  const year = Number(to.slice(0, 4));
  const sameDay = parseIsoDay(`${year - 1}${to.slice(4)}`) ?? toIsoDay(`${year - 1}-02-28`);
  return { from: addDays(sameDay, 1), to };
}

/** The part of a period up to a day; null where nothing is left. */
export function periodUntil(period: Period, asOf: IsoDay): Period | null {
  if (period.from > asOf) return null;
  return period.to <= asOf ? period : { from: period.from, to: asOf };
}

function spanOf(text: string): Period | null {
  const quarter = QUARTER.exec(text);
  if (quarter !== null) {
    const [, year = '', number = ''] = quarter;
    return months(year, Number(number) * 3 - 2, 3);
  }
  if (/^\d{4}$/.test(text)) return months(text, 1, 12);
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  if (month !== null) return months(month[1] ?? '', Number(month[2]), 1);
  const day = parseIsoDay(text);
  return day === null ? null : { from: day, to: day };
}

function months(year: string, first: number, count: number): Period | null {
  if (first < 1 || first > 12) return null;
  const after = first + count;
  const next = after > 12 ? [Number(year) + 1, after - 12] : [Number(year), after];
  const [nextYear = 0, nextMonth = 0] = next;
  return {
    from: toIsoDay(`${year}-${pad(first)}-01`),
    to: addDays(toIsoDay(`${String(nextYear).padStart(4, '0')}-${pad(nextMonth)}-01`), -1),
  };
}

function pad(month: number): string {
  return String(month).padStart(2, '0');
}
