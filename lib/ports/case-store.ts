// Port: what reviewers decided about a line or a cause - who took it, what became of it, why - as
// an append-only history for each case. Nothing here names a beneficiary: a case is about a claim
// line or a cause, so that it outlives a new token key. One behaviour suite:
// test/ports/case-store.suite.ts.

/** `resolved`: mended at the payer. `dismissed`: nothing was wrong. Words of docs/report.md. */
export const CASE_STATUSES = [
  'open',
  'in_review',
  'confirmed',
  'resolved',
  'refunded',
  'dismissed',
  'accepted_risk',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export type CaseSubject =
  | {
      readonly kind: 'line';
      readonly payerId: string;
      /** Of the first claim in a chain of corrections: a correction stands in its place (ADJ-2). */
      readonly placeIcn: string;
      readonly line: number;
    }
  | {
      readonly kind: 'cause';
      /** As `kxray score` calls it: `routine_early_kx`, `missing_kx`, ... */
      readonly cause: string;
      readonly role: string | null;
      readonly npi: string | null;
      readonly payerId: string | null;
    };

/** What stood when somebody decided. Another version of it opens the case again. */
export type CaseVersion =
  | {
      readonly kind: 'line';
      readonly versionKey: string;
      /** `early`, `missing`, ...; null for a line that only stands in an exposure. */
      readonly finding: string | null;
      readonly icn: string;
      readonly year: number;
      readonly serviceDate: string;
      /** Allowed; the charge of an under-billed line. */
      readonly cents: number;
      readonly paidCents: number;
    }
  | {
      readonly kind: 'cause';
      readonly lines: number;
      readonly exposedPaidCents: number;
      readonly underBilledChargeCents: number;
    };

export interface CaseEntry {
  readonly caseId: string;
  /** From 1, without gaps. */
  readonly number: number;
  readonly subject: CaseSubject;
  readonly decidedOn: CaseVersion;
  readonly status: CaseStatus;
  /** Who has it now; null where nobody does. */
  readonly owner: string | null;
  readonly note: string;
  readonly enteredBy: string;
  /** ISO instant. */
  readonly enteredAt: string;
}

export interface CaseStore {
  /** Oldest first; none where nobody decided anything. */
  read(tenantId: string, caseId: string): Promise<readonly CaseEntry[]>;
  /** All entries in the order of case and number, read while they are asked for. */
  list(tenantId: string): AsyncIterable<CaseEntry>;
  /** Holds only if the entry's number is the next one of its case; durable when it resolves. */
  append(tenantId: string, entry: CaseEntry): Promise<'appended' | 'conflict'>;
  /** For the deletion of a person's data and for nothing else. */
  remove(tenantId: string, caseIds: readonly string[]): Promise<void>;
}
