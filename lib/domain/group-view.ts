// One group of a year as a whole, once its lines are judged: totals, crossings, exposure.

import type { GroupFacts } from './group-facts.js';
import type { GroupView, JudgedLine } from './judgement.js';
import type { StandingCrossing, ThresholdKind } from './ledger-document.js';
import { addCents, maxCents, toCents, ZERO_CENTS, type Cents } from './money.js';

export function groupView(facts: GroupFacts, lines: readonly JudgedLine[]): GroupView {
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

function floorZero(value: number): Cents {
  return maxCents(ZERO_CENTS, toCents(value));
}

function sum(lines: readonly JudgedLine[], amount: (line: JudgedLine) => Cents): Cents {
  return lines.reduce((total, line) => addCents(total, amount(line)), ZERO_CENTS);
}
