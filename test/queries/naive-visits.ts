// Visits, minutes and units of one provider, day by day.

import type { NaiveLine } from './naive-line.js';
import { grouped, total } from './naive-counting.js';

const LONG_MINUTES = 8 * 60;

export function naiveVisits(own: readonly NaiveLine[]) {
  const lines = own.filter(({ isPaid }) => isPaid);
  const minutes = (some: readonly NaiveLine[]) => total(some, (line) => line.minutes);
  const visits = grouped(lines, ({ token, day }) => `${token} ${day}`);
  const days = grouped(lines, ({ day }) => day);
  const long = visits.filter((some) => minutes(some) > LONG_MINUTES);
  const codeDays = naiveCodeDays(lines);
  const over = codeDays.filter(isOverLimit);
  return {
    visits: visits.length,
    timedMinutes: minutes(lines),
    timedMinutesSquares: visits.reduce((sum, some) => sum + minutes(some) ** 2, 0),
    longBeneficiaryDays: long.length,
    longDayBeneficiaries: persons(long),
    providerDays: days.length,
    longProviderDays: days.filter((some) => minutes(some) > LONG_MINUTES).length,
    limitedCodeDays: codeDays.length,
    overLimitCodeDays: over.length,
    overLimitBeneficiaries: persons(over),
  };
}

function naiveCodeDays(lines: readonly NaiveLine[]): readonly (readonly NaiveLine[])[] {
  const limited = lines.filter(({ unitLimit }) => unitLimit !== null);
  return grouped(limited, ({ token, day, judged }) => `${token} ${day} ${judged.line.hcpcs}`);
}

function isOverLimit(some: readonly NaiveLine[]): boolean {
  return total(some, ({ judged }) => judged.line.units) > (some[0]?.unitLimit ?? Infinity);
}

function persons(groups: readonly (readonly NaiveLine[])[]): number {
  return new Set(groups.map(([line]) => `${line?.token} ${line?.year}`)).size;
}
