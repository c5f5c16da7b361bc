// Every measure of a provider computed a second time, from the judged lines, with simple loops: the
// answer that the queries must give.

import type { IsoDay } from '../../lib/domain/day.js';
import type { Period, ProviderMeasures } from '../../lib/domain/measures/provider-measures.js';
import {
  allowed,
  grouped,
  isDisciplineConflict,
  npiOf,
  paid,
  ROLES,
  total,
  type Role,
} from './naive-counting.js';
import type { NaiveLine } from './naive-line.js';
import { naiveBeneficiaries } from './naive-beneficiaries.js';
import { naiveFindings, naiveJumps, naiveLinks } from './naive-findings.js';
import { naiveVisits } from './naive-visits.js';

export interface NaiveCell {
  readonly role: Role;
  readonly npi: string;
  readonly discipline: string;
  readonly setting: string;
  readonly state: string | null;
}

export function naiveMeasures(all: readonly NaiveLine[], period: Period) {
  const lines = all.filter(({ day }) => day >= period.from && day <= period.to);
  const cells = ROLES.flatMap((role) => cellsOf(lines, role));
  const paidCells = cells.filter(({ own }) => own.some(({ isPaid }) => isPaid));
  const providers = ROLES.flatMap((role) => providersOf(lines, role));
  return {
    period,
    lines: cells.map(({ cell, own }) => ({ ...cell, ...lineCounts(own) })),
    beneficiaries: cells.map(({ cell, own }) => ({
      ...cell,
      ...naiveBeneficiaries(own, { all, lines, role: cell.role }),
    })),
    visits: paidCells.map(({ cell, own }) => ({ ...cell, ...naiveVisits(own) })),
    distances: paidCells.map(({ cell, own }) => ({ ...cell, ...distances(own) })),
    months: providers.flatMap(months),
    ruleFits: providers.flatMap(ruleFits),
    jumps: naiveJumps(lines),
    links: naiveLinks(lines),
    findings: naiveFindings(lines, all),
    firstSeen: firstSeen(all),
  };
}

function cellsOf(lines: readonly NaiveLine[], role: Role) {
  const known = lines.filter((line) => npiOf(line, role) !== null);
  const key = (line: NaiveLine): string =>
    [npiOf(line, role), line.discipline, line.setting, line.state].join('|');
  return grouped(known, key).map((own) => {
    const [first] = own;
    if (first === undefined) throw new Error('a group has a line');
    const { discipline, setting, state } = first;
    const cell: NaiveCell = { role, npi: npiOf(first, role) ?? '', discipline, setting, state };
    return { cell, own };
  });
}

function providersOf(lines: readonly NaiveLine[], role: Role) {
  const known = lines.filter((line) => line.isCounted && npiOf(line, role) !== null);
  return grouped(known, (line) => npiOf(line, role) ?? '').map((own) => ({
    role,
    npi: own[0] === undefined ? '' : (npiOf(own[0], role) ?? ''),
    own,
  }));
}

function lineCounts(own: readonly NaiveLine[]) {
  const count = (is: (line: NaiveLine) => boolean): number => own.filter(is).length;
  const flagged = (flag: string) => (line: NaiveLine) =>
    line.isPaid && line.judged.flags.some((each) => each === flag);
  const days = own.map(({ day }) => day).sort();
  const review = own.filter((line) => line.isPaid && line.judged.flags.includes('REVIEW_EXPOSED'));
  const pick = (is: (line: NaiveLine) => boolean) => own.filter(is);
  return {
    therapyLines: count(({ isCounted }) => isCounted),
    deniedLines: count(({ isCounted, judged }) => isCounted && judged.isDenied),
    limitDeniedLines: count(({ judged }) => judged.flags.includes('LIMIT_DENIED')),
    kxLines: count(({ isKx }) => isKx),
    judgedKxLines: count(({ isJudgedKx }) => isJudgedKx),
    earlyKxLines: count(({ isEarly }) => isEarly),
    unrequiredLines: count(({ isUnrequired }) => isUnrequired),
    requiredLines: count(({ isRequired }) => isRequired),
    missingKxLines: count(({ isMissing }) => isMissing),
    gaConflictLines: count(flagged('KX_CONFLICT_GA')),
    gxConflictLines: count(flagged('KX_CONFLICT_GX')),
    gyConflictLines: count(flagged('KX_CONFLICT_GY')),
    gzConflictLines: count(flagged('KX_CONFLICT_GZ')),
    conflictLines: count(({ isConflict }) => isConflict),
    deniedConflictLines: count(
      ({ isCounted, isPaid, judged }) =>
        isCounted && !isPaid && judged.flags.join().includes('KX_CONFLICT_'),
    ),
    disciplineCheckedLines: count(({ judged }) => !judged.isDenied),
    disciplineConflictLines: count(isDisciplineConflict),
    assistantLines: count(
      ({ isPaid, judged }) => isPaid && judged.notes.includes('ASSISTANT_FURNISHED'),
    ),
    allowedCents: total(
      pick(({ isPaid }) => isPaid),
      allowed,
    ),
    paidCents: total(
      pick(({ isPaid }) => isPaid),
      paid,
    ),
    earlyAllowedCents: total(
      pick(({ isEarly }) => isEarly),
      allowed,
    ),
    earlyPaidCents: total(
      pick(({ isEarly }) => isEarly),
      paid,
    ),
    missingAllowedCents: total(
      pick(({ isMissing }) => isMissing),
      allowed,
    ),
    underBilledChargeCents: total(
      pick(({ isUnderBilled }) => isUnderBilled),
      ({ judged }) => judged.line.chargeCents,
    ),
    conflictPaidCents: total(
      pick(({ isConflict }) => isConflict),
      paid,
    ),
    reviewExposedAllowedCents: total(review, allowed),
    reviewExposedPaidCents: total(review, paid),
    firstServiceDate: days[0],
    lastServiceDate: days.at(-1),
  };
}

function distances(own: readonly NaiveLine[]) {
  const lines = own.filter(({ isPaid }) => isPaid);
  const totals = grouped(lines, ({ token, year, judged }) => `${token} ${year} ${judged.group}`);
  const margins: number[] = [];
  const ends: { total: number; kx: number | null; review: number | null }[] = [];
  for (const some of totals) {
    // Lines of a group and year lie in the order of accrual.
    const first = some.find(({ isJudgedKx }) => isJudgedKx);
    if (first !== undefined) {
      margins.push((first.kxThreshold ?? NaN) - (first.judged.beforeCents ?? NaN));
    }
    const last = some.at(-1);
    if (last === undefined) throw new Error('a group has a line');
    ends.push({
      total: last.judged.afterCents ?? NaN,
      kx: last.kxThreshold,
      review: last.reviewThreshold,
    });
  }
  margins.sort((left, right) => left - right);
  const quantile = (share: number): number | null =>
    margins.length === 0 ? null : (margins[Math.ceil(margins.length * share) - 1] ?? null);
  const within = (low: number, high: number, of: 'kx' | 'review'): number =>
    ends.filter((end) => {
      const threshold = end[of];
      if (threshold === null) return false;
      return end.total >= (threshold * low) / 100 && end.total <= (threshold * high) / 100;
    }).length;
  return {
    firstKxTotals: margins.length,
    lowerQuartileCents: quantile(0.25),
    medianCents: quantile(0.5),
    upperQuartileCents: quantile(0.75),
    kxWindowTotals: within(85, 110, 'kx'),
    justUnderKxTotals: within(95, 100, 'kx'),
    reviewWindowTotals: within(85, 110, 'review'),
    justUnderReviewTotals: within(95, 100, 'review'),
  };
}

interface Provider {
  readonly role: Role;
  readonly npi: string;
  readonly own: readonly NaiveLine[];
}

function months({ role, npi, own }: Provider) {
  return grouped(own, ({ day }) => day.slice(0, 7)).map((some) => ({
    role,
    npi,
    month: `${some[0]?.day.slice(0, 7)}-01`,
    therapyLines: some.length,
    kxLines: some.filter(({ isKx }) => isKx).length,
    judgedKxLines: some.filter(({ isJudgedKx }) => isJudgedKx).length,
    earlyKxLines: some.filter(({ isEarly }) => isEarly).length,
    unrequiredLines: some.filter(({ isUnrequired }) => isUnrequired).length,
    deniedLines: some.filter(({ judged }) => judged.isDenied).length,
    beneficiaries: new Set(some.filter(({ isPaid }) => isPaid).map(({ token }) => token)).size,
  }));
}

function ruleFits({ role, npi, own }: Provider) {
  const judged = own.filter(({ isRuleJudged }) => isRuleJudged);
  const near = own.filter(({ isNearKx }) => isNearKx);
  if (judged.length + near.length === 0) return [];
  const isWrong = (line: NaiveLine): boolean => line.isEarly || line.isMissing;
  const fits = (rule: keyof NaiveLine['says']) =>
    judged.filter((line) => line.isKx === line.says[rule]);
  return [
    {
      role,
      npi,
      judgedLines: judged.length,
      rightRuleFits: judged.filter((line) => line.isKx === (line.judged.kxExpected === 'required'))
        .length,
      mergedFits: fits('merged').length,
      swappedFits: fits('swapped').length,
      lastYearFits: fits('lastYear').length,
      chargesFits: fits('charges').length,
      wrongLines: judged.filter(isWrong).length,
      mergedExplains: fits('merged').filter(isWrong).length,
      swappedExplains: fits('swapped').filter(isWrong).length,
      lastYearExplains: fits('lastYear').filter(isWrong).length,
      chargesExplains: fits('charges').filter(isWrong).length,
      nearKxLines: near.length,
      lastYearNearLines: near.filter(({ says }) => says.lastYear).length,
    },
  ];
}

function firstSeen(all: readonly NaiveLine[]): ProviderMeasures['firstSeen'] {
  const days = new Map<string, IsoDay>();
  const seen = all.filter(({ isCounted }) => isCounted);
  for (const { rendering, billing, judged } of seen) {
    for (const npi of [rendering, billing]) {
      if (npi === null) continue;
      const known = days.get(npi);
      const day = judged.line.serviceDate;
      if (known === undefined || day < known) days.set(npi, day);
    }
  }
  return days;
}
