// Everything that the report counts over the lines of a month's state, in one walk: each person's
// year is folded once and counted here. The same figures come out of SQL over the named snapshot
// (check-against-snapshot.ts); two ways to one number.

import { compareText } from '../../domain/compare-text.js';
import { isReviewExposed, lookBackStart } from '../../domain/exposure.js';
import type { GroupView, JudgedLine } from '../../domain/judgement.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import type { IsoDay } from '../../domain/day.js';
import { zoneOf } from '../../domain/threshold-zone.js';
import { tallyCompleteness, type CompletenessTally } from './completeness-tally.js';
import { firstKxBins, firstKxDistance } from './first-kx.js';
import { tallyCases } from './case-tally.js';
import { NO_DECISIONS, type MonthDecisions } from './month-decisions.js';
import type { CaseFigures } from './report-model-cases.js';
import { twelveMonths, type ReportMonth } from './report-month.js';
import type {
  ExposureRow,
  ExposureTopic,
  FindingKind,
  FindingRow,
  ReportLine,
  SpendSteps,
  TrendRow,
  YearTotals,
  ZoneRow,
} from './report-model.js';
import { toReportLine } from './report-line.js';
import { findingOf, isInLookBack, type LookBack, type YearOfPerson } from './standing-items.js';
import { spendSteps } from './spend-steps.js';

export interface MonthTally {
  add(year: YearOfPerson): void;
  result(): MonthFigures;
}

export interface MonthFigures {
  readonly completeness: CompletenessTally;
  readonly years: readonly YearTotals[];
  readonly exposures: readonly ExposureRow[];
  readonly zones: readonly ZoneRow[];
  readonly findings: readonly FindingRow[];
  readonly trend: readonly TrendRow[];
  readonly firstKx: ReturnType<typeof firstKxBins>;
  readonly largest: SpendSteps | null;
  readonly lines: readonly ReportLine[];
  readonly cases: CaseFigures;
  readonly dataThrough: { readonly paid: IsoDay | null; readonly service: IsoDay | null };
}

type Writable<Row> = { -readonly [Key in keyof Row]: Row[Key] };

export function tallyMonth(
  month: ReportMonth,
  decisions: MonthDecisions = NO_DECISIONS,
): MonthTally {
  const lookBack: LookBack = { from: lookBackStart(month.to), to: month.to };
  const completeness = tallyCompleteness();
  const years = new Map<string, Writable<YearTotals>>();
  const exposures = new Map<string, Writable<ExposureRow>>();
  const zones = new Map<string, Writable<ZoneRow>>();
  const findings = new Map<string, Writable<FindingRow>>();
  const trend = new Map(twelveMonths(month).map((name) => [name, emptyTrend(name)] as const));
  const distances: number[] = [];
  const lines: ReportLine[] = [];
  const cases = tallyCases();
  let largest: { readonly cents: number; readonly steps: SpendSteps } | null = null;
  let paid: IsoDay | null = null;
  let service: IsoDay | null = null;

  const addLine = (line: JudgedLine, seen: Set<string>, year: YearOfPerson): void => {
    paid = later(paid, line.claim.paidDate);
    if (line.group === null) return;
    service = later(service, line.line.serviceDate);
    const { group } = line;
    addTrend(trend.get(line.line.serviceDate.slice(0, 7)), line);
    const isKxInWindow = isInLookBack(line, lookBack);
    const isOver = isReviewExposed(line);
    const finding = findingOf(line);
    if (isKxInWindow) addExposure(exposures, { topic: 'rac_0a339', group, line, seen });
    if (isOver) addExposure(exposures, { topic: 'targeted_review', group, line, seen });
    if (finding !== null) addFinding(findings, { finding, group, line, seen });
    if (isKxInWindow || isOver || finding !== null) {
      const reviewed = decisions.ofLine(line, year.resolution, month.to);
      const why = { group, isKxInWindow, isOver, finding, reviewed };
      const listed = toReportLine(year.token, line, why);
      lines.push(listed);
      const cents = finding === 'under_billed' ? listed.chargeCents : listed.allowedCents;
      const paidCents = finding === 'under_billed' ? 0 : listed.paidCents;
      cases.add({ icn: listed.icn, line: listed.line, finding, cents, paidCents, state: reviewed });
    }
  };

  return {
    add(year) {
      completeness.add(year);
      const seen = new Set<string>();
      for (const line of year.view.lines) addLine(line, seen, year);
      for (const group of year.view.groups) {
        const members = year.view.lines.filter((line) => line.group === group.group);
        if (members.length === 0) continue;
        addYear(years, group, members);
        addZone(zones, group);
        const distance = firstKxDistance(group, members);
        if (distance !== null) distances.push(distance);
        const isLargest = group.accumulatedCents > (largest?.cents ?? 0);
        const isLater = largest !== null && group.year > largest.steps.year;
        if (largest === null || isLater || (isLargest && group.year === largest.steps.year)) {
          largest = {
            cents: group.accumulatedCents,
            steps: spendSteps(year.token, group, members),
          };
        }
      }
    },
    result: () => ({
      completeness,
      years: inOrder(years),
      exposures: inOrder(exposures),
      zones: inOrder(zones),
      findings: inOrder(findings),
      trend: [...trend.values()],
      firstKx: firstKxBins(distances),
      largest: largest?.steps ?? null,
      lines: lines.toSorted(byPlace),
      cases: cases.result(),
      dataThrough: { paid, service },
    }),
  };
}

/** Counts a beneficiary once per row, by what was seen of this person's year. */
function isFirst(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function addExposure(
  rows: Map<string, Writable<ExposureRow>>,
  { topic, group, line, seen }: ExposedLine,
): void {
  const key = `${topic} ${line.year} ${group}`;
  const row = rows.get(key) ?? { topic, year: line.year, group, ...NO_EXPOSURE };
  row.lines += 1;
  row.beneficiaries += isFirst(seen, key) ? 1 : 0;
  row.allowedCents += line.accruedCents;
  row.paidCents += line.line.paidCents;
  rows.set(key, row);
}

interface ExposedLine {
  readonly topic: ExposureTopic;
  readonly group: ThresholdGroup;
  readonly line: JudgedLine;
  readonly seen: Set<string>;
}

const NO_EXPOSURE = { lines: 0, beneficiaries: 0, allowedCents: 0, paidCents: 0 };

function addFinding(
  rows: Map<string, Writable<FindingRow>>,
  known: {
    readonly finding: FindingKind;
    readonly group: ThresholdGroup;
    readonly line: JudgedLine;
    readonly seen: Set<string>;
  },
): void {
  const { finding: kind, group, line, seen } = known;
  const { year } = line;
  const key = `${kind} ${year} ${group}`;
  const row = rows.get(key) ?? { kind, year, group, ...NO_EXPOSURE, underBilledChargeCents: 0 };
  row.lines += 1;
  row.beneficiaries += isFirst(seen, key) ? 1 : 0;
  row.allowedCents += line.accruedCents;
  if (kind === 'under_billed') row.underBilledChargeCents += line.line.chargeCents;
  else row.paidCents += line.line.paidCents;
  rows.set(key, row);
}

function addYear(
  rows: Map<string, Writable<YearTotals>>,
  { year, group, kxThresholdCents, reviewThresholdCents, isKxAmountPending }: GroupView,
  members: readonly JudgedLine[],
): void {
  const key = `${year} ${group}`;
  const amounts = {
    kxAmountCents: kxThresholdCents,
    reviewAmountCents: reviewThresholdCents,
    isKxAmountPending,
  };
  const empty = { beneficiaries: 0, therapyLines: 0, kxLines: 0, deniedLines: 0 };
  const row = rows.get(key) ?? {
    year,
    group,
    ...empty,
    accruedCents: 0,
    paidCents: 0,
    ...amounts,
  };
  row.beneficiaries += 1;
  for (const line of members) {
    row.therapyLines += 1;
    row.kxLines += line.hasKx ? 1 : 0;
    row.deniedLines += line.isDenied ? 1 : 0;
    row.accruedCents += line.accruedCents;
    row.paidCents += line.line.paidCents;
  }
  rows.set(key, row);
}

function addZone(rows: Map<string, Writable<ZoneRow>>, view: GroupView): void {
  const { year, group } = view;
  const zone = zoneOf(view);
  const key = `${year} ${group} ${zone}`;
  const empty = { beneficiaries: 0, lowerBoundBeneficiaries: 0, totalCents: 0, outsideCents: 0 };
  const row = rows.get(key) ?? { year, group, zone, ...empty };
  row.beneficiaries += 1;
  row.lowerBoundBeneficiaries += view.isLowerBound ? 1 : 0;
  row.totalCents += view.accumulatedCents;
  row.outsideCents += view.outsideCents;
  rows.set(key, row);
}

/** Lines that were not denied, by month of service; early only where the verdict is certain. */
function addTrend(row: Writable<TrendRow> | undefined, line: JudgedLine): void {
  if (row === undefined || line.isDenied) return;
  row.therapyLines += 1;
  row.allowedCents += line.accruedCents;
  if (!line.hasKx) return;
  row.kxLines += 1;
  if (line.kxCertainty !== 'certain') return;
  row.judgedKxLines += 1;
  if (line.kxAssessment === 'early') row.earlyLines += 1;
}

function emptyTrend(month: string): Writable<TrendRow> {
  return {
    month,
    therapyLines: 0,
    kxLines: 0,
    judgedKxLines: 0,
    earlyLines: 0,
    allowedCents: 0,
  };
}

function later(known: IsoDay | null, day: IsoDay): IsoDay {
  return known === null || day > known ? day : known;
}

function inOrder<Row>(rows: ReadonlyMap<string, Row>): readonly Row[] {
  return [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

function byPlace(one: ReportLine, other: ReportLine): number {
  return (
    compareText(one.token, other.token) ||
    compareText(one.serviceDate, other.serviceDate) ||
    compareText(one.icn, other.icn) ||
    one.line - other.line
  );
}
