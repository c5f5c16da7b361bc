// Where runs are kept: one immutable object each, a first line with what was looked at and one line
// per provider, so that a run of any size is read and written line by line.

import { gunzipSync, gzipSync } from 'node:zlib';
import type { ProviderScore } from '../../domain/score/score-providers.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { RunHead, ScoreRun } from './score-run.js';

export interface RunPlace {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

const RUN_ID = /^[0-9a-f]{32}$/;

export async function storeRun(place: RunPlace, run: ScoreRun): Promise<void> {
  const { providers, ...head } = run;
  const lines = [JSON.stringify(head), ...providers.map((provider) => JSON.stringify(provider))];
  // Equal inputs give equal bytes: whoever was first has stored what everybody would.
  const body = gzipSync(`${lines.join('\n')}\n`);
  await place.objects.put(keyOf(place.tenantId, run.runId), body, { ifAbsent: true });
}

/** Null where there is no such run. */
export async function readRun(place: RunPlace, runId: string): Promise<ScoreRun | null> {
  if (!RUN_ID.test(runId)) return null;
  const stored = await place.objects.get(keyOf(place.tenantId, runId));
  if (stored === null) return null;
  const [head = '', ...providers] = gunzipSync(stored.body).toString('utf8').trimEnd().split('\n');
  return {
    ...(JSON.parse(head) as RunHead),
    providers: providers.map((line) => JSON.parse(line) as ProviderScore),
  };
}

/** Ids of all stored runs that begin so. */
export async function findRuns(place: RunPlace, idStart: string): Promise<readonly string[]> {
  const prefix = prefixOf(place.tenantId);
  const keys = await place.objects.list(prefix);
  return keys
    .map((key) => key.slice(prefix.length).replace(/\.ndjson\.gz$/, ''))
    .filter((runId) => RUN_ID.test(runId) && runId.startsWith(idStart));
}

function keyOf(tenantId: string, runId: string): string {
  return `${prefixOf(tenantId)}${runId}.ndjson.gz`;
}

function prefixOf(tenantId: string): string {
  return `tenant=${tenantId}/runs/score/`;
}
