// Scores the twelve months that end with the last therapy in a snapshot: what runs every night,
// without anybody naming a period.

import type { ObjectStore } from '../ports/object-store.js';
import { loadBenchmarks } from './benchmarks.js';
import { readManifest } from './lake/manifest.js';
import { readPointer } from './lake/snapshot-pointer.js';
import { scorePeriod } from './scores/score-period.js';
import type { ScoreRun } from './scores/score-run.js';
import type { SnapshotQueries } from './snapshot-queries.js';

export interface SnapshotScoring extends Omit<SnapshotQueries, 'snapshotId'> {
  readonly objects: ObjectStore;
  /** Null: the current one. */
  readonly snapshotId: string | null;
}

/** Null when nothing was published, or holds no therapy. */
export async function scoreSnapshot(scoring: SnapshotScoring): Promise<ScoreRun | null> {
  const { objects, tenantId } = scoring;
  const lake = { tenantId, objects };
  const snapshotId = scoring.snapshotId ?? (await readPointer(lake))?.pointer.snapshotId;
  if (snapshotId === undefined) return null;
  const manifest = await readManifest({ ...lake, snapshotId });
  if (manifest === null) throw new Error('there is no such snapshot');
  const queries = { ...scoring, snapshotId };
  return scorePeriod(
    { queries, objects, versions: manifest.versions, benchmarks: await loadBenchmarks(lake) },
    { period: null, asOf: null },
  );
}
