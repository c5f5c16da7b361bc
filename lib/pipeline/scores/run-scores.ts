// Computes a run over a snapshot, or reads it where the same one is stored already.

import { createHash } from 'node:crypto';
import type { IsoDay } from '../../domain/day.js';
import type { Period } from '../../domain/measures/provider-measures.js';
import { PROVIDER_ROLES } from '../../domain/patterns/provider-role.js';
import { scoreProviders } from '../../domain/score/score-providers.js';
import { SCORE_METHOD_VERSION } from '../../domain/score/score-version.js';
import type { ObjectStore } from '../../ports/object-store.js';
import { benchmarksOf, type StoredBenchmark } from '../benchmarks.js';
import type { LakeVersions } from '../lake/manifest.js';
import { MEASURE_QUERIES, readProviderMeasures } from '../measures/read-provider-measures.js';
import type { SnapshotQueries } from '../snapshot-queries.js';
import { readRun, storeRun } from './run-store.js';
import type { RunVersions, ScoreRun } from './score-run.js';

export interface ScoreRunInput {
  readonly queries: SnapshotQueries;
  readonly objects: ObjectStore;
  /** Of the snapshot. */
  readonly versions: LakeVersions;
  readonly period: Period;
  readonly benchmarks: readonly StoredBenchmark[];
}

const ID_DIGITS = 32;

/** Reads the run if it is stored, else computes and stores it. */
export async function runScores(input: ScoreRunInput): Promise<ScoreRun> {
  const versions = runVersions(input);
  const { period } = input;
  const runId = runIdOf(input.queries.tenantId, period, versions);
  const place = { tenantId: input.queries.tenantId, objects: input.objects };
  const stored = await readRun(place, runId);
  if (stored !== null) return stored;
  const measures = await readProviderMeasures(input.queries, period);
  const scores = scoreProviders(measures, { benchmarks: benchmarksOf(input.benchmarks) });
  const { causes } = scores;
  const run: ScoreRun = {
    format: 1,
    runId,
    period,
    versions,
    causes,
    providers: PROVIDER_ROLES.flatMap((role) => scores.providers[role]),
  };
  await storeRun(place, run);
  return run;
}

/** First and last day of the therapy in the snapshot; null where there is none. */
export async function serviceSpan(
  from: SnapshotQueries,
): Promise<{ readonly first: IsoDay; readonly last: IsoDay } | null> {
  const [row] = await from.engine.run(from.query('fact_service_span'), {
    tenantId: from.tenantId,
    snapshotId: from.snapshotId,
    parameters: {},
  });
  const first = row?.['first_service_date'];
  const last = row?.['last_service_date'];
  if (typeof first !== 'string' || typeof last !== 'string') return null;
  return { first: first as IsoDay, last: last as IsoDay };
}

function runVersions({ queries, versions, benchmarks }: ScoreRunInput): RunVersions {
  const texts = MEASURE_QUERIES.map((name) => queries.query(name).text);
  return {
    ...versions,
    snapshot: queries.snapshotId,
    queries: hashOf(texts),
    method: SCORE_METHOD_VERSION,
    benchmarks: benchmarks.map(({ year, sha256 }) => `${year}:${sha256.slice(0, 16)}`).join(' '),
  };
}

function runIdOf(tenantId: string, period: Period, versions: RunVersions): string {
  const named = Object.entries(versions).sort(([left], [right]) => (left < right ? -1 : 1));
  return hashOf([tenantId, period.from, period.to, JSON.stringify(named)]);
}

function hashOf(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, ID_DIGITS);
}
