// Adds one entry to the history of a case. Who decides has seen a certain history: if somebody else
// wrote in between, nothing is written and the new history is handed back.

import { isMbi } from '../../domain/identifiers.js';
import type { CaseEntry, CaseStatus, CaseStore } from '../../ports/case-store.js';
import type { Clock } from '../../ports/clock.js';
import { stillStands } from './case-state.js';
import type { PresentCase } from './case-subject.js';

export interface CaseTools {
  readonly tenantId: string;
  readonly cases: CaseStore;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Decision {
  /** Left out: as it stands, or `open` where it was opened again. */
  readonly status?: CaseStatus;
  /** Left out: as it stands; null: nobody. */
  readonly owner?: string | null;
  readonly note: string;
  readonly enteredBy: string;
  /** The number of entries that the person has seen; left out: whatever there is. */
  readonly expected?: number;
}

export type DecisionResult =
  | { readonly kind: 'recorded'; readonly entries: readonly CaseEntry[] }
  | { readonly kind: 'conflict'; readonly entries: readonly CaseEntry[] }
  | { readonly kind: 'refused'; readonly reason: DecisionFault };

export type DecisionFault = 'note_needed' | 'note_too_long' | 'note_has_mbi' | 'bad_owner';

const NOTE_MAX = 1_000;
const OWNER_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._'-]{0,59}$/u;
/** Closing a finding takes a reason: whoever reads it later must be able to follow. */
const NOTE_NEEDED: readonly CaseStatus[] = [
  'confirmed',
  'resolved',
  'refunded',
  'dismissed',
  'accepted_risk',
];

export async function recordDecision(
  { tenantId, cases, clock }: CaseTools,
  { caseId, subject, version }: PresentCase,
  decision: Decision,
): Promise<DecisionResult> {
  const entries = await cases.read(tenantId, caseId);
  const last = entries.at(-1);
  const fault = faultOf(decision);
  if (fault !== null) return { kind: 'refused', reason: fault };
  if (decision.expected !== undefined && decision.expected !== entries.length) {
    return { kind: 'conflict', entries };
  }
  const isStanding = last !== undefined && stillStands(last.decidedOn, version);
  const entry: CaseEntry = {
    caseId,
    number: entries.length + 1,
    subject,
    decidedOn: version,
    status: decision.status ?? (isStanding ? last.status : 'open'),
    owner: decision.owner === undefined ? (last?.owner ?? null) : decision.owner,
    note: decision.note.trim(),
    enteredBy: decision.enteredBy,
    enteredAt: clock.now(),
  };
  const result = await cases.append(tenantId, entry);
  if (result === 'appended') return { kind: 'recorded', entries: [...entries, entry] };
  return { kind: 'conflict', entries: await cases.read(tenantId, caseId) };
}

function faultOf({ status, owner, note }: Decision): DecisionFault | null {
  if (note.length > NOTE_MAX) return 'note_too_long';
  // A case holds no Medicare number: who needs one finds it by the claim.
  if (note.split(/[\s,;:()]+/).some(isMbi)) return 'note_has_mbi';
  if (owner !== undefined && owner !== null && !OWNER_NAME.test(owner)) return 'bad_owner';
  const isNeeded = status !== undefined && NOTE_NEEDED.includes(status);
  return isNeeded && note.trim() === '' ? 'note_needed' : null;
}
