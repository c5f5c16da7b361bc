// Where a case stands: the last entry, and whether what it was decided on is still what stands now.
// A correction, another finding on the line, or a cause that has grown opens it again; the owner
// keeps it.

import { addDays, toIsoDay, type IsoDay } from '../../domain/day.js';
import { refundClock, type Investigation, type RefundClock } from '../../domain/refund-clock.js';
import type { CaseEntry, CaseStatus, CaseVersion } from '../../ports/case-store.js';

/** Statuses that settle a finding: it stands in no closing figure any more. */
export const SETTLED_STATUSES: readonly CaseStatus[] = [
  'resolved',
  'refunded',
  'dismissed',
  'accepted_risk',
];

/** Days by the reference data (reference/review-clocks.csv); null where it has none. */
export interface CaseClocks {
  /** From the first `confirmed`: report and return. */
  readonly refundDays: number | null;
  /** From `in_review`; after `confirmed` it stops the days to return, counted from that day. */
  readonly investigationDays: number | null;
}

export interface CaseState {
  readonly caseId: string;
  readonly status: CaseStatus;
  readonly owner: string | null;
  readonly isSettled: boolean;
  /** It was decided, and what it was decided on is no more. */
  readonly isReopened: boolean;
  readonly note: string;
  readonly enteredBy: string;
  /** Day of the entry that gave the present status. */
  readonly since: IsoDay;
  /** Of an investigation its end at the latest, of a wrong payment its return. */
  readonly dueDay: IsoDay | null;
  /** Null where no payment was confirmed as wrong, or nothing was paid (REF-1). */
  readonly refund: RefundClock | null;
  /** Number of the last entry: what a next one must follow. */
  readonly entries: number;
}

/** Null where nobody decided anything; `present` is null where nothing of it stands any more. */
export function caseState(
  entries: readonly CaseEntry[],
  present: CaseVersion | null,
  clocks: CaseClocks,
): CaseState | null {
  const last = entries.at(-1);
  if (last === undefined) return null;
  const isReopened = last.status !== 'open' && !stillStands(last.decidedOn, present);
  const status = isReopened ? 'open' : last.status;
  const since = isReopened ? dayOf(last) : sinceDay(entries, last);
  const refund = isReopened ? null : refundOf(entries, clocks);
  return {
    caseId: last.caseId,
    status,
    owner: last.owner,
    isSettled: SETTLED_STATUSES.includes(status),
    isReopened,
    note: last.note,
    enteredBy: last.enteredBy,
    since,
    dueDay: dueDay({ status, since, refund, clocks, decidedOn: last.decidedOn }),
    refund,
    entries: last.number,
  };
}

/** Is it the version that was decided on? A cause may shrink, as its lines are mended. */
export function stillStands(decided: CaseVersion, present: CaseVersion | null): boolean {
  // What is gone cannot contradict a decision.
  if (present === null) return true;
  if (decided.kind === 'line' && present.kind === 'line') {
    return decided.versionKey === present.versionKey && decided.finding === present.finding;
  }
  if (decided.kind === 'cause' && present.kind === 'cause') return present.lines <= decided.lines;
  return false;
}

/** As it stood at the end of a day: later entries are unknown then. */
export function entriesBy(entries: readonly CaseEntry[], day: IsoDay): readonly CaseEntry[] {
  return entries.filter((entry) => dayOf(entry) <= day);
}

function dayOf({ enteredAt }: Pick<CaseEntry, 'enteredAt'>): IsoDay {
  return toIsoDay(enteredAt.slice(0, 10));
}

/** The first of the last run of entries with this status: a note or a new owner starts no clock. */
function sinceDay(entries: readonly CaseEntry[], last: CaseEntry): IsoDay {
  let first = last;
  for (const entry of entries.toReversed()) {
    if (entry.status !== last.status || !stillStands(entry.decidedOn, last.decidedOn)) break;
    first = entry;
  }
  return dayOf(first);
}

/**
 * `confirmed` identifies a wrong payment; `in_review` after it is the investigation of related
 * ones, which the next `confirmed` concludes. Any other word ends the account.
 */
function refundOf(entries: readonly CaseEntry[], clocks: CaseClocks): RefundClock | null {
  const { refundDays, investigationDays } = clocks;
  const run = runOf(entries);
  const identified = run.find(({ status }) => status === 'confirmed');
  if (identified === undefined || refundDays === null) return null;
  if (paidOf(identified.decidedOn) <= 0) return null;
  const investigations: Investigation[] = [];
  let from: IsoDay | null = null;
  for (const entry of run.slice(run.indexOf(identified))) {
    if (entry.status === 'in_review') from ??= dayOf(entry);
    else if (from !== null) {
      investigations.push({ from, until: dayOf(entry) });
      from = null;
    }
  }
  if (from !== null) investigations.push({ from, until: null });
  return refundClock(dayOf(identified), investigations, { refundDays, investigationDays });
}

/** The last entries about one version that say nothing but `confirmed` and `in_review`. */
function runOf(entries: readonly CaseEntry[]): readonly CaseEntry[] {
  const last = entries.at(-1);
  if (last === undefined) return [];
  const breakAt = entries.findLastIndex(
    ({ status, decidedOn }) =>
      (status !== 'confirmed' && status !== 'in_review') || !stillStands(decidedOn, last.decidedOn),
  );
  return entries.slice(breakAt + 1);
}

function paidOf(decidedOn: CaseVersion): number {
  return decidedOn.kind === 'line' ? decidedOn.paidCents : decidedOn.exposedPaidCents;
}

/** Nothing is due for what was never paid. */
function dueDay(known: {
  readonly status: CaseStatus;
  readonly since: IsoDay;
  readonly refund: RefundClock | null;
  readonly clocks: CaseClocks;
  readonly decidedOn: CaseVersion;
}): IsoDay | null {
  const { status, since, refund, clocks, decidedOn } = known;
  if (paidOf(decidedOn) <= 0) return null;
  if (status === 'confirmed') return refund?.returnBy ?? null;
  if (status !== 'in_review') return null;
  // One that began too late suspends nothing: the return is due, whatever is looked into.
  if (refund !== null) return refund.suspendedTo ?? refund.returnBy;
  return clocks.investigationDays === null ? null : addDays(since, clocks.investigationDays);
}
