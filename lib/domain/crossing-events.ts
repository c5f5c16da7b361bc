// Events are history: what one commit changed about the crossings that stand (DESIGN 4).

import type { YearView } from './judgement.js';
import type { CrossingEventType, StandingCrossing, ThresholdKind } from './ledger-document.js';
import { THRESHOLD_GROUPS, type ThresholdGroup } from './reference.js';

export interface CrossingChange {
  readonly type: CrossingEventType;
  readonly year: number;
  readonly group: ThresholdGroup;
  /** The crossing that now stands; null when one was cleared. */
  readonly crossing: StandingCrossing | null;
}

const THRESHOLD_KINDS: readonly ThresholdKind[] = ['kx', 'review'];

/** At most one crossing a group and threshold (law 6), in a fixed order. */
export function standingCrossings(view: YearView): readonly StandingCrossing[] {
  const standing: StandingCrossing[] = [];
  for (const group of THRESHOLD_GROUPS) {
    const groupView = view.groups.find((each) => each.group === group);
    if (groupView?.kxCrossing) standing.push(groupView.kxCrossing);
    if (groupView?.reviewCrossing) standing.push(groupView.reviewCrossing);
  }
  return standing;
}

/** A crossing that merely moves to another line is no event. */
export function crossingChanges(
  year: number,
  before: readonly StandingCrossing[],
  after: readonly StandingCrossing[],
): readonly CrossingChange[] {
  const changes: CrossingChange[] = [];
  for (const group of THRESHOLD_GROUPS) {
    for (const threshold of THRESHOLD_KINDS) {
      const stood = findCrossing(before, group, threshold);
      const stands = findCrossing(after, group, threshold);
      if (stands !== null && stood === null) {
        changes.push({ type: `${threshold}.crossed`, year, group, crossing: stands });
      } else if (stands === null && stood !== null) {
        changes.push({ type: `${threshold}.cleared`, year, group, crossing: null });
      }
    }
  }
  return changes;
}

function findCrossing(
  crossings: readonly StandingCrossing[],
  group: ThresholdGroup,
  threshold: ThresholdKind,
): StandingCrossing | null {
  return crossings.find((each) => each.group === group && each.threshold === threshold) ?? null;
}
