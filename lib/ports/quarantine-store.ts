// Port: what could not be accepted, kept until somebody looks at it. Raw text is encrypted at rest.

import type { ClaimPayment } from '../domain/claim-payment.js';
import type { Cents } from '../domain/money.js';
import type { FilePosition } from '../domain/file-position.js';

export interface QuarantineEntry {
  readonly tenantId: string;
  /** Keyed hash of the content: the same claim or file quarantined twice is one entry. */
  readonly quarantineKey: string;
  /** A list: of documents, taken but for some of its rows. */
  readonly kind: 'claim' | 'file' | 'list';
  readonly reason: string;
  readonly field: string | null;
  readonly message: string;
  readonly lines: number;
  readonly chargeCents: Cents;
  readonly position: FilePosition;
  /** Of a claim of a remittance: what it takes to read it again. Absent where nobody kept it. */
  readonly payment?: ClaimPayment;
  /** Only `put` sees it in the clear; null for whole files, which stay where they are. */
  readonly rawText: string | null;
}

export type QuarantineRecord = Omit<QuarantineEntry, 'rawText'>;

export interface QuarantineCounts {
  readonly claims: number;
  readonly lines: number;
  /** Of which nothing was taken. */
  readonly files: number;
  readonly lists: number;
}

export const COUNTED_AS = {
  claim: 'claims',
  file: 'files',
  list: 'lists',
} as const satisfies Readonly<Record<QuarantineEntry['kind'], keyof QuarantineCounts>>;

export interface QuarantineStore {
  /** Idempotent by quarantineKey. */
  put(entries: readonly QuarantineEntry[]): Promise<void>;
  list(tenantId: string): Promise<readonly QuarantineRecord[]>;
  counts(tenantId: string): Promise<QuarantineCounts>;
  /** The decrypted claim text; null when there is none. */
  open(tenantId: string, quarantineKey: string): Promise<string | null>;
  /** A claim that was accepted after all leaves the quarantine. */
  remove(tenantId: string, quarantineKeys: readonly string[]): Promise<void>;
}
