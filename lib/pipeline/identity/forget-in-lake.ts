// Takes a person out of the lake: out of the log, out of every snapshot that has a name, and, by
// publishing anew, out of all others. Objects are immutable, so files and manifests are written
// under new names first, then names are moved, then the former ones go: cut off anywhere, it can be
// done again.

import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../ports/object-store.js';
import { shardOf } from '../../ports/ledger-store.js';
import {
  chunkKey,
  claimLinesPrefix,
  lakePrefix,
  manifestKey,
  parseChunkKey,
  partKey,
  shardKey,
  type ClaimLinesChunk,
} from '../lake/lake-keys.js';
import type { LakeTableName } from '../lake/lake-table-writer.js';
import { readManifest, toManifest, type Manifest, type ManifestShard } from '../lake/manifest.js';
import { nameSnapshot, namedSnapshots } from '../lake/snapshot-pointer.js';

/** Null when the file has no row of them. */
export type DropLakeRows = (
  table: LakeTableName,
  body: Uint8Array,
  tokens: ReadonlySet<string>,
) => Promise<{ readonly body: Uint8Array; readonly rows: number } | null>;

export interface ForgetInLake {
  readonly tenantId: string;
  readonly objects: ObjectStore;
  readonly dropRows: DropLakeRows;
  readonly tokens: readonly string[];
  /** How far an earlier attempt came through the log. */
  readonly log?: LogProgress | undefined;
  /** Asked between files of the log; default: there is time. */
  readonly isTimeUp?: () => boolean;
}

/** The log may have more files than one function has time for. */
export interface LogProgress {
  /** Hashes of files that have no row of the person. */
  readonly checked: readonly string[];
  /** Former key to what stands in its place; null where nobody is left. */
  readonly replaced: Readonly<Record<string, ClaimLinesChunk | null>>;
}

export type ForgottenInLake =
  | {
      readonly kind: 'forgotten';
      readonly chunks: number;
      /** The whole log, looked through; `looked`: files of it that this attempt looked at. */
      readonly log: LogProgress;
      readonly looked: number;
      /** Names whose snapshot is another one now. */
      readonly renamed: readonly string[];
    }
  | { readonly kind: 'unfinished'; readonly log: LogProgress };

/** Run it in the turn of a publisher; publish and prune to the newest snapshot afterwards. */
export async function forgetInLake(lake: ForgetInLake): Promise<ForgottenInLake> {
  const { log, looked, isFinished } = await rewriteLog(lake);
  if (!isFinished) return { kind: 'unfinished', log };
  const chunks = new Map(Object.entries(log.replaced));
  const renamed: string[] = [];
  for (const [name, snapshotId] of await namedSnapshots(lake)) {
    const manifest = await readManifest({ ...lake, snapshotId });
    if (manifest === null) continue;
    const next = await rewriteSnapshot(lake, manifest, chunks);
    if (next.snapshotId === snapshotId) continue;
    await noteReplacement(lake, snapshotId, next.snapshotId);
    await nameSnapshot(lake, name, next.snapshotId);
    renamed.push(name);
  }
  for (const key of chunks.keys()) await lake.objects.remove(key);
  return { kind: 'forgotten', chunks: chunks.size, log, looked, renamed };
}

type ReplacedChunks = ReadonlyMap<string, ClaimLinesChunk | null>;

/** Files of the log looked at together: each waits for the store most of the time. */
const AT_ONCE = 8;

interface LogRewriting {
  readonly log: LogProgress;
  readonly looked: number;
  readonly isFinished: boolean;
}

async function rewriteLog(lake: ForgetInLake): Promise<LogRewriting> {
  const { log = { checked: [], replaced: {} }, isTimeUp = () => false } = lake;
  const checked = new Set(log.checked);
  const replaced = new Map(Object.entries(log.replaced));
  const left = (await lake.objects.list(claimLinesPrefix(lake.tenantId))).flatMap((key) => {
    const chunk = parseChunkKey(key);
    return chunk === null || checked.has(chunk.sha256) || replaced.has(key) ? [] : [{ key, chunk }];
  });
  let done = 0;
  while (done < left.length && !(done > 0 && isTimeUp())) {
    const some = left.slice(done, done + AT_ONCE);
    const found = await Promise.all(some.map((each) => rewriteChunk(lake, each)));
    for (const [at, { key, chunk }] of some.entries()) {
      const next = found[at];
      if (next === undefined) checked.add(chunk.sha256);
      else replaced.set(key, next);
    }
    done += some.length;
  }
  const progress = { checked: [...checked], replaced: Object.fromEntries(replaced) };
  return { log: progress, looked: done, isFinished: done >= left.length };
}

/** Undefined when the file has no row of them, null when it has no other. */
async function rewriteChunk(
  { tenantId, objects, dropRows, tokens }: ForgetInLake,
  { key, chunk }: { readonly key: string; readonly chunk: ClaimLinesChunk },
): Promise<ClaimLinesChunk | null | undefined> {
  const stored = await objects.get(key);
  const kept = stored === null ? null : await dropRows('claim_lines', stored.body, new Set(tokens));
  if (kept === null) return undefined;
  if (kept.rows === 0) return null;
  const next = { year: chunk.year, sha256: sha256Of(kept.body), rows: kept.rows };
  await objects.put(chunkKey(tenantId, next), kept.body, { ifAbsent: true });
  return next;
}

async function rewriteSnapshot(
  lake: ForgetInLake,
  manifest: Manifest,
  chunks: ReplacedChunks,
): Promise<Manifest> {
  const { tenantId, objects } = lake;
  const shards = new Set(lake.tokens.map(shardOf));
  const ledgerLines: ManifestShard[] = [];
  for (const part of manifest.ledgerLines) {
    ledgerLines.push(shards.has(part.shard) ? await rewritePart(lake, manifest, part) : part);
  }
  const claimLines = manifest.claimLines.flatMap((chunk) => {
    const next = chunks.get(chunkKey(tenantId, chunk));
    return next === undefined ? [chunk] : next === null ? [] : [next];
  });
  const { format, versions } = manifest;
  const next = toManifest(tenantId, { format, versions, ledgerLines, claimLines });
  if (next.snapshotId === manifest.snapshotId) return manifest;
  for (const [at, part] of ledgerLines.entries()) {
    const before = manifest.ledgerLines[at];
    const from =
      part === before ? shardKey(tenantId, manifest.snapshotId, part) : partKey(tenantId, part);
    await objects.copy(from, shardKey(tenantId, next.snapshotId, part));
  }
  const body = new TextEncoder().encode(JSON.stringify(next));
  await objects.put(manifestKey(tenantId, next.snapshotId), body, { ifAbsent: true });
  return next;
}

async function rewritePart(
  lake: ForgetInLake,
  { snapshotId }: Manifest,
  part: ManifestShard,
): Promise<ManifestShard> {
  const { tenantId, objects } = lake;
  const stored = await objects.get(shardKey(tenantId, snapshotId, part));
  if (stored === null) throw new Error('a snapshot lacks one of its objects');
  const kept = await lake.dropRows('ledger_lines', stored.body, new Set(lake.tokens));
  if (kept === null) return part;
  const { body, rows } = kept;
  const next = { ...part, sha256: sha256Of(body), rows, bytes: body.byteLength };
  await objects.put(partKey(tenantId, next), body, { ifAbsent: true });
  return next;
}

/** A report names the snapshot that it was made from: whoever looks for it finds its successor. */
async function noteReplacement(lake: ForgetInLake, from: string, to: string): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify({ snapshotId: to }));
  await lake.objects.put(`${lakePrefix(lake.tenantId)}replaced/${from}.json`, body);
}

function sha256Of(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
