// A published lake in a temporary folder, and the engine on it: for every test that asks SQL.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openParquetTable } from '../../../lib/adapters/common/lake/parquet-table-writer.js';
import { openQueryFiles, type QueryFiles } from '../../../lib/adapters/common/load-query.js';
import { openDuckDbQueryEngine } from '../../../lib/adapters/embedded/duckdb-query-engine.js';
import { FileObjectStore } from '../../../lib/adapters/embedded/file-object-store.js';
import { appendClaimLines } from '../../../lib/pipeline/lake/append-claim-lines.js';
import type { LoggedVersion } from '../../../lib/pipeline/lake/claim-rows.js';
import type { JudgedYear } from '../../../lib/pipeline/lake/ledger-rows.js';
import {
  readManifest,
  snapshotObjects,
  type LakeVersions,
  type Manifest,
} from '../../../lib/pipeline/lake/manifest.js';
import { publishSnapshot } from '../../../lib/pipeline/lake/publish-snapshot.js';
import { shardOf, type ShardState } from '../../../lib/ports/ledger-store.js';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import type { QueryEngine, QueryRow } from '../../../lib/ports/query-engine.js';
import { testReference } from '../../support/test-reference.js';
import { ZERO_CENTS } from '../../../lib/domain/money.js';

export const TENANT = 'default';
export const VERSIONS: LakeVersions = {
  rules: 'r1',
  reference: 'd1',
  settings: 's1',
  schema: '1',
};

export interface LakeOnDisk {
  readonly directory: string;
  readonly objects: ObjectStore;
  readonly engine: QueryEngine;
  readonly queries: QueryFiles;
  append(versions: readonly LoggedVersion[], restatement?: number): Promise<readonly string[]>;
  publish(years: readonly JudgedYear[]): Promise<Manifest>;
  ask(
    manifest: Manifest,
    name: string,
    parameters?: Readonly<Record<string, string | number>>,
  ): Promise<readonly QueryRow[]>;
  close(): Promise<void>;
}

export const REFERENCE = await testReference();
export const QUERIES_DIRECTORY = join(import.meta.dirname, '../../../queries');

export async function lakeOnDisk(): Promise<LakeOnDisk> {
  const directory = mkdtempSync(join(tmpdir(), 'lake-'));
  const store = new FileObjectStore({ directory, exclusive: async (action) => action() });
  await store.prepare();
  const engine = openDuckDbQueryEngine({
    objectsDirectory: directory,
    threads: 1,
    snapshotFiles: async (tenantId, snapshotId) => {
      const manifest = await readManifest({ tenantId, objects: store, snapshotId });
      return manifest === null ? null : snapshotObjects(manifest);
    },
  });
  const queries = openQueryFiles(QUERIES_DIRECTORY);
  const lake = { tenantId: TENANT, objects: store, openTable: openParquetTable };
  return {
    directory,
    objects: store,
    engine,
    queries,
    append: (versions, restatement = 0) => appendClaimLines({ ...lake, versions, restatement }),
    publish: (years) =>
      publishSnapshot({
        ...lake,
        versions: VERSIONS,
        reference: REFERENCE,
        listShards: async () => statesOf(years),
        readRows: (year, shard) => rowsOf(years, year, shard),
      }),
    ask: (manifest, name, parameters = {}) =>
      engine.run(queries.get(name).query, {
        tenantId: TENANT,
        snapshotId: manifest.snapshotId,
        parameters,
      }),
    async close() {
      await engine.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** Shard states as a ledger would tell them: equal as long as the rows are. */
export function statesOf(years: readonly JudgedYear[]): readonly ShardState[] {
  const shards = new Map<string, JudgedYear[]>();
  for (const judged of years) {
    const key = `${judged.view.year} ${shardOf(judged.token)}`;
    shards.set(key, [...(shards.get(key) ?? []), judged]);
  }
  return [...shards].map(([key, members]) => {
    const [year = 0, shard = 0] = key.split(' ').map(Number);
    const state = createHash('sha256').update(JSON.stringify(members)).digest('hex');
    const cents = { PT_SLP: ZERO_CENTS, OT: ZERO_CENTS };
    return { year, shard, documents: members.length, cents, state };
  });
}

export async function* rowsOf(
  years: readonly JudgedYear[],
  year: number,
  shard: number,
): AsyncGenerator<JudgedYear> {
  const members = years.filter(
    (judged) => judged.view.year === year && shardOf(judged.token) === shard,
  );
  yield* members.toSorted((left, right) => (left.token < right.token ? -1 : 1));
}
