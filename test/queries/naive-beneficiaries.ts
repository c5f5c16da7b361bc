// What is counted of the beneficiaries of one provider, year by year.

import type { NaiveLine } from './naive-line.js';
import {
  allowed,
  grouped,
  isDisciplineConflict,
  npiOf,
  paid,
  total,
  type Role,
} from './naive-counting.js';

interface Around {
  /** All lines, of any day. */
  readonly all: readonly NaiveLine[];
  /** Lines of the period. */
  readonly lines: readonly NaiveLine[];
  readonly role: Role;
}

export function naiveBeneficiaries(own: readonly NaiveLine[], around: Around) {
  const people = grouped(own, ({ token, year }) => `${token} ${year}`);
  const treated = people.filter((some) => some.some(({ isPaid }) => isPaid));
  const having = (is: (line: NaiveLine) => boolean): number =>
    people.filter((some) => some.some(is)).length;
  const firstDates = people.map((some) => firstDateLines(some, around));
  const isEarly = (some: readonly NaiveLine[]) => some.some((line) => line.isEarly);
  const isOpen = (some: readonly NaiveLine[]) =>
    some.some(({ isKx, judged }) => isKx && judged.kxCertainty !== 'certain');
  const several = treated.filter((some) => hasSeveralBillers(some, around));
  const sums = treated.map((some) =>
    total(
      some.filter(({ isPaid }) => isPaid),
      allowed,
    ),
  );
  return {
    beneficiaries: treated.length,
    seenBeneficiaries: people.length,
    kxBeneficiaries: having(({ isKx }) => isKx),
    firstDateJudgedBeneficiaries: firstDates.filter(
      (some) => some.length > 0 && (isEarly(some) || !isOpen(some)),
    ).length,
    firstDateEarlyBeneficiaries: firstDates.filter(isEarly).length,
    judgedKxBeneficiaries: having(({ isJudgedKx }) => isJudgedKx),
    earlyKxBeneficiaries: having((line) => line.isEarly),
    requiredBeneficiaries: having(({ isRequired }) => isRequired),
    missingKxBeneficiaries: having(({ isMissing }) => isMissing),
    conflictBeneficiaries: having(
      ({ isCounted, judged }) => isCounted && judged.flags.join().includes('KX_CONFLICT_'),
    ),
    disciplineConflictBeneficiaries: having(isDisciplineConflict),
    limitDeniedBeneficiaries: having(({ judged }) => judged.flags.includes('LIMIT_DENIED')),
    deniedBeneficiaries: having(({ isCounted, judged }) => isCounted && judged.isDenied),
    assistantBeneficiaries: having(
      ({ isPaid, judged }) => isPaid && judged.notes.includes('ASSISTANT_FURNISHED'),
    ),
    overKxBeneficiaries: having(
      ({ isPaid, judged, kxThreshold }) =>
        isPaid && kxThreshold !== null && (judged.afterCents ?? 0) > kxThreshold,
    ),
    overReviewBeneficiaries: having(
      ({ isPaid, judged }) => isPaid && judged.flags.includes('REVIEW_EXPOSED'),
    ),
    throughoutYearBeneficiaries: treated.filter(
      (some) => quarters(some.filter(({ isPaid }) => isPaid)).size === 4,
    ).length,
    severalProviderBeneficiaries: several.length,
    severalProviderPaidCents: total(
      several.flat().filter(({ isPaid }) => isPaid),
      paid,
    ),
    allowedCents: sums.reduce((sum, cents) => sum + cents, 0),
    allowedSquares: sums.reduce((sum, cents) => sum + cents * cents, 0),
  };
}

/** Lines of the first date of the year with the provider, wherever that date was worked out. */
export function firstDateLines(
  some: readonly NaiveLine[],
  { all, role }: Pick<Around, 'all' | 'role'>,
): readonly NaiveLine[] {
  const [one] = some;
  if (one === undefined) return [];
  const npi = npiOf(one, role);
  const dates = all
    .filter((line) => line.isPaid && line.token === one.token && line.year === one.year)
    .filter((line) => npiOf(line, role) === npi)
    .map(({ day }) => day)
    .sort();
  return some.filter((line) => line.isPaid && line.day === dates[0]);
}

function hasSeveralBillers(some: readonly NaiveLine[], { lines }: Pick<Around, 'lines'>): boolean {
  const [one] = some;
  const own = lines.filter(
    (line) => line.isPaid && line.token === one?.token && line.year === one.year,
  );
  const billers = new Set(own.map(({ billing }) => billing));
  billers.delete(null);
  return billers.size > 1;
}

function quarters(lines: readonly NaiveLine[]): ReadonlySet<number> {
  return new Set(lines.map(({ day }) => Math.ceil(Number(day.slice(5, 7)) / 3)));
}
