// The lake of an embedded workspace: writing its log, publishing snapshots, querying the current
// one.

import { dirname, join } from 'node:path';
import { openQueryFiles } from '../lib/adapters/common/load-query.js';
import { referenceDirectory } from '../lib/adapters/common/reference-directory.js';
import { openParquetTable } from '../lib/adapters/common/lake/parquet-table-writer.js';
import { LAKE_SCHEMA_VERSION } from '../lib/adapters/common/lake/lake-schema.js';
import { openDuckDbQueryEngine } from '../lib/adapters/embedded/duckdb-query-engine.js';
import { RULES_VERSION } from '../lib/domain/rules-version.js';
import type { CommittedRound, VersionOfToken } from '../lib/pipeline/commit-spool.js';
import { publishedShard } from '../lib/pipeline/judged-shard.js';
import { appendClaimLines } from '../lib/pipeline/lake/append-claim-lines.js';
import { lineAccruals } from '../lib/pipeline/lake/line-accruals.js';
import { readManifest, snapshotObjects, type Manifest } from '../lib/pipeline/lake/manifest.js';
import { openPublisher } from '../lib/pipeline/lake/publish-snapshot.js';
import { pruneSnapshots } from '../lib/pipeline/lake/prune-snapshots.js';
import { rememberRecentYears } from '../lib/pipeline/recent-years.js';
import { shardOf } from '../lib/ports/ledger-store.js';
import type { SnapshotQueries } from '../lib/pipeline/score.js';
import type { QueryEngine, QueryRow } from '../lib/ports/query-engine.js';
import { inPublishTurn } from './publish-turn.js';
import { settingsVersion, TENANT_ID, type Session } from './session.js';

/** Snapshots that stay readable; a named one stays for as long as it has its name. */
const SNAPSHOTS_KEPT = 5;

type LakeSession = Pick<Session, 'tools' | 'workspace' | 'settings'>;

/** Logged before the ledger commits; restatements are numbered by the workspace's settings. */
export async function writeClaimLog(
  session: LakeSession,
  versions: readonly VersionOfToken[],
): Promise<void> {
  await appendClaimLines({
    tenantId: TENANT_ID,
    objects: session.workspace.objects,
    openTable: openParquetTable,
    restatement: session.settings.length,
    versions: versions.map(({ token, version }) => ({
      token,
      shard: shardOf(token),
      version,
      accruals: lineAccruals(version, session.tools.context),
    })),
  });
}

/** Brings the lake up to the ledger; writes only the shards that changed. */
export function publishLake(session: LakeSession): Promise<Manifest> {
  return openLakeWriter(session).publish();
}

/** Publishes beside an ingest: what was committed just now is neither read nor judged again. */
export interface LakeWriter {
  committed(round: CommittedRound): Promise<void>;
  publish(): Promise<Manifest>;
}

export function openLakeWriter(session: LakeSession): LakeWriter {
  const { tools, workspace } = session;
  const recent = rememberRecentYears();
  const publisher = openPublisher({
    tenantId: TENANT_ID,
    objects: workspace.objects,
    openTable: openParquetTable,
    reference: tools.context.reference,
    versions: {
      rules: RULES_VERSION,
      reference: tools.context.reference.version,
      settings: settingsVersion(session.settings),
      schema: LAKE_SCHEMA_VERSION,
    },
    listShards: () => tools.ledger.listShards(TENANT_ID),
    readRows: (year, shard) => publishedShard(tools, { year, shard }, recent),
  });
  return {
    async committed({ persons, wholeShards }) {
      for (const person of persons) recent.remember(person);
      if (wholeShards.length > 0) await publisher.writeAhead(wholeShards);
    },
    publish: () =>
      inPublishTurn({ objects: workspace.objects, tenantId: TENANT_ID }, async () => {
        const manifest = await publisher.publish();
        await pruneSnapshots({ tenantId: TENANT_ID, objects: workspace.objects }, SNAPSHOTS_KEPT);
        return manifest;
      }),
  };
}

function openQueries(session: LakeSession): QueryEngine {
  return openDuckDbQueryEngine({
    objectsDirectory: join(session.workspace.directory, 'objects'),
    spillDirectory: join(session.workspace.directory, 'spill'),
    snapshotFiles: async (tenantId, snapshotId) => {
      const { objects } = session.workspace;
      const manifest = await readManifest({ tenantId, objects, snapshotId });
      return manifest === null ? null : snapshotObjects(manifest);
    },
  });
}

/** The current snapshot, brought up to date first, with its queries. */
export interface OpenLake {
  readonly manifest: Manifest;
  readonly queries: SnapshotQueries;
}

/** Readers see the ledger as it stands: what a crash left unpublished is published first. */
export async function withLake<Answer>(
  session: LakeSession,
  action: (lake: OpenLake) => Promise<Answer>,
): Promise<Answer> {
  const manifest = await publishLake(session);
  const files = openQueryFiles(queriesDirectory());
  const engine = openQueries(session);
  try {
    return await action({
      manifest,
      queries: {
        engine,
        query: (name) => files.get(name).query,
        tenantId: TENANT_ID,
        snapshotId: manifest.snapshotId,
      },
    });
  } finally {
    await engine.close();
  }
}

/** Rows of a query over the open snapshot. */
export function runQuery(
  { queries }: OpenLake,
  name: string,
  parameters: Readonly<Record<string, string | number>> = {},
): Promise<readonly QueryRow[]> {
  const { tenantId, snapshotId } = queries;
  return queries.engine.run(queries.query(name), { tenantId, snapshotId, parameters });
}

function queriesDirectory(): string {
  return join(dirname(referenceDirectory()), 'queries');
}

/** Current claims without service lines: in the manifest only, as they have no row. */
export function headerOnlyClaims(manifest: Manifest): {
  readonly claims: number;
  readonly paidCents: number;
} {
  let claims = 0;
  let paidCents = 0;
  for (const part of manifest.ledgerLines) {
    claims += part.headerOnlyClaims;
    paidCents += part.headerOnlyPaidCents;
  }
  return { claims, paidCents };
}
