// What the pages of one snapshot are made from: the door that has published hands it over.

import type { IsoDay } from '../../domain/day.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { QuarantineCounts } from '../../ports/quarantine-store.js';
import type { SnapshotYear } from '../lake/snapshot-facts.js';
import type { ScoreRun } from '../scores/score-run.js';
import type { SnapshotQueries } from '../snapshot-queries.js';
import type { Tokenizer } from '../tokenizer.js';

export interface PagesInput {
  readonly queries: SnapshotQueries;
  readonly objects: ObjectStore;
  readonly tokens: Tokenizer;
  /** Calendar years of the snapshot, with their lines. */
  readonly years: readonly SnapshotYear[];
  /** Null without therapy. */
  readonly run: ScoreRun | null;
  readonly asOf: IsoDay;
  /** ISO instant. */
  readonly now: string;
  /** Years whose KX amount nobody has entered yet. */
  readonly pendingYears: readonly number[];
  readonly headerOnly: { readonly claims: number; readonly paidCents: number };
  readonly quarantine: QuarantineCounts;
}
