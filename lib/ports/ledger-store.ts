// Port: where ledger documents live. One behaviour suite (test/ports/ledger-store.suite.ts) holds
// for every adapter. Tenants never see each other's documents.

import type { ChainDocument, YearDocument } from '../domain/ledger-document.js';
import type { ThresholdGroup } from '../domain/reference.js';
import type { Cents } from '../domain/money.js';

export const MAX_CHANGES_PER_COMMIT = 25;

export type DocumentKey =
  | {
      readonly kind: 'year';
      readonly tenantId: string;
      readonly token: string;
      readonly year: number;
    }
  | { readonly kind: 'chain'; readonly tenantId: string; readonly token: string };

export type LedgerDocument =
  ({ readonly kind: 'year' } & YearDocument) | ({ readonly kind: 'chain' } & ChainDocument);

/**
 * One document to write. `document.version` is the version after the write; the write succeeds only
 * if the stored version is `document.version - 1` (0 = not stored).
 */
export interface DocumentChange {
  readonly document: LedgerDocument;
}

export type CommitResult =
  | { readonly kind: 'committed' }
  /** Somebody else wrote one of the documents: reload, refold, retry. Nothing was written. */
  | { readonly kind: 'conflict' };

/**
 * One shard of one year as keys alone tell it; `state` differs whenever any document in it does.
 */
export interface ShardState {
  readonly year: number;
  readonly shard: number;
  readonly documents: number;
  readonly cents: Readonly<Record<ThresholdGroup, Cents>>;
  readonly state: string;
}

export interface LedgerStore {
  /** Documents in the order of the keys; null where nothing is stored. */
  load(keys: readonly DocumentKey[]): Promise<readonly (LedgerDocument | null)[]>;
  /** Atomic over 1 to MAX_CHANGES_PER_COMMIT documents of one tenant; durable when it resolves. */
  commit(changes: readonly DocumentChange[]): Promise<CommitResult>;
  /** All shards that hold documents, by year and shard, without reading bodies. */
  listShards(tenantId: string): Promise<readonly ShardState[]>;
  /** Year documents of one shard in token order. */
  readShard(tenantId: string, year: number, shard: number): AsyncIterable<YearDocument>;
}

export const SHARD_COUNT = 16;

/** The shard of a token: stable for ever, equal on every host. */
export function shardOf(token: string): number {
  let hash = 2166136261;
  for (let at = 0; at < token.length; at += 1) {
    hash ^= token.charCodeAt(at);
    hash = Math.imul(hash, 16777619);
  }
  return (hash >>> 0) % SHARD_COUNT;
}
