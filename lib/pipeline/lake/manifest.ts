// What a snapshot consists of: every object with hash and rows, and the versions of the rules, the
// reference data and the table schema that made them. The snapshot's id is the hash of exactly
// this, so equal content has an equal id, on any host.

import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ObjectStore } from '../../ports/object-store.js';
import { readJson } from '../read-json.js';
import { chunkKey, manifestKey, shardKey } from './lake-keys.js';

export const MANIFEST_SHARD = z.strictObject({
  year: z.int(),
  shard: z.int(),
  sha256: z.string(),
  rows: z.int(),
  bytes: z.int(),
  /** Current claims without service lines: counted here, as they have no row. */
  headerOnlyClaims: z.int(),
  headerOnlyPaidCents: z.int(),
});

const CHUNK = z.strictObject({ year: z.int(), sha256: z.string(), rows: z.int() });

/** Whatever changes rows without changing a document; a change rewrites every shard. */
export const LAKE_VERSIONS = z.strictObject({
  rules: z.string(),
  reference: z.string(),
  settings: z.string(),
  schema: z.string(),
});

const CONTENT = z.strictObject({
  format: z.literal(1),
  versions: LAKE_VERSIONS,
  ledgerLines: z.array(MANIFEST_SHARD),
  claimLines: z.array(CHUNK),
});

const MANIFEST = CONTENT.extend({ tenantId: z.string(), snapshotId: z.string() });

export type LakeVersions = Readonly<z.infer<typeof LAKE_VERSIONS>>;
export type ManifestShard = Readonly<z.infer<typeof MANIFEST_SHARD>>;
export type ManifestChunk = Readonly<z.infer<typeof CHUNK>>;

export interface ManifestContent {
  readonly format: 1;
  readonly versions: LakeVersions;
  /** By year and shard. */
  readonly ledgerLines: readonly ManifestShard[];
  /** The log as far as it had come; by year and hash. Named, not copied: it only ever grows. */
  readonly claimLines: readonly ManifestChunk[];
}

export interface Manifest extends ManifestContent {
  readonly tenantId: string;
  readonly snapshotId: string;
}

const ID_DIGITS = 32;

export function toManifest(tenantId: string, content: ManifestContent): Manifest {
  const sorted: ManifestContent = {
    format: 1,
    versions: content.versions,
    ledgerLines: content.ledgerLines.toSorted(
      (left, right) => left.year - right.year || left.shard - right.shard,
    ),
    claimLines: content.claimLines.toSorted(
      (left, right) => left.year - right.year || (left.sha256 < right.sha256 ? -1 : 1),
    ),
  };
  return { ...sorted, tenantId, snapshotId: contentId(sorted) };
}

/** Fields in a fixed order: the id must not depend on how an object was put together. */
function contentId({ format, versions, ledgerLines, claimLines }: ManifestContent): string {
  const { rules, reference, settings, schema } = versions;
  const canonical = JSON.stringify([
    format,
    [rules, reference, settings, schema],
    ledgerLines.map((part) => [
      part.year,
      part.shard,
      part.sha256,
      part.rows,
      part.headerOnlyClaims,
      part.headerOnlyPaidCents,
    ]),
    claimLines.map(({ year, sha256, rows }) => [year, sha256, rows]),
  ]);
  return createHash('sha256').update(canonical).digest('hex').slice(0, ID_DIGITS);
}

export interface SnapshotRef {
  readonly tenantId: string;
  readonly objects: ObjectStore;
  readonly snapshotId: string;
}

/** Null when there is no such snapshot. Throws when the stored manifest is not what it claims. */
export async function readManifest(ref: SnapshotRef): Promise<Manifest | null> {
  const key = manifestKey(ref.tenantId, ref.snapshotId);
  const manifest: Manifest | null = await readJson(ref.objects, key, MANIFEST);
  if (manifest === null) return null;
  const isItself =
    manifest.tenantId === ref.tenantId &&
    manifest.snapshotId === ref.snapshotId &&
    contentId(manifest) === ref.snapshotId;
  if (!isItself) throw new Error('a snapshot manifest does not match its id');
  return manifest;
}

/** Keys of the objects behind each table of a snapshot, for a query engine to bind. */
export interface SnapshotObjects {
  readonly ledger_lines: readonly string[];
  readonly claim_lines: readonly string[];
}

export function snapshotObjects(manifest: Manifest): SnapshotObjects {
  const { tenantId, snapshotId } = manifest;
  return {
    ledger_lines: manifest.ledgerLines.map((part) => shardKey(tenantId, snapshotId, part)),
    claim_lines: manifest.claimLines.map((chunk) => chunkKey(tenantId, chunk)),
  };
}
