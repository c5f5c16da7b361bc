// New outbox entries as alerts (DESIGN 4): the entry says what happened, the judged year says whose
// line it was and how sure the ledger is. `restated` entries are history, not news.

import type { ClaimVersion } from '../claim.js';
import type { GroupView, YearView } from '../judgement.js';
import type {
  OutboxEntry,
  StandingCrossing,
  ThresholdKind,
  YearDocument,
} from '../ledger-document.js';
import { maxCents, subtractCents, ZERO_CENTS, type Cents } from '../money.js';
import type { ThresholdGroup } from '../reference.js';
import type { AlertDraft, AlertFacts } from './alert-event.js';

export interface JudgedDocument {
  readonly document: YearDocument;
  /** The judged year of the person; a joined document stands in its head's. */
  readonly view: YearView;
  /** Versions of all documents of the person that touch the year. */
  readonly versions: readonly ClaimVersion[];
}

/** Alerts for the entries after `seenSeq`, in their order. */
export function crossingAlerts(judged: JudgedDocument, seenSeq: number): readonly AlertDraft[] {
  const { outbox } = judged.document;
  return outbox.flatMap((entry, at): readonly AlertDraft[] => {
    const { type, group, eventSeq, eventId } = entry;
    if (eventSeq <= seenSeq || type === 'restated' || group === null) return [];
    const isCrossed = type === 'kx.crossed' || type === 'review.crossed';
    const threshold = type.startsWith('kx.') ? 'kx' : 'review';
    const crossing = isCrossed
      ? entry.crossing
      : lastCrossing(outbox.slice(0, at), { group, threshold });
    const facts = factsOf(judged, { entry, group, threshold, crossing, isCrossed });
    return [{ type, identity: { kind: 'outbox', eventId }, facts }];
  });
}

/** The crossing that a `cleared` entry ends. */
function lastCrossing(
  before: readonly OutboxEntry[],
  about: { readonly group: ThresholdGroup; readonly threshold: ThresholdKind },
): StandingCrossing | null {
  for (const entry of [...before].reverse()) {
    if (entry.group !== about.group) continue;
    if (entry.type === `${about.threshold}.crossed`) return entry.crossing;
  }
  return null;
}

function factsOf(
  judged: JudgedDocument,
  about: {
    readonly entry: OutboxEntry;
    readonly group: ThresholdGroup;
    readonly threshold: ThresholdKind;
    readonly crossing: StandingCrossing | null;
    readonly isCrossed: boolean;
  },
): AlertFacts {
  const { entry, group, threshold, crossing, isCrossed } = about;
  const { document, view } = judged;
  const groupView = view.groups.find((each) => each.group === group);
  const total = document.totals[group];
  return {
    token: document.token,
    ...placeOf(judged, crossing),
    group,
    year: entry.year,
    threshold,
    thresholdCents: crossing?.thresholdCents ?? null,
    // A clearing goes from what the crossing had reached to where the total stands now.
    beforeCents: (isCrossed ? crossing?.beforeCents : crossing?.afterCents) ?? null,
    afterCents: (isCrossed ? crossing?.afterCents : total) ?? null,
    amountCents: overThreshold(crossing),
    ...certaintyOf(groupView, judgedLine(judged, crossing)),
    sequence: entry.eventSeq,
  };
}

/** The same for a crossing and its clearing, so that a filter lets both pass or neither. */
function overThreshold(crossing: StandingCrossing | null): Cents {
  if (crossing === null) return ZERO_CENTS;
  return maxCents(ZERO_CENTS, subtractCents(crossing.afterCents, crossing.thresholdCents));
}

type Place = Pick<AlertFacts, 'claim' | 'line' | 'serviceDate' | 'renderingNpi' | 'billingNpi'>;

/** From the version itself: it may be superseded by now, but it is never gone. */
function placeOf(judged: JudgedDocument, crossing: StandingCrossing | null): Place {
  if (crossing === null) {
    return { claim: null, line: null, serviceDate: null, renderingNpi: null, billingNpi: null };
  }
  const version = judged.versions.find((each) => each.versionKey === crossing.versionKey);
  const line = version?.lines.find((each) => each.line === crossing.line);
  return {
    claim: crossing.claim,
    line: crossing.line,
    serviceDate: line?.serviceDate ?? null,
    renderingNpi: line?.renderingNpi ?? version?.renderingNpi ?? null,
    billingNpi: version?.billingNpi ?? null,
  };
}

type Sureness = Pick<AlertFacts, 'completeness' | 'isLowerBound' | 'certainty' | 'rules'>;

function judgedLine(judged: JudgedDocument, crossing: StandingCrossing | null) {
  if (crossing === null) return undefined;
  return judged.view.lines.find(
    ({ claim, line }) => claim.versionKey === crossing.versionKey && line.line === crossing.line,
  );
}

/** How sure the ledger is now; a line that counts no more leaves it open. */
export function certaintyOf(
  group: Pick<GroupView, 'completeness' | 'isLowerBound'> | undefined,
  line:
    | (Pick<Sureness, 'completeness' | 'isLowerBound' | 'rules'> & {
        readonly kxCertainty: Sureness['certainty'];
      })
    | undefined,
): Sureness {
  return {
    completeness: line?.completeness ?? group?.completeness ?? 'own_only',
    isLowerBound: line?.isLowerBound ?? group?.isLowerBound ?? true,
    certainty: line?.kxCertainty ?? 'not_determined',
    rules: line?.rules ?? [],
  };
}
