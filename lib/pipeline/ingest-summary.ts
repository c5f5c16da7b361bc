// What became of everything that a file held (law 5): lines read = current + superseded + duplicate
// + out of scope + test-refused + quarantined, by count and by cents.

import type { FilePosition } from '../domain/file-position.js';
import { addCents, ZERO_CENTS, type Cents } from '../domain/money.js';

export type IngestFate =
  'current' | 'superseded' | 'duplicate' | 'out_of_scope' | 'test_refused' | 'quarantined';

export const INGEST_FATES: readonly IngestFate[] = [
  'current',
  'superseded',
  'duplicate',
  'out_of_scope',
  'test_refused',
  'quarantined',
];

export interface FateCount {
  claims: number;
  lines: number;
  /** Sum of line charges as sent; a charge that is no number counts as nothing. */
  chargeCents: Cents;
}

export interface IngestMessage {
  readonly severity: 'refused' | 'quarantined' | 'warning';
  readonly reason: string;
  readonly message: string;
  readonly position: FilePosition;
}

export interface PayerToConfirm {
  readonly payerId: string;
  readonly name: string | null;
  claims: number;
  lines: number;
}

export interface IngestSummary {
  files: number;
  /** Files of which nothing could be read. */
  unreadableFiles: number;
  bytes: number;
  readonly read: FateCount;
  readonly fates: Readonly<Record<IngestFate, FateCount>>;
  /** Provider-level adjustments (PLB), kept apart from claims. */
  readonly providerAdjustments: { count: number; cents: Cents };
  readonly payersToConfirm: Map<string, PayerToConfirm>;
  /** The first messages in full; all are counted by reason. */
  readonly messages: IngestMessage[];
  readonly messageCounts: Map<string, number>;
}

const MAX_MESSAGES = 50;

export function newIngestSummary(): IngestSummary {
  return {
    files: 0,
    unreadableFiles: 0,
    bytes: 0,
    read: newCount(),
    fates: {
      current: newCount(),
      superseded: newCount(),
      duplicate: newCount(),
      out_of_scope: newCount(),
      test_refused: newCount(),
      quarantined: newCount(),
    },
    providerAdjustments: { count: 0, cents: ZERO_CENTS },
    payersToConfirm: new Map(),
    messages: [],
    messageCounts: new Map(),
  };
}

export function countClaim(count: FateCount, lines: number, chargeCents: Cents): void {
  count.claims += 1;
  count.lines += lines;
  count.chargeCents = addCents(count.chargeCents, chargeCents);
}

export function addMessage(summary: IngestSummary, message: IngestMessage): void {
  const key = `${message.severity}:${message.reason}`;
  summary.messageCounts.set(key, (summary.messageCounts.get(key) ?? 0) + 1);
  if (summary.messages.length >= MAX_MESSAGES) return;
  // Field by field: what comes in may be an intake event, which holds raw text and a number.
  const { severity, reason, message: text, position } = message;
  summary.messages.push({ severity, reason, message: text, position });
}

/** True when every line read has exactly one fate, by count and by cents. */
export function isBalanced(summary: IngestSummary): boolean {
  const counts = INGEST_FATES.map((fate) => summary.fates[fate]);
  const sum = (of: (count: FateCount) => number): number =>
    counts.reduce((total, count) => total + of(count), 0);
  return (
    sum((count) => count.lines) === summary.read.lines &&
    sum((count) => count.claims) === summary.read.claims &&
    sum((count) => count.chargeCents) === summary.read.chargeCents
  );
}

function newCount(): FateCount {
  return { claims: 0, lines: 0, chargeCents: ZERO_CENTS };
}
