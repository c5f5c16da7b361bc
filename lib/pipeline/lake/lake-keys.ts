// Where the objects of a tenant's lake lie. Keys begin with the tenant; years are Hive partitions.

import { SHARD_COUNT } from '../../ports/ledger-store.js';

export function lakePrefix(tenantId: string): string {
  return `tenant=${tenantId}/lake/`;
}

/** The one movable object: which snapshot is current. */
export function pointerKey(tenantId: string): string {
  return `${lakePrefix(tenantId)}current.json`;
}

export function snapshotsPrefix(tenantId: string): string {
  return `${lakePrefix(tenantId)}snapshot=`;
}

function snapshotPrefix(tenantId: string, snapshotId: string): string {
  return `${snapshotsPrefix(tenantId)}${snapshotId}/`;
}

export function manifestKey(tenantId: string, snapshotId: string): string {
  return `${snapshotPrefix(tenantId, snapshotId)}manifest.json`;
}

export function namesPrefix(tenantId: string): string {
  return `${lakePrefix(tenantId)}names/`;
}

export function nameKey(tenantId: string, name: string): string {
  return `${namesPrefix(tenantId)}${name}.json`;
}

/** Shard files by content: written once, shared by all snapshots that hold the same rows. */
export function partsPrefix(tenantId: string): string {
  return `${lakePrefix(tenantId)}parts/`;
}

export interface ShardPart {
  readonly year: number;
  readonly shard: number;
  readonly sha256: string;
}

export function partKey(tenantId: string, { year, shard, sha256 }: ShardPart): string {
  return `${partsPrefix(tenantId)}${year}-${shardText(shard)}-${sha256}.parquet`;
}

/** The same file in the place where a snapshot's readers look for it. */
export function shardKey(tenantId: string, snapshotId: string, part: ShardPart): string {
  const folder = `${snapshotPrefix(tenantId, snapshotId)}ledger_lines/service_year=${part.year}/`;
  return `${folder}shard-${shardText(part.shard)}.parquet`;
}

export function claimLinesPrefix(tenantId: string): string {
  return `${lakePrefix(tenantId)}claim_lines/`;
}

export interface ClaimLinesChunk {
  readonly year: number;
  readonly sha256: string;
  readonly rows: number;
}

/** The name tells hash and rows, so that a publish need not open the log. */
export function chunkKey(tenantId: string, { year, sha256, rows }: ClaimLinesChunk): string {
  return `${claimLinesPrefix(tenantId)}service_year=${year}/${sha256}-${rows}.parquet`;
}

/** Null for a key that is not a chunk of the log. */
export function parseChunkKey(key: string): ClaimLinesChunk | null {
  const match = /\/claim_lines\/service_year=(\d{4})\/([0-9a-f]{64})-(\d+)\.parquet$/.exec(key);
  if (match === null) return null;
  const [, year = '', sha256 = '', rows = ''] = match;
  return { year: Number(year), sha256, rows: Number(rows) };
}

function shardText(shard: number): string {
  if (!Number.isInteger(shard) || shard < 0 || shard >= SHARD_COUNT) {
    throw new RangeError('no such shard');
  }
  return String(shard).padStart(2, '0');
}
