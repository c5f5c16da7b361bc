// Where pages lie: immutable compressed objects under the id of their set, and one pointer to the
// set that screens read. A set is whole before the pointer names it.

import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import * as z from 'zod';
import type { IsoDay } from '../../domain/day.js';
import type { ObjectStore } from '../../ports/object-store.js';
import { readJson } from '../read-json.js';

export interface PagePlace {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

/** One part of the list of claims: those that begin in a month, in the order of the list. */
export interface ClaimPart {
  readonly page: string;
  readonly year: number;
  /** `2026-03`. */
  readonly month: string;
  readonly claims: number;
}

export interface PageSet {
  readonly format: 1;
  readonly pagesId: string;
  readonly snapshotId: string;
  /** The run that the providers are of; null without therapy. */
  readonly runId: string | null;
  /** The day from which the look-back counts. */
  readonly asOf: IsoDay;
  /** Last day of service in the data; null without therapy. */
  readonly dataThrough: IsoDay | null;
  /** ISO instant. */
  readonly builtAt: string;
  readonly years: readonly number[];
  /** Latest month first. */
  readonly claimParts: readonly ClaimPart[];
  /** The set before this one, kept for those who are reading it. */
  readonly previousId: string | null;
}

/** On a thread of its own: the next question is asked meanwhile. */
const compress = promisify<string, Buffer>(gzip);

const POINTER = z.strictObject({
  format: z.literal(1),
  pagesId: z.string(),
  snapshotId: z.string(),
  runId: z.string().nullable(),
  asOf: z.string(),
  dataThrough: z.string().nullable(),
  builtAt: z.string(),
  years: z.array(z.int()),
  claimParts: z.array(
    z.strictObject({ page: z.string(), year: z.int(), month: z.string(), claims: z.int() }),
  ),
  previousId: z.string().nullable(),
});

export async function readPageSet({ tenantId, objects }: PagePlace): Promise<PageSet | null> {
  const set = await readJson(objects, pointerKey(tenantId), POINTER);
  if (set === null) return null;
  return { ...set, asOf: set.asOf as IsoDay, dataThrough: set.dataThrough as IsoDay | null };
}

export async function movePageSet({ tenantId, objects }: PagePlace, set: PageSet): Promise<void> {
  await objects.put(pointerKey(tenantId), Buffer.from(JSON.stringify(set)));
}

export async function putPage(
  { tenantId, objects }: PagePlace,
  at: { readonly pagesId: string; readonly page: string },
  content: unknown,
): Promise<void> {
  await objects.put(pageKey(tenantId, at), await compress(JSON.stringify(content)));
}

/** Null where the set has no such page. */
export async function readPage(
  { tenantId, objects }: PagePlace,
  at: { readonly pagesId: string; readonly page: string },
): Promise<unknown> {
  const stored = await objects.get(pageKey(tenantId, at));
  if (stored === null) return null;
  return JSON.parse(gunzipSync(stored.body).toString('utf8')) as unknown;
}

/** Removes all sets but those named. */
export async function prunePages(
  { tenantId, objects }: PagePlace,
  kept: readonly string[],
): Promise<void> {
  const prefix = `${pagesPrefix(tenantId)}set=`;
  for (const key of await objects.list(prefix)) {
    const pagesId = key.slice(prefix.length).split('/')[0] ?? '';
    if (!kept.includes(pagesId)) await objects.remove(key);
  }
}

function pagesPrefix(tenantId: string): string {
  return `tenant=${tenantId}/pages/`;
}

function pointerKey(tenantId: string): string {
  return `${pagesPrefix(tenantId)}current.json`;
}

function pageKey(
  tenantId: string,
  at: { readonly pagesId: string; readonly page: string },
): string {
  return `${pagesPrefix(tenantId)}set=${at.pagesId}/${at.page}.json.gz`;
}
