// One group of one year: running totals in order, crossings, verdicts, exposure, certainty.

import { hasKx } from './allowed-amount.js';
import { cwfNotes } from './cwf-replay.js';
import type { FoldContext } from './fold-settings.js';
import type { Completeness, GroupView, JudgedLine, KxCertainty, LineFlag } from './judgement.js';
import {
  judgeKx,
  type GroupLine,
  type KxVerdict,
  type RunningTotal,
  type VerdictContext,
} from './kx-verdict.js';
import type { StandingCrossing, ThresholdKind } from './ledger-document.js';
import { addCents, maxCents, toCents, ZERO_CENTS, type Cents } from './money.js';
import { openMarks } from './open-marks.js';
import { outsideSpend, type OutsideSpend, type OwnAccrual } from './outside-spend.js';
import type { PersonLedger, PlacedLine } from './person-ledger.js';
import type { ThresholdGroup, ThresholdYear } from './reference.js';

export interface GroupInput {
  readonly year: number;
  readonly group: ThresholdGroup;
  /** Lines of the group in accrual order. */
  readonly members: readonly PlacedLine[];
  readonly person: PersonLedger;
  readonly context: FoldContext;
}

export interface GroupResult {
  readonly view: GroupView;
  /** In the order of `members`. */
  readonly lines: readonly JudgedLine[];
}

interface GroupFacts extends GroupInput {
  readonly thresholds: ThresholdYear | null;
  readonly kxThresholdCents: Cents | null;
  readonly reviewThresholdCents: Cents | null;
  readonly outside: OutsideSpend;
  readonly totals: readonly RunningTotal[];
  readonly completeness: Completeness;
  readonly isLowerBound: boolean;
}

export function judgeGroup(input: GroupInput): GroupResult {
  const facts = groupFacts(input);
  const verdictContext: VerdictContext = {
    thresholds: facts.thresholds,
    kxThresholdCents: facts.kxThresholdCents,
    nearTolerance: input.context.settings.nearTolerance,
    visitCents: visitCents(input.members),
  };
  const lines = input.members.map(groupLine);
  const verdicts = judgeKx(lines, facts.totals, verdictContext);
  const later = laterVerdicts(facts, lines, verdictContext);
  const judged = input.members.map((member, at) =>
    judgedLine(member, {
      facts,
      verdict: verdicts[at],
      later: later?.[at],
      total: facts.totals[at],
    }),
  );
  const notes = cwfNotes(judged, facts.kxThresholdCents);
  if (notes.size === 0) return { view: groupView(facts, judged), lines: judged };
  const withNotes = judged.map((line) => {
    const more = notes.get(line);
    return more === undefined ? line : { ...line, notes: [...line.notes, ...more] };
  });
  return { view: groupView(facts, withNotes), lines: withNotes };
}

function groupFacts(input: GroupInput): GroupFacts {
  const thresholds = input.context.reference.thresholds.get(input.year) ?? null;
  const outside = outsideSpend(input.person.seeds, input, ownAccruals(input));
  const isQuarantined = hasQuarantined(input);
  const { asOf } = outside;
  const isSeedStale =
    asOf !== null && input.members.some((member) => member.state.received.day > asOf);
  return {
    ...input,
    thresholds,
    kxThresholdCents: thresholds?.kxCents[input.group] ?? null,
    reviewThresholdCents: thresholds?.reviewCents[input.group] ?? null,
    outside,
    totals: runningTotals(input.members, () => outside.cents, outside.cents),
    completeness: isQuarantined ? 'own_only' : outside.completeness,
    isLowerBound: isQuarantined || outside.completeness === 'own_only' || isSeedStale,
  };
}

/** Only what a seed says is set against our own claims. */
function ownAccruals({ members, person }: GroupInput): readonly OwnAccrual[] {
  if (person.seeds.length === 0) return [];
  return members.map(({ state, accrual }) => ({
    receivedDay: state.received.day,
    accruedCents: accrual.accruedCents,
  }));
}

/** A claim in quarantine lowers completeness, until a version of that claim was accepted. */
function hasQuarantined(input: GroupInput): boolean {
  const open = openMarks(input.person.quarantined, input.person.headers);
  return open.some((mark) => mark.year === null || mark.year === input.year);
}

/** Own spend accumulates in order; `outsideAt` says how much outside spend counts at a line. */
function runningTotals(
  members: readonly PlacedLine[],
  outsideAt: (member: PlacedLine) => Cents,
  start: Cents,
): readonly RunningTotal[] {
  let own = ZERO_CENTS;
  if (start < 0) throw new Error('outside spend is never negative');
  return members.map((member) => {
    const beforeCents = addCents(own, outsideAt(member));
    own = addCents(own, member.accrual.accruedCents);
    return { beforeCents, afterCents: addCents(beforeCents, member.accrual.accruedCents) };
  });
}

/**
 * The verdicts if the outside spend came only after its as-of day: where they differ from those
 * with the spend from the start, the answer depends on when others billed.
 */
function laterVerdicts(
  facts: GroupFacts,
  lines: readonly GroupLine[],
  context: VerdictContext,
): readonly KxVerdict[] | null {
  const { asOf, cents } = facts.outside;
  if (asOf === null || cents === 0) return null;
  const totals = runningTotals(
    facts.members,
    (member) => (member.state.received.day > asOf ? cents : ZERO_CENTS),
    ZERO_CENTS,
  );
  return judgeKx(lines, totals, context);
}

function judgedLine(
  member: PlacedLine,
  known: {
    readonly facts: GroupFacts;
    readonly verdict: KxVerdict | undefined;
    readonly later: KxVerdict | undefined;
    readonly total: RunningTotal | undefined;
  },
): JudgedLine {
  const { facts, verdict, later, total } = known;
  if (verdict === undefined || total === undefined) throw new Error('a line without a verdict');
  const { claim, line, therapy, accrual, state } = member;
  const flags: LineFlag[] = [...therapy.flags, ...verdict.flags];
  const notes = [...member.notes];
  if (accrual.isLimitDenied) {
    flags.push('LIMIT_DENIED');
    const isBelow = facts.kxThresholdCents !== null && total.afterCents <= facts.kxThresholdCents;
    if (isBelow) notes.push('OUTSIDE_SPEND_EVIDENCE');
  }
  const isExposed = isReviewExposed(member, total, facts);
  if (isExposed) flags.push('REVIEW_EXPOSED');
  return {
    claim,
    line,
    year: facts.year,
    group: facts.group,
    discipline: therapy.discipline,
    receivedDate: state.received.day,
    receivedSource: state.received.source,
    allowedCents: accrual.allowedCents,
    accruedCents: accrual.accruedCents,
    isDenied: accrual.isDenied,
    beforeCents: total.beforeCents,
    afterCents: total.afterCents,
    hasKx: hasKx(line),
    kxExpected: verdict.expected,
    kxAssessment: verdict.assessment,
    kxCertainty: certainty(member, verdict, { later, completeness: facts.completeness }),
    completeness: facts.completeness,
    isLowerBound: facts.isLowerBound,
    flags,
    notes,
    rules: [
      ...therapy.rules,
      ...accrual.rules,
      facts.context.settings.order === 'dos' ? 'ORD-2' : 'ORD-1',
      ...facts.outside.rules,
      ...verdict.rules,
      ...(isExposed ? ['TMR-1'] : []),
    ],
  };
}

/** A total that lacks outside spend never yields a confident "KX not needed". */
function certainty(
  member: PlacedLine,
  verdict: KxVerdict,
  known: { readonly later: KxVerdict | undefined; readonly completeness: Completeness },
): KxCertainty {
  if (verdict.expected === 'not_determined') return 'not_determined';
  const { later } = known;
  const differs =
    later !== undefined &&
    (later.expected !== verdict.expected || later.assessment !== verdict.assessment);
  if (differs) return 'depends_on_outside_spend';
  const isBareNotNeeded = verdict.expected === 'not_required' && !hasKx(member.line);
  return known.completeness === 'own_only' && isBareNotNeeded
    ? 'depends_on_outside_spend'
    : 'certain';
}

/**
 * TMR-1: strictly above; services before the first day of review are not subject to it. A line
 * without an amount stands above it too, and adds nothing to the exposed dollars.
 */
function isReviewExposed(member: PlacedLine, total: RunningTotal, facts: GroupFacts): boolean {
  const { reviewThresholdCents, thresholds } = facts;
  if (reviewThresholdCents === null || thresholds === null) return false;
  return (
    total.afterCents > reviewThresholdCents && member.line.serviceDate >= thresholds.reviewFrom
  );
}

function groupView(facts: GroupFacts, lines: readonly JudgedLine[]): GroupView {
  const { kxThresholdCents, reviewThresholdCents, outside } = facts;
  const accumulatedCents = facts.members.reduce(
    (total, member) => addCents(total, member.accrual.accruedCents),
    outside.cents,
  );
  const exposed = lines.filter((line) => line.flags.includes('REVIEW_EXPOSED'));
  const source = lines[0]?.receivedSource;
  return {
    year: facts.year,
    group: facts.group,
    accumulatedCents,
    outsideCents: outside.cents,
    kxThresholdCents,
    reviewThresholdCents,
    remainingCents:
      kxThresholdCents === null ? null : floorZero(kxThresholdCents - accumulatedCents),
    overCents: kxThresholdCents === null ? null : floorZero(accumulatedCents - kxThresholdCents),
    kxCrossing: crossing('kx', facts, lines),
    reviewCrossing: crossing('review', facts, lines),
    reviewExposedAllowedCents: sum(exposed, (line) => line.accruedCents),
    reviewExposedPaidCents: sum(exposed, (line) => line.line.paidCents),
    reviewExcessCents:
      reviewThresholdCents === null
        ? ZERO_CENTS
        : floorZero(accumulatedCents - reviewThresholdCents),
    completeness: facts.completeness,
    isLowerBound: facts.isLowerBound,
    hasMixedReceivedSources: lines.some((line) => line.receivedSource !== source),
    isKxAmountPending: facts.thresholds === null || facts.thresholds.isKxAmountPending,
    isReviewAmountPending: facts.thresholds === null || facts.thresholds.isReviewAmountPending,
  };
}

/** The line with before <= threshold < after; a seed above the threshold alone crosses nothing. */
function crossing(
  threshold: ThresholdKind,
  facts: GroupFacts,
  lines: readonly JudgedLine[],
): StandingCrossing | null {
  const amount = threshold === 'kx' ? facts.kxThresholdCents : facts.reviewThresholdCents;
  if (amount === null) return null;
  for (const { claim, line, beforeCents, afterCents, year, group } of lines) {
    if (beforeCents === null || afterCents === null || group === null) continue;
    const isReached = beforeCents <= amount && afterCents > amount;
    if (!isReached) continue;
    if (threshold === 'review' && line.serviceDate < (facts.thresholds?.reviewFrom ?? '')) continue;
    return {
      year,
      group,
      threshold,
      thresholdCents: amount,
      claim: claim.icn,
      line: line.line,
      versionKey: claim.versionKey,
      beforeCents,
      afterCents,
    };
  }
  return null;
}

function groupLine(member: PlacedLine): GroupLine {
  return {
    claim: member.claim,
    line: member.line,
    discipline: member.therapy.discipline,
    accruedCents: member.accrual.accruedCents,
    isLimitDenied: member.accrual.isLimitDenied,
  };
}

function visitCents(members: readonly PlacedLine[]): ReadonlyMap<string, Cents> {
  const visits = new Map<string, Cents>();
  for (const { line, accrual } of members) {
    const before = visits.get(line.serviceDate) ?? ZERO_CENTS;
    visits.set(line.serviceDate, addCents(before, accrual.accruedCents));
  }
  return visits;
}

function floorZero(value: number): Cents {
  return maxCents(ZERO_CENTS, toCents(value));
}

function sum(lines: readonly JudgedLine[], amount: (line: JudgedLine) => Cents): Cents {
  return lines.reduce((total, line) => addCents(total, amount(line)), ZERO_CENTS);
}
