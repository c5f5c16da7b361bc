// Where a case stands: the last entry, and whether what it was decided on is still what stands now.
// A correction, another finding on the line, or a cause that has grown opens it again; the owner
// keeps it.

import { addDays, toIsoDay, type IsoDay } from '../../domain/day.js';
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
  /** From `confirmed`: report and return. */
  readonly refundDays: number | null;
  /** From `in_review`: an investigation in good faith. */
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
  readonly dueDay: IsoDay | null;
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
  return {
    caseId: last.caseId,
    status,
    owner: last.owner,
    isSettled: SETTLED_STATUSES.includes(status),
    isReopened,
    note: last.note,
    enteredBy: last.enteredBy,
    since,
    dueDay: dueDay(status, since, { clocks, decidedOn: last.decidedOn }),
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

export function dayOf({ enteredAt }: Pick<CaseEntry, 'enteredAt'>): IsoDay {
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

/** Nothing is due for what was never paid. */
function dueDay(
  status: CaseStatus,
  since: IsoDay,
  known: { readonly clocks: CaseClocks; readonly decidedOn: CaseVersion },
): IsoDay | null {
  const { clocks, decidedOn } = known;
  const paid = decidedOn.kind === 'line' ? decidedOn.paidCents : decidedOn.exposedPaidCents;
  if (paid <= 0) return null;
  const days =
    status === 'confirmed'
      ? clocks.refundDays
      : status === 'in_review'
        ? clocks.investigationDays
        : null;
  return days === null ? null : addDays(since, days);
}
