// A year document with what its new view makes of it: totals, standing crossings, and in the outbox
// the events that tell what changed. A view that shows the same leaves the document as it is.

import { crossingChanges, standingCrossings } from '../domain/crossing-events.js';
import type { YearView } from '../domain/judgement.js';
import type { OutboxEntry, StandingCrossing, YearDocument } from '../domain/ledger-document.js';
import { ZERO_CENTS, type Cents } from '../domain/money.js';
import type { ThresholdGroup } from '../domain/reference.js';
import type { LedgerTools } from './ledger-tools.js';
import { viewDigest } from './view-digest.js';

/** `refold`: rules or settings changed; differences are one `restated` entry, no events. */
export type ChangeCause = 'facts' | 'refold';

export function withView(
  tools: LedgerTools,
  document: YearDocument,
  known: { readonly view: YearView | null; readonly cause: ChangeCause },
): YearDocument {
  const digest = known.view === null ? '' : viewDigest(known.view);
  if (digest === document.viewDigest) return document;
  const standing = known.view === null ? [] : standingCrossings(known.view);
  const totals = viewTotals(known.view);
  const outbox =
    known.cause === 'refold' ? restated(tools, document) : withEvents(tools, document, standing);
  return { ...document, standing, totals, outbox, viewDigest: digest };
}

function viewTotals(view: YearView | null): Readonly<Record<ThresholdGroup, Cents>> {
  const cents = (group: ThresholdGroup): Cents =>
    view?.groups.find((each) => each.group === group)?.accumulatedCents ?? ZERO_CENTS;
  return { PT_SLP: cents('PT_SLP'), OT: cents('OT') };
}

function restated(tools: LedgerTools, document: YearDocument): readonly OutboxEntry[] {
  const eventSeq = document.outbox.length + 1;
  const eventId = tools.tokens.keyedHash([document.token, document.year, 'restated', eventSeq]);
  const entry: OutboxEntry = {
    eventSeq,
    eventId,
    type: 'restated',
    year: document.year,
    group: null,
    crossing: null,
  };
  return [...document.outbox, entry];
}

function withEvents(
  tools: LedgerTools,
  document: YearDocument,
  standing: readonly StandingCrossing[],
): readonly OutboxEntry[] {
  const outbox = [...document.outbox];
  for (const change of crossingChanges(document.year, document.standing, standing)) {
    const eventSeq = outbox.length + 1;
    const threshold = change.type.split('.')[0] ?? '';
    outbox.push({
      eventSeq,
      eventId: tools.tokens.keyedHash([
        document.token,
        document.year,
        change.group,
        threshold,
        eventSeq,
      ]),
      type: change.type,
      year: change.year,
      group: change.group,
      crossing: change.crossing,
    });
  }
  return outbox;
}
