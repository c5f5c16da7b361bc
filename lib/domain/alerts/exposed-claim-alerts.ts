// `claim.exposed`: each claim after the one that crossed the review threshold. Optional, because a
// busy year has many; a claim is told once for a group and year, however often it is corrected.

import { groupBy } from '../group-by.js';
import type { JudgedLine, YearView } from '../judgement.js';
import type { YearDocument } from '../ledger-document.js';
import { addCents, ZERO_CENTS, type Cents } from '../money.js';
import { THRESHOLD_GROUPS, type ThresholdGroup } from '../reference.js';
import type { AlertDraft, AlertFacts } from './alert-event.js';
import { certaintyOf } from './crossing-alerts.js';

interface ExposedClaim {
  readonly group: ThresholdGroup;
  readonly claimKey: string;
  readonly first: JudgedLine;
  readonly lines: readonly JudgedLine[];
}

export interface ExposedAlert {
  /** Group and claim: what `known` of the next call holds. */
  readonly key: string;
  /** Null for the claim that crosses: the crossing itself tells of it. */
  readonly draft: AlertDraft | null;
}

/** Claims that are exposed and were not `known` to be. */
export function exposedClaimAlerts(
  document: YearDocument,
  view: YearView,
  known: ReadonlySet<string>,
): readonly ExposedAlert[] {
  const sequence = document.outbox.at(-1)?.eventSeq ?? 0;
  return exposedClaims(view).flatMap((exposed): readonly ExposedAlert[] => {
    const { group, claimKey, lines } = exposed;
    const key = `${group}|${claimKey}`;
    if (known.has(key)) return [];
    const groupView = view.groups.find((each) => each.group === group);
    const crossing = groupView?.reviewCrossing?.versionKey;
    if (lines.some((line) => line.claim.versionKey === crossing)) return [{ key, draft: null }];
    const thresholdCents = groupView?.reviewThresholdCents ?? null;
    const facts = { ...exposedFacts(document, exposed), thresholdCents, sequence };
    const parts = [document.token, document.year, group, 'exposed', claimKey];
    return [{ key, draft: { type: 'claim.exposed', identity: { kind: 'derived', parts }, facts } }];
  });
}

function exposedFacts(
  { token, year }: YearDocument,
  { group, first, lines }: ExposedClaim,
): Omit<AlertFacts, 'thresholdCents' | 'sequence'> {
  return {
    token,
    claim: first.claim.icn,
    line: first.line.line,
    serviceDate: first.line.serviceDate,
    group,
    year,
    threshold: 'review',
    beforeCents: first.beforeCents,
    afterCents: lines.at(-1)?.afterCents ?? null,
    amountCents: lines.reduce<Cents>(
      (total, line) => addCents(total, line.accruedCents),
      ZERO_CENTS,
    ),
    renderingNpi: first.line.renderingNpi ?? first.claim.renderingNpi,
    billingNpi: first.claim.billingNpi,
    ...certaintyOf(undefined, first),
  };
}

/** In the order in which they accrue. */
function exposedClaims(view: YearView): readonly ExposedClaim[] {
  return THRESHOLD_GROUPS.flatMap((group) => {
    const exposed = view.lines.filter(
      (line) => line.group === group && line.flags.includes('REVIEW_EXPOSED'),
    );
    return [...groupBy(exposed, ({ claim }) => claim.claimKey)].flatMap(
      ([claimKey, lines]): readonly ExposedClaim[] => {
        const [first] = lines;
        return first === undefined ? [] : [{ group, claimKey, first, lines }];
      },
    );
  });
}
