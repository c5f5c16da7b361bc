// What reconciling reads: a snapshot of the lake through queries, and the ledger as it is stored.

import type { NamedQuery, QueryEngine } from '../../ports/query-engine.js';
import type { LedgerYearFacts } from './ledger-year-facts.js';
import type { Manifest } from './manifest.js';

export interface ReconcileInput {
  readonly engine: QueryEngine;
  /** A query file by name. */
  readonly query: (name: string) => NamedQuery;
  /** The snapshot to check. */
  readonly manifest: Manifest;
  /** All shards of the ledger now. */
  readonly shards: readonly { readonly year: number; readonly shard: number }[];
  /** The ledger's side of one shard and year; a person is told once, under the head token. */
  readonly readFacts: (year: number, shard: number) => AsyncIterable<LedgerYearFacts>;
  /** Log rows that one query may hand over: bounds memory, and keeps small ledgers to one query. */
  readonly logRowsPerQuery?: number;
}
