// Cases: what reviewers decided about lines that need attention - who has it, what became of it,
// and the whole history of that.

import { z } from '@hono/zod-openapi';
import {
  CASE_STATUSES,
  type CaseEntry,
  type CaseStatus,
  type CaseVersion,
} from '../../ports/case-store.js';
import type { RefundClock } from '../../domain/refund-clock.js';
import type { CaseState } from '../../pipeline/cases/case-state.js';
import { cents, claimRef, isoDay, typed } from './shape.js';

export type { CaseStatus } from '../../ports/case-store.js';

export interface CaseOfLine {
  readonly line: number;
  readonly caseId: string;
  /** `early`, `missing`, ...; null where the line needs no attention. */
  readonly finding: string | null;
  /** Null where nobody decided anything. */
  readonly state: CaseState | null;
  /** Oldest first. */
  readonly history: readonly Pick<
    CaseEntry,
    'number' | 'status' | 'owner' | 'note' | 'enteredBy' | 'enteredAt'
  >[];
}

export interface StatusChoice {
  readonly status: CaseStatus;
  readonly words: string;
  readonly meaning: string;
  /** False: another role decides that. */
  readonly mayChoose: boolean;
}

export interface ClaimCasesAnswer {
  readonly claimRef: string;
  readonly lines: readonly CaseOfLine[];
  readonly choices: readonly StatusChoice[];
}

/** A case in the list of work. */
export interface CaseRow {
  readonly caseId: string;
  /** Null for a cause. */
  readonly claimRef: string | null;
  readonly line: number | null;
  /** `early`, ... of a line; the name of a cause. */
  readonly finding: string | null;
  readonly status: CaseStatus;
  readonly statusWords: string;
  readonly isSettled: boolean;
  /** What it was decided on is no more: it is open again. */
  readonly isReopened: boolean;
  /** Whether the ledger was asked what stands now; false beyond the newest ones. */
  readonly isChecked: boolean;
  readonly owner: string | null;
  readonly since: string;
  readonly dueDay: string | null;
  readonly cents: number;
  readonly serviceDate: Extract<CaseVersion, { kind: 'line' }>['serviceDate'] | null;
}

export interface CasesAnswer {
  /** Not settled first, what is due soonest first. */
  readonly cases: readonly CaseRow[];
  readonly total: number;
}

const status = z.enum(CASE_STATUSES);

const caseState = typed<CaseState>('How a case stands', {
  caseId: z.string(),
  status,
  owner: z.string().nullable(),
  isSettled: z.boolean(),
  isReopened: z.boolean(),
  note: z.string(),
  enteredBy: z.string(),
  since: isoDay,
  dueDay: isoDay.nullable(),
  refund: typed<RefundClock>('When a wrong payment is due back', {
    identifiedOn: isoDay,
    returnBy: isoDay,
    suspendedDays: z.int(),
    suspendedTo: isoDay.nullable(),
  }).nullable(),
  entries: z.int(),
});

const caseOfLine = typed<CaseOfLine>('The case of a line', {
  line: z.int(),
  caseId: z.string(),
  finding: z.string().nullable(),
  state: caseState.nullable(),
  history: z.array(
    typed<CaseOfLine['history'][number]>('What somebody decided', {
      number: z.int(),
      status,
      owner: z.string().nullable(),
      note: z.string(),
      enteredBy: z.string(),
      enteredAt: z.string(),
    }),
  ),
});

export const claimCasesAnswer = typed<ClaimCasesAnswer>('The cases of a claim, line by line', {
  claimRef: z.string(),
  lines: z.array(caseOfLine),
  choices: z.array(
    typed<StatusChoice>('What may be decided', {
      status,
      words: z.string(),
      meaning: z.string(),
      mayChoose: z.boolean(),
    }),
  ),
});

export const casesAnswer = typed<CasesAnswer>('Cases of the tenant: the list of work', {
  cases: z.array(
    typed<CaseRow>('A case in the list of work', {
      caseId: z.string(),
      claimRef: z.string().nullable(),
      line: z.int().nullable(),
      finding: z.string().nullable(),
      status,
      statusWords: z.string(),
      isSettled: z.boolean(),
      isReopened: z.boolean(),
      isChecked: z.boolean(),
      owner: z.string().nullable(),
      since: z.string(),
      dueDay: z.string().nullable(),
      cents,
      serviceDate: isoDay.nullable(),
    }),
  ),
  total: z.int(),
});

export const lineParams = z.object({ claimRef, line: z.coerce.number().int().min(1).max(9_999) });

export const caseBody = z.object({
  /** Left out: as it stands. */
  status: z.enum(CASE_STATUSES).optional(),
  /** Left out: as it stands; null: nobody. */
  owner: z.string().trim().min(1).max(60).nullable().optional(),
  note: z.string().trim().max(1_000),
  /** How many entries the person has seen: somebody else may have decided meanwhile. */
  expected: z.int().min(0),
});
