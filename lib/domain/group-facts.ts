// What holds for a whole group of one year before any line is judged: its amounts, the outside
// spend, the running totals, and how complete they are.

import type { FoldContext } from './fold-settings.js';
import type { Completeness } from './judgement.js';
import type { RunningTotal } from './kx-verdict.js';
import { addCents, ZERO_CENTS, type Cents } from './money.js';
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

export interface GroupFacts extends GroupInput {
  readonly thresholds: ThresholdYear | null;
  readonly kxThresholdCents: Cents | null;
  readonly reviewThresholdCents: Cents | null;
  readonly outside: OutsideSpend;
  readonly totals: readonly RunningTotal[];
  readonly completeness: Completeness;
  readonly isLowerBound: boolean;
}

export function groupFacts(input: GroupInput): GroupFacts {
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
export function runningTotals(
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
