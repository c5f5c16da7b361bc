// `threshold.approaching`: a total that has come within the user's distance of a threshold and has
// not crossed it. Told once as it comes near; a total that fell back and rises again is news again.

import type { JudgedLine, YearView } from '../judgement.js';
import type { ThresholdKind, YearDocument } from '../ledger-document.js';
import { subtractCents, type Cents } from '../money.js';
import { THRESHOLD_GROUPS, type ThresholdGroup } from '../reference.js';
import type { AlertDraft } from './alert-event.js';
import { certaintyOf } from './crossing-alerts.js';

export type GroupTotals = Readonly<Record<ThresholdGroup, Cents>>;

export type ThresholdAmounts = Readonly<
  Record<ThresholdKind, Readonly<Record<ThresholdGroup, Cents | null>>>
>;

export interface Approach {
  readonly group: ThresholdGroup;
  readonly threshold: ThresholdKind;
  readonly thresholdCents: Cents;
}

const THRESHOLD_KINDS: readonly ThresholdKind[] = ['kx', 'review'];

/** From totals alone, so that nothing needs to be judged to see that there is no news. */
export function newApproaches(
  totals: { readonly before: GroupTotals; readonly after: GroupTotals },
  thresholds: ThresholdAmounts,
  distanceCents: Cents,
): readonly Approach[] {
  return THRESHOLD_GROUPS.flatMap((group) =>
    THRESHOLD_KINDS.flatMap((threshold): readonly Approach[] => {
      const thresholdCents = thresholds[threshold][group];
      if (thresholdCents === null) return [];
      const isNear = (total: Cents): boolean =>
        total <= thresholdCents && total >= thresholdCents - distanceCents && total > 0;
      const isNews = isNear(totals.after[group]) && totals.before[group] < thresholdCents;
      return isNews && !isNear(totals.before[group]) ? [{ group, threshold, thresholdCents }] : [];
    }),
  );
}

/** The line that brought the total there is the last of its group. */
export function approachingAlerts(
  document: YearDocument,
  view: YearView,
  approaches: readonly Approach[],
): readonly AlertDraft[] {
  const sequence = document.outbox.at(-1)?.eventSeq ?? 0;
  return approaches.map(({ group, threshold, thresholdCents }): AlertDraft => {
    const last = lastLine(view, group);
    const total = document.totals[group];
    return {
      type: 'threshold.approaching',
      identity: {
        kind: 'derived',
        parts: [document.token, document.year, group, threshold, 'approaching', document.version],
      },
      facts: {
        token: document.token,
        claim: last?.claim.icn ?? null,
        line: last?.line.line ?? null,
        serviceDate: last?.line.serviceDate ?? null,
        group,
        year: document.year,
        threshold,
        thresholdCents,
        beforeCents: last?.beforeCents ?? null,
        afterCents: total,
        amountCents: subtractCents(thresholdCents, total),
        renderingNpi: last?.line.renderingNpi ?? last?.claim.renderingNpi ?? null,
        billingNpi: last?.claim.billingNpi ?? null,
        ...certaintyOf(
          view.groups.find((each) => each.group === group),
          last,
        ),
        sequence,
      },
    };
  });
}

function lastLine(view: YearView, group: ThresholdGroup): JudgedLine | undefined {
  return view.lines.filter((line) => line.group === group && line.accruedCents > 0).at(-1);
}
