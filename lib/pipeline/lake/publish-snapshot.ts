// Publishes the ledger to the lake: writes the shards that changed, shares the rest, describes all
// in a manifest, then moves the pointer. Readers see the old snapshot or the new one. Every step
// before the pointer is invisible and may be repeated, so a crash anywhere costs only time.

import { createHash } from 'node:crypto';
import type { ShardState } from '../../ports/ledger-store.js';
import {
  claimLinesPrefix,
  manifestKey,
  parseChunkKey,
  partKey,
  partsPrefix,
  shardKey,
  type ClaimLinesChunk,
} from './lake-keys.js';
import type { CollectedYear } from '../recent-years.js';
import type { LakeTableWriter, OpenLakeTable } from './lake-table-writer.js';
import type { ReferenceData } from '../../domain/reference.js';
import { collectLedgerRows, type JudgedYear, type LedgerRows } from './ledger-rows.js';
import {
  readManifest,
  toManifest,
  type LakeVersions,
  type Manifest,
  type ManifestShard,
} from './manifest.js';
import {
  movePointer,
  readPointer,
  type LakeRef,
  type SnapshotPointer,
} from './snapshot-pointer.js';
import {
  forgetUnfinished,
  noteUnfinished,
  PublishUnfinishedError,
  readUnfinished,
} from './unfinished-publish.js';

export interface PublishInput extends LakeRef {
  readonly openTable: OpenLakeTable;
  readonly versions: LakeVersions;
  readonly reference: ReferenceData;
  /** The states of all shards now; asked again when another publisher was faster. */
  readonly listShards: () => Promise<readonly ShardState[]>;
  /** Judged years of one shard, by ascending token; some as rows that were made before. */
  readonly readRows: (year: number, shard: number) => AsyncIterable<JudgedYear | CollectedYear>;
  /**
   * For a process that is ended at some time, asked between shards: when it is, what was written is
   * noted, PublishUnfinishedError thrown, and the next publish that gives this goes on from there.
   */
  readonly isTimeUp?: () => boolean;
}

/** Rows are handed to the file so many at a time. */
const ROWS_AT_ONCE = 1_000;
const ATTEMPTS = 8;
const COPIES_AT_ONCE = 16;
const RECENT_KEPT = 100;

export interface SnapshotPublisher {
  /** Writes what these shards hold now; `publish` takes it unless they have changed since. */
  writeAhead(shards: readonly number[]): Promise<void>;
  publish(): Promise<Manifest>;
}

export function publishSnapshot(input: PublishInput): Promise<Manifest> {
  return openPublisher(input).publish();
}

export function openPublisher(input: PublishInput): SnapshotPublisher {
  const written: WrittenShards = { parts: new Map(), rows: collectLedgerRows(input.reference) };
  return {
    async writeAhead(shards) {
      const stored = await readPointer(input);
      const known = await knownShards(input, stored?.pointer ?? null);
      for (const state of await input.listShards()) {
        if (!shards.includes(state.shard) || known.has(stateKey(state))) continue;
        if (!written.parts.has(stateKey(state))) await writeShard(input, state, written);
      }
    },
    async publish() {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const manifest = await attemptPublish(input, written);
        if (manifest !== null) return manifest;
      }
      throw new Error(`publishing gave up: the pointer moved ${ATTEMPTS} times meanwhile`);
    },
  };
}

/** What this publisher wrote already: ahead of publishing, or in an attempt that lost the race. */
interface WrittenShards {
  readonly parts: Map<string, ManifestShard>;
  readonly rows: LedgerRows;
}

/** Null when another publisher moved the pointer first. */
async function attemptPublish(
  input: PublishInput,
  written: WrittenShards,
): Promise<Manifest | null> {
  const stored = await readPointer(input);
  const before = stored?.pointer ?? null;
  const states = await input.listShards();
  const known = await knownShards(input, before);
  const resumed = await resume(input, written);
  const mine = await writtenBefore(input, written);
  const ledgerLines: ManifestShard[] = [];
  let fresh = 0;
  for (const shard of states) {
    const part = known.get(stateKey(shard)) ?? mine.get(stateKey(shard));
    // One at least, or the same again would not come further.
    if (part === undefined && fresh > 0) await stopInTime(input, written);
    if (part === undefined) fresh += 1;
    ledgerLines.push(part ?? (await writeShard(input, shard, written)));
  }
  // What is left takes its time as well: a call that ends in it would have noted nothing.
  if (fresh > 0) await stopInTime(input, written);
  // After the rows: the log is written ahead of the ledger, so it holds all that these rows show.
  const claimLines = await listClaimLines(input);
  const { versions } = input;
  const manifest = toManifest(input.tenantId, { format: 1, versions, ledgerLines, claimLines });
  await layOut(input, manifest);
  const pointer = nextPointer(manifest.snapshotId, states, before);
  if (JSON.stringify(pointer) === JSON.stringify(before)) return manifest;
  const isMoved = await movePointer(input, pointer, stored?.etag ?? null);
  if (isMoved && resumed > 0) await forgetUnfinished(input);
  return isMoved ? manifest : null;
}

/** How many files were noted by a publish that was not finished. */
async function resume(input: PublishInput, { parts }: WrittenShards): Promise<number> {
  if (input.isTimeUp === undefined) return 0;
  const noted = await readUnfinished(input, input.versions);
  for (const [key, part] of noted) if (!parts.has(key)) parts.set(key, part);
  return noted.size;
}

async function stopInTime(input: PublishInput, { parts }: WrittenShards): Promise<void> {
  if (input.isTimeUp?.() !== true) return;
  await noteUnfinished(input, input.versions, parts);
  throw new PublishUnfinishedError();
}

/**
 * Shards of the current snapshot by the ledger state that they show; none after a version change.
 */
async function knownShards(
  input: PublishInput,
  before: SnapshotPointer | null,
): Promise<ReadonlyMap<string, ManifestShard>> {
  const known = new Map<string, ManifestShard>();
  if (before === null) return known;
  const manifest = await readManifest({ ...input, snapshotId: before.snapshotId });
  if (manifest === null || !isSameVersions(manifest.versions, input.versions)) return known;
  const parts = new Map(manifest.ledgerLines.map((part) => [`${part.year} ${part.shard}`, part]));
  for (const state of before.states) {
    const part = parts.get(`${state.year} ${state.shard}`);
    if (part !== undefined) known.set(stateKey(state), part);
  }
  return known;
}

/** No manifest names these files yet, so another process that pruned meanwhile removed them. */
async function writtenBefore(
  lake: LakeRef,
  { parts }: WrittenShards,
): Promise<ReadonlyMap<string, ManifestShard>> {
  if (parts.size === 0) return parts;
  const stored = new Set(await lake.objects.list(partsPrefix(lake.tenantId)));
  return new Map([...parts].filter(([, part]) => stored.has(partKey(lake.tenantId, part))));
}

async function writeShard(
  input: PublishInput,
  { year, shard, state }: Pick<ShardState, 'year' | 'shard' | 'state'>,
  written: WrittenShards,
): Promise<ManifestShard> {
  const writer = input.openTable('ledger_lines');
  let total = 0;
  let headerOnlyClaims = 0;
  let headerOnlyPaidCents = 0;
  let last = '';
  for await (const judged of input.readRows(year, shard)) {
    if (judged.token <= last) throw new Error('ledger rows must come by ascending token');
    last = judged.token;
    total += addYear(writer, judged, { shard, rows: written.rows });
    headerOnlyClaims += judged.headerOnlyClaims ?? 0;
    headerOnlyPaidCents += judged.headerOnlyPaidCents ?? 0;
  }
  if (written.rows.rows > 0) writer.append(written.rows.take());
  const body = writer.finish();
  const sha256 = createHash('sha256').update(body).digest('hex');
  const counts = { rows: total, bytes: body.length, headerOnlyClaims, headerOnlyPaidCents };
  const part = { year, shard, sha256, ...counts };
  // The name is the content: what is there already is this.
  await input.objects.put(partKey(input.tenantId, part), body, { ifAbsent: true });
  written.parts.set(stateKey({ year, shard, state }), part);
  return part;
}

/** How many rows the year has. */
function addYear(
  writer: LakeTableWriter,
  judged: JudgedYear | CollectedYear,
  { shard, rows }: { readonly shard: number; readonly rows: LedgerRows },
): number {
  if ('view' in judged) {
    rows.add(judged, shard);
    if (rows.rows >= ROWS_AT_ONCE) writer.append(rows.take());
    return judged.view.lines.length;
  }
  // What was judged before it comes before it.
  if (rows.rows > 0) writer.append(rows.take());
  writer.copy(judged.rows, judged.from, judged.to);
  return judged.to - judged.from;
}

/** Puts the snapshot's files in their places; the manifest, last, makes it whole. */
async function layOut(input: PublishInput, manifest: Manifest): Promise<void> {
  const { tenantId, snapshotId } = manifest;
  const existing = await readManifest({ ...input, snapshotId });
  if (existing !== null) return;
  for (let at = 0; at < manifest.ledgerLines.length; at += COPIES_AT_ONCE) {
    const parts = manifest.ledgerLines.slice(at, at + COPIES_AT_ONCE);
    await Promise.all(
      parts.map((part) =>
        input.objects.copy(partKey(tenantId, part), shardKey(tenantId, snapshotId, part)),
      ),
    );
  }
  const body = new TextEncoder().encode(JSON.stringify(manifest));
  await input.objects.put(manifestKey(tenantId, snapshotId), body, { ifAbsent: true });
}

async function listClaimLines(lake: LakeRef): Promise<readonly ClaimLinesChunk[]> {
  const keys = await lake.objects.list(claimLinesPrefix(lake.tenantId));
  return keys.flatMap((key) => parseChunkKey(key) ?? []);
}

function nextPointer(
  snapshotId: string,
  states: readonly ShardState[],
  before: SnapshotPointer | null,
): SnapshotPointer {
  const older = (before?.recent ?? []).filter((id) => id !== snapshotId);
  return {
    format: 1,
    snapshotId,
    states: states.map(({ year, shard, state }) => ({ year, shard, state })),
    recent: [snapshotId, ...older].slice(0, RECENT_KEPT),
  };
}

function isSameVersions(left: LakeVersions, right: LakeVersions): boolean {
  return (
    left.rules === right.rules &&
    left.reference === right.reference &&
    left.settings === right.settings &&
    left.schema === right.schema
  );
}

function stateKey({ year, shard, state }: Pick<ShardState, 'year' | 'shard' | 'state'>): string {
  return `${year} ${shard} ${state}`;
}
