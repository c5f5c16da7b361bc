// Calendar days as ISO text (`2026-05-04`). The domain never reads a clock and knows no time zone.

declare const dayBrand: unique symbol;

/** A valid calendar day, `YYYY-MM-DD`; compares correctly as text. */
export type IsoDay = string & { readonly [dayBrand]: true };

const MS_PER_DAY = 86_400_000;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads `YYYY-MM-DD`; null when it is not a real calendar day between 1900 and 2199. */
export function parseIsoDay(text: string): IsoDay | null {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return null;
  return parseCompactDay(text.slice(0, 4) + text.slice(5, 7) + text.slice(8, 10));
}

/** Reads the X12 form `YYYYMMDD`; null when it is not a real calendar day between 1900 and 2199. */
export function parseCompactDay(text: string): IsoDay | null {
  if (text.length !== 8) return null;
  for (let at = 0; at < 8; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return null;
  }
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(4, 6));
  const day = Number(text.slice(6, 8));
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}` as IsoDay;
}

/**
 * The day that is `dayOfYear` days into `year` (1 = January 1); null when the year has no such day.
 */
export function dayOfYear(year: number, dayNumber: number): IsoDay | null {
  if (dayNumber < 1 || dayNumber > (isLeapYear(year) ? 366 : 365)) return null;
  return addDays(`${String(year).padStart(4, '0')}-01-01` as IsoDay, dayNumber - 1);
}

/** Throws when the text is not a day: for constants and already validated input. */
export function toIsoDay(text: string): IsoDay {
  const day = parseIsoDay(text);
  if (day === null) throw new RangeError('not a calendar day (YYYY-MM-DD)');
  return day;
}

export function addDays(day: IsoDay, days: number): IsoDay {
  const shifted = new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY);
  return shifted.toISOString().slice(0, 10) as IsoDay;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDay, to: IsoDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);
}

export function yearOf(day: IsoDay): number {
  return Number(day.slice(0, 4));
}

export function earlierDay(left: IsoDay, right: IsoDay): IsoDay {
  return left <= right ? left : right;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}
