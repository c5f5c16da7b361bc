// The month of a report by its name (`2026-05`), and the month before it, whose closing figures
// are this one's opening figures.

import { addDays, type IsoDay } from '../../domain/day.js';
import { parsePeriod } from '../../domain/measures/parse-period.js';

export interface ReportMonth {
  /** `2026-05`. */
  readonly month: string;
  readonly from: IsoDay;
  /** The state of the month is made of the versions paid by this day. */
  readonly to: IsoDay;
}

/** Null where the text is not a calendar month. */
export function parseReportMonth(text: string): ReportMonth | null {
  const period = /^\d{4}-\d{2}$/.test(text) ? parsePeriod(text) : null;
  return period === null ? null : { month: text, from: period.from, to: period.to };
}

/** A report of a month that goes on would stand, once stored, for the whole of it. */
export function isMonthOver({ to }: ReportMonth, today: IsoDay): boolean {
  return to < today;
}

/** What a report says of itself that was made all the same. */
export function earlyNotices(month: ReportMonth, today: IsoDay): readonly string[] {
  if (isMonthOver(month, today)) return [];
  return [
    `Made on ${today}, before ${month.month} was over: what is paid in the rest of the month is in ` +
      'no figure until a new edition counts anew.',
  ];
}

export function monthBefore({ from }: ReportMonth): ReportMonth {
  const before = parseReportMonth(addDays(from, -1).slice(0, 7));
  if (before === null) throw new Error('a month has a month before it');
  return before;
}

/** The names of the twelve months that end with this one, oldest first. */
export function twelveMonths(month: ReportMonth): readonly string[] {
  const names: string[] = [];
  let at = month;
  for (let back = 0; back < 12; back += 1) {
    names.unshift(at.month);
    at = monthBefore(at);
  }
  return names;
}
