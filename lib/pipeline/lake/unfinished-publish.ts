// What a publish wrote before its time was up: which shard file shows which state of the ledger.
// The next publish takes these files as they are, so that a ledger of any size is published in as
// many calls as it takes. Nothing else names the files yet: whoever prunes meanwhile removes them,
// and then they are written again.

import * as z from 'zod';
import type { ObjectStore } from '../../ports/object-store.js';
import { readJson } from '../read-json.js';
import { lakePrefix } from './lake-keys.js';
import {
  LAKE_VERSIONS,
  MANIFEST_SHARD,
  type LakeVersions,
  type ManifestShard,
} from './manifest.js';

/** Time is up and not all is written: the same again goes on from there. */
export class PublishUnfinishedError extends Error {
  override readonly name = 'PublishUnfinishedError';
  readonly retryable = true;

  constructor() {
    super('the publish was not finished in its time; the same again goes on');
  }
}

const UNFINISHED = z.strictObject({
  versions: LAKE_VERSIONS,
  /** By year, shard and state of the ledger. */
  parts: z.array(z.tuple([z.string(), MANIFEST_SHARD])),
});

interface Place {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

export type WrittenParts = ReadonlyMap<string, ManifestShard>;

/** Nothing where other rules, rows or columns are to be published now. */
export async function readUnfinished(
  { tenantId, objects }: Place,
  versions: LakeVersions,
): Promise<WrittenParts> {
  const noted = await readJson(objects, keyOf(tenantId), UNFINISHED);
  const isOurs = noted !== null && JSON.stringify(noted.versions) === canonical(versions);
  return new Map(isOurs ? noted.parts : []);
}

export async function noteUnfinished(
  { tenantId, objects }: Place,
  versions: LakeVersions,
  parts: WrittenParts,
): Promise<void> {
  const text = `{"versions":${canonical(versions)},"parts":${JSON.stringify([...parts])}}`;
  await objects.put(keyOf(tenantId), new TextEncoder().encode(text));
}

/** All that was noted is in a snapshot. */
export async function forgetUnfinished({ tenantId, objects }: Place): Promise<void> {
  await objects.remove(keyOf(tenantId));
}

function keyOf(tenantId: string): string {
  return `${lakePrefix(tenantId)}unfinished.json`;
}

/** In a fixed order, so that equal versions are equal as text. */
function canonical({ rules, reference, settings, schema }: LakeVersions): string {
  return JSON.stringify({ rules, reference, settings, schema });
}
