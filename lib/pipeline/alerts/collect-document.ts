// One document of the ledger into alerts: what its outbox says since the last look, what came near
// a threshold, which claims are newly exposed. The look and its events are one commit, so that a
// crash before it leaves the news in the outbox and a crash after it tells nothing twice.

import type { AlertDraft, HoldReason } from '../../domain/alerts/alert-event.js';
import {
  approachingAlerts,
  newApproaches,
  type ThresholdAmounts,
} from '../../domain/alerts/approaching-alerts.js';
import { crossingAlerts, type JudgedDocument } from '../../domain/alerts/crossing-alerts.js';
import { exposedClaimAlerts } from '../../domain/alerts/exposed-claim-alerts.js';
import { foldYear } from '../../domain/fold-year.js';
import type { YearDocument } from '../../domain/ledger-document.js';
import { ZERO_CENTS } from '../../domain/money.js';
import { THRESHOLD_GROUPS } from '../../domain/reference.js';
import { loadChains, loadYears, personLedger, yearKey } from '../person-documents.js';
import {
  cursorSchema,
  loadRecord,
  PARTITIONS,
  type AlertCursor,
  type Stored,
} from './alert-records.js';
import { AlertConflictError, MAX_CONFLICTS, type CollectTools } from './alert-tools.js';
import type { CollectRun, DocumentPlace } from './collect-run.js';
import { recordAlerts, type CursorStep } from './record-alerts.js';

export const NEW_CURSOR: AlertCursor = {
  seenSeq: 0,
  totals: { PT_SLP: ZERO_CENTS, OT: ZERO_CENTS },
  exposed: [],
  viewDigest: '',
  lastAt: '',
};

/** How many events the document had to tell. */
export async function collectDocument(
  tools: CollectTools,
  place: DocumentPlace,
  run: CollectRun,
): Promise<number> {
  for (let count = 0; count < MAX_CONFLICTS; count += 1) {
    const cursor = await loadCursor(tools, place);
    const judged = await loadJudged(tools, place);
    if (judged === null) return 0;
    if (!hasNews(judged.document, cursor.value, run)) return 0;
    const steps = stepsOf(tools, judged, cursor.value, run);
    const events = await recordAlerts(tools, { place, cursor, steps, run });
    if (events !== 'conflict') return events;
  }
  throw new AlertConflictError();
}

/** Whether a document needs the closer look that costs a fold. */
export function hasNews(
  document: YearDocument,
  cursor: AlertCursor,
  run: Pick<CollectRun, 'approachingCents'>,
): boolean {
  const { outbox, totals, standing, viewDigest } = document;
  if (outbox.length > cursor.seenSeq) return true;
  if (viewDigest === cursor.viewDigest) return false;
  const isMoved = THRESHOLD_GROUPS.some((group) => totals[group] !== cursor.totals[group]);
  if (isMoved && run.approachingCents !== null) return true;
  // The same total may be made of other claims by now.
  return standing.some(({ threshold }) => threshold === 'review');
}

async function loadCursor(
  tools: CollectTools,
  { token, year }: DocumentPlace,
): Promise<Stored<AlertCursor>> {
  const place = { partition: PARTITIONS.cursor(token), key: String(year) };
  const stored = await loadRecord(tools, place, cursorSchema);
  return stored ?? { key: place.key, revision: 0, value: NEW_CURSOR };
}

async function loadJudged(
  tools: CollectTools,
  { token, year }: DocumentPlace,
): Promise<JudgedDocument | null> {
  const chains = await loadChains(tools, [token]);
  const years = await loadYears(tools, chains, [year]);
  const document = years.get(yearKey(token, year));
  if (document === undefined) return null;
  const person = personLedger(chains, years);
  return {
    document,
    view: foldYear(year, person, tools.context),
    versions: person.versions,
  };
}

/** Crossings, then exposed claims, then what is near: the order in which cursors may move. */
function stepsOf(
  tools: CollectTools,
  judged: JudgedDocument,
  cursor: AlertCursor,
  run: CollectRun,
): readonly CursorStep[] {
  const { document } = judged;
  const fresh = document.outbox.filter((entry) => entry.eventSeq > cursor.seenSeq);
  const steps: CursorStep[] = crossingAlerts(judged, cursor.seenSeq).map((draft) => ({
    draft,
    hold: holdOf(draft, run),
    advance: (from) => ({ ...from, seenSeq: draft.facts.sequence }),
  }));
  // Other rules or amounts are no news of a claim: what follows from them is noted and not told.
  const isRestated = fresh.some((entry) => entry.type === 'restated');
  steps.push(...exposedSteps(judged, cursor, { run, isRestated }));
  if (!isRestated) steps.push(...approachingSteps(tools, judged, cursor, run));
  const { totals, outbox, viewDigest } = document;
  const seenSeq = outbox.at(-1)?.eventSeq ?? 0;
  const advance: CursorStep['advance'] = (from) => ({ ...from, seenSeq, totals, viewDigest });
  return [...steps, { draft: null, hold: null, advance }];
}

function exposedSteps(
  { document, view }: JudgedDocument,
  cursor: AlertCursor,
  { run, isRestated }: { readonly run: CollectRun; readonly isRestated: boolean },
): readonly CursorStep[] {
  // The view is the head's; a document joined into another one shows none of it.
  if (!document.standing.some(({ threshold }) => threshold === 'review')) return [];
  return exposedClaimAlerts(document, view, new Set(cursor.exposed)).map(({ key, draft }) => ({
    draft: isRestated ? null : draft,
    hold: draft === null ? null : holdOf(draft, run),
    advance: (from) => ({ ...from, exposed: [...from.exposed, key] }),
  }));
}

/** Nobody prepares for what is over. */
function approachingSteps(
  tools: CollectTools,
  { document, view }: JudgedDocument,
  cursor: AlertCursor,
  run: CollectRun,
): readonly CursorStep[] {
  if (run.approachingCents === null || document.year < run.currentYear) return [];
  const approaches = newApproaches(
    { before: cursor.totals, after: document.totals },
    amountsOf(tools, document.year),
    run.approachingCents,
  );
  return approachingAlerts(document, view, approaches).map((draft) => ({
    draft,
    hold: holdOf(draft, run),
    advance: (from) => from,
  }));
}

function amountsOf({ context }: CollectTools, year: number): ThresholdAmounts {
  const row = context.reference.thresholds.get(year);
  const none = { PT_SLP: null, OT: null };
  return { kx: row?.kxCents ?? none, review: row?.reviewCents ?? none };
}

function holdOf(draft: AlertDraft, run: CollectRun): HoldReason | null {
  if (run.isHistoryTold) return null;
  if (run.isFirstLoad) return 'first_load';
  return draft.facts.year < run.currentYear ? 'closed_year' : null;
}
