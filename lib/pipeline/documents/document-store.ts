// Where documents are kept: one object per shard of beneficiaries, a set by key, written under a
// condition, so that two writers lose nothing. Adding twice adds nothing.

import { gunzipSync, gzipSync } from 'node:zlib';
import type { DocumentRecord } from '../../domain/documentation/document-record.js';
import { SHARD_COUNT, shardOf } from '../../ports/ledger-store.js';
import type { ObjectStore } from '../../ports/object-store.js';

export interface DocumentPlace {
  readonly tenantId: string;
  readonly objects: ObjectStore;
}

const ATTEMPTS = 8;

/** How many of them were not known before. */
export async function storeDocuments(
  place: DocumentPlace,
  documents: readonly DocumentRecord[],
): Promise<number> {
  let added = 0;
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const own = documents.filter(({ token }) => shardOf(token) === shard);
    if (own.length > 0) added += await storeShard(place, shard, own);
  }
  return added;
}

/** All documents of a tenant, by beneficiary, discipline, date and kind. */
export async function readAllDocuments(place: DocumentPlace): Promise<readonly DocumentRecord[]> {
  const all: DocumentRecord[] = [];
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const stored = await place.objects.get(keyOf(place.tenantId, shard));
    if (stored !== null) all.push(...parse(stored.body));
  }
  return all.toSorted(byPlace);
}

/** Those of some tokens: reads the shards of these and no more. */
export async function readDocumentsOf(
  place: DocumentPlace,
  tokens: readonly string[],
): Promise<readonly DocumentRecord[]> {
  const shards = [...new Set(tokens.map(shardOf))];
  const stored = await Promise.all(
    shards.map((shard) => place.objects.get(keyOf(place.tenantId, shard))),
  );
  return stored
    .flatMap((each) => (each === null ? [] : parse(each.body)))
    .filter(({ token }) => tokens.includes(token))
    .toSorted(byPlace);
}

async function storeShard(
  place: DocumentPlace,
  shard: number,
  documents: readonly DocumentRecord[],
): Promise<number> {
  const key = keyOf(place.tenantId, shard);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stored = await place.objects.get(key);
    const before = stored === null ? [] : parse(stored.body);
    const known = new Map(before.map((document) => [document.documentKey, document] as const));
    for (const document of documents) known.set(document.documentKey, document);
    if (known.size === before.length) return 0;
    const lines = [...known.values()].toSorted(byPlace).map((each) => JSON.stringify(each));
    const condition = stored === null ? ({ ifAbsent: true } as const) : { ifMatch: stored.etag };
    const result = await place.objects.put(key, gzipSync(`${lines.join('\n')}\n`), condition);
    if (result.kind === 'stored') return known.size - before.length;
  }
  throw new Error(`documents were not stored: others wrote ${ATTEMPTS} times meanwhile`);
}

function parse(body: Uint8Array): readonly DocumentRecord[] {
  const text = gunzipSync(body).toString('utf8').trimEnd();
  return text.split('\n').map((line) => JSON.parse(line) as DocumentRecord);
}

function byPlace(one: DocumentRecord, other: DocumentRecord): number {
  return placeOf(one) < placeOf(other) ? -1 : 1;
}

function placeOf({ token, discipline, date, kind, documentKey }: DocumentRecord): string {
  return [token, discipline, date, kind, documentKey].join(' ');
}

function keyOf(tenantId: string, shard: number): string {
  return `tenant=${tenantId}/documents/shard-${String(shard).padStart(2, '0')}.ndjson.gz`;
}
