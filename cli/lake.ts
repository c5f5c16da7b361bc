// The lake of an embedded workspace: writing its log, publishing snapshots, querying the current
// one.

import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openQueryFiles } from '../lib/adapters/common/load-query.js';
import { referenceDirectory } from '../lib/adapters/common/reference-directory.js';
import { ParquetRows } from '../lib/adapters/common/lake/parquet-rows.js';
import { openParquetTable } from '../lib/adapters/common/lake/parquet-table-writer.js';
import { lakeVersions } from '../lib/adapters/common/lake/lake-versions.js';
import { openDuckDbQueryEngine } from '../lib/adapters/embedded/duckdb-query-engine.js';
import type { CommitLog, CommitStep, VersionOfToken } from '../lib/pipeline/commit-spool.js';
import { publishedShard } from '../lib/pipeline/judged-shard.js';
import { readManifest, snapshotObjects, type Manifest } from '../lib/pipeline/lake/manifest.js';
import { openCommitLog as openLog } from '../lib/pipeline/lake/open-commit-log.js';
import { openPublisher } from '../lib/pipeline/lake/publish-snapshot.js';
import { pruneSnapshots } from '../lib/pipeline/lake/prune-snapshots.js';
import { rememberRecentYears } from '../lib/pipeline/recent-years.js';
import { askSnapshot, type SnapshotQueries } from '../lib/pipeline/snapshot-queries.js';
import { settingsVersion } from '../lib/pipeline/tenant-rules.js';
import type { QueryEngine, QueryRow } from '../lib/ports/query-engine.js';
import { inPublishTurn } from './publish-turn.js';
import { TENANT_ID, type Session } from './session.js';

/** Snapshots that stay readable; a named one stays for as long as it has its name. */
const SNAPSHOTS_KEPT = 5;

type LakeSession = Pick<Session, 'tools' | 'workspace' | 'settings'>;

/** Logged before the ledger commits; restatements are numbered by the workspace's settings. */
export function openCommitLog({ tools, workspace, settings }: LakeSession): CommitLog {
  return openLog({
    tools,
    objects: workspace.objects,
    openTable: openParquetTable,
    restatement: settings.length,
  });
}

export async function writeClaimLog(
  session: LakeSession,
  versions: readonly VersionOfToken[],
): Promise<void> {
  const log = openCommitLog(session);
  log.add(versions);
  await log.write();
}

/** Brings the lake up to the ledger; writes only the shards that changed. */
export function publishLake(session: LakeSession): Promise<Manifest> {
  return openLakeWriter(session).publish();
}

/** Publishes beside an ingest: what was judged just now is neither read nor judged again. */
export interface LakeWriter extends Pick<CommitStep, 'onJudged' | 'onOutdated' | 'onCommitted'> {
  publish(): Promise<Manifest>;
}

export function openLakeWriter(session: LakeSession): LakeWriter {
  const { tools, workspace } = session;
  const { reference } = tools.context;
  const openRows = (table: 'ledger_lines' | 'claim_lines'): ParquetRows => new ParquetRows(table);
  const recent = rememberRecentYears({ openRows, reference });
  const publisher = openPublisher({
    tenantId: TENANT_ID,
    objects: workspace.objects,
    openTable: openParquetTable,
    reference,
    versions: lakeVersions({
      reference: reference.version,
      settings: settingsVersion(session.settings),
    }),
    listShards: () => tools.ledger.listShards(TENANT_ID),
    readRows: (year, shard) => publishedShard(tools, { year, shard }, recent),
  });
  return {
    onJudged: (person) => recent.remember(person),
    onOutdated: (years) => recent.forget(years),
    async onCommitted(wholeShards) {
      if (wholeShards.length === 0) return;
      await publisher.writeAhead(wholeShards);
      recent.release(wholeShards);
    },
    publish: () =>
      inPublishTurn({ objects: workspace.objects, tenantId: TENANT_ID }, async () => {
        const manifest = await publisher.publish();
        await pruneSnapshots({ tenantId: TENANT_ID, objects: workspace.objects }, SNAPSHOTS_KEPT);
        return manifest;
      }),
  };
}

/** One folder a process: two engines in one folder would overwrite each other's pages. */
function spillDirectory({ workspace }: LakeSession): string {
  return join(workspace.directory, 'spill', String(process.pid));
}

function openQueries(session: LakeSession): QueryEngine {
  return openDuckDbQueryEngine({
    objectsDirectory: join(session.workspace.directory, 'objects'),
    spillDirectory: spillDirectory(session),
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
    await rm(spillDirectory(session), { recursive: true, force: true });
  }
}

/** Rows of a query over the open snapshot. */
export function runQuery(
  { queries }: OpenLake,
  name: string,
  parameters: Readonly<Record<string, string | number>> = {},
): Promise<readonly QueryRow[]> {
  return askSnapshot(queries, name, parameters);
}

function queriesDirectory(): string {
  return join(dirname(referenceDirectory()), 'queries');
}
