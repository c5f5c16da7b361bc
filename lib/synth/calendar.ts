// Days as whole numbers since 1970-01-01 while claims are being planned; text only in finished
// events. Numbers make weeks, pay cycles and lags plain arithmetic, and the text is cached.

import type { IsoDay } from '../domain/day.js';

/** Days since 1970-01-01. */
export type DayNumber = number;

const MS_PER_DAY = 86_400_000;
const isoByDay = new Map<DayNumber, IsoDay>();
const yearByDay = new Map<DayNumber, number>();

export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

export function parseDayNumber(day: IsoDay): DayNumber {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

export function isoOf(day: DayNumber): IsoDay {
  let text = isoByDay.get(day);
  if (text === undefined) {
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as IsoDay;
    isoByDay.set(day, text);
  }
  return text;
}

export function yearOfDay(day: DayNumber): number {
  let year = yearByDay.get(day);
  if (year === undefined) {
    year = Number(isoOf(day).slice(0, 4));
    yearByDay.set(day, year);
  }
  return year;
}

/** `2026-05`: the month as a sortable name. */
export function monthOfDay(day: DayNumber): string {
  return isoOf(day).slice(0, 7);
}

/** The number of the week (Monday first) since the epoch. */
export function weekOfDay(day: DayNumber): number {
  return Math.floor((day + 3) / 7);
}

/** The day itself, or the Monday after it when it falls on a weekend. */
export function toWeekday(day: DayNumber): DayNumber {
  const weekday = (day + 3) % 7;
  return weekday < 5 ? day : day + 7 - weekday;
}
