// One total as steps, in the order in which its lines accrue: for the chart of cumulative spend.

import type { GroupView, JudgedLine } from '../../domain/judgement.js';
import type { SpendSteps } from './report-model.js';
import { findingOf } from './standing-items.js';

export function spendSteps(
  token: string,
  view: GroupView,
  members: readonly JudgedLine[],
): SpendSteps {
  return {
    token,
    year: view.year,
    group: view.group,
    outsideCents: view.outsideCents,
    kxAmountCents: view.kxThresholdCents,
    reviewAmountCents: view.reviewThresholdCents,
    steps: members.flatMap((judged) =>
      judged.afterCents === null
        ? []
        : [
            {
              serviceDate: judged.line.serviceDate,
              afterCents: judged.afterCents,
              hasKx: judged.hasKx,
              finding: findingOf(judged),
            },
          ],
    ),
  };
}
