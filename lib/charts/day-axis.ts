// Days on an axis, by number, so that a chart needs no time zone.

export interface MonthStart {
  readonly day: string;
  /** `Mar`; of January with its year. */
  readonly name: string;
}

const NAMES = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAY_MS = 86_400_000;

/** Days since 1970. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** First days of months from one day to another, both included. */
export function monthStarts(from: string, to: string): readonly MonthStart[] {
  const starts: MonthStart[] = [];
  for (let day = firstOfMonth(from); day <= to; day = nextMonth(day)) {
    const month = Number(day.slice(5, 7));
    const name = NAMES[month - 1] ?? '';
    if (day >= from) starts.push({ day, name: month === 1 ? `${name} ${day.slice(0, 4)}` : name });
  }
  return starts;
}

function firstOfMonth(day: string): string {
  return `${day.slice(0, 'yyyy-mm'.length)}-01`;
}

function nextMonth(day: string): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${next[0]}-${String(next[1]).padStart(2, '0')}-01`;
}
