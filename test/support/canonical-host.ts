// What law 11 compares of two hosts (DESIGN 7): versions, seeds and what is folded from them,
// without what arrival leaves behind (storage versions, outboxes, feeds' order), and the rows of
// the lake in order.

import { createHash } from 'node:crypto';
import type { ChainDocument, YearDocument } from '../../lib/domain/ledger-document.js';
import { currentManifest } from '../../lib/pipeline/lake/snapshot-pointer.js';
import { chunkKey, shardKey } from '../../lib/pipeline/lake/lake-keys.js';
import type { LedgerStore } from '../../lib/ports/ledger-store.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import { openLakeRows } from './lake-rows.js';

export interface HostStores {
  readonly ledger: LedgerStore;
  readonly objects: ObjectStore;
}

export interface CanonicalHost {
  /** Canonical JSON of each person's year and chain, by name. */
  readonly documents: Readonly<Record<string, string>>;
  /** Hash of the rows of each object of the published ledger, in their order, by year and shard. */
  readonly ledgerLines: Readonly<Record<string, string>>;
  /** Of the log, whose objects are cut as claims arrived: all rows of a year, sorted, each once. */
  readonly claimLines: Readonly<Record<string, string>>;
}

export async function canonicalHost(
  { ledger, objects }: HostStores,
  tenantId: string,
): Promise<CanonicalHost> {
  const documents: Record<string, string> = {};
  for (const { year, shard } of await ledger.listShards(tenantId)) {
    for await (const document of ledger.readShard(tenantId, year, shard)) {
      const { token } = document;
      const [chain] = await ledger.load([{ kind: 'chain', tenantId, token }]);
      documents[`${token} ${year}`] = canonicalYear(document);
      if (chain?.kind === 'chain') documents[token] = canonicalChain(chain);
    }
  }
  return { documents, ...(await canonicalLake(objects, tenantId)) };
}

/** Of each person's year, group and threshold: the events in the order in which they came. */
export async function eventsOf(
  ledger: LedgerStore,
  tenantId: string,
): Promise<ReadonlyMap<string, { readonly types: readonly string[]; readonly stands: boolean }>> {
  const events = new Map<string, { types: string[]; stands: boolean }>();
  for (const { year, shard } of await ledger.listShards(tenantId)) {
    for await (const { token, outbox, standing } of ledger.readShard(tenantId, year, shard)) {
      for (const { type, group } of [...outbox].sort((a, b) => a.eventSeq - b.eventSeq)) {
        const [threshold, change = ''] = type.split('.');
        const key = `${token} ${year} ${group} ${threshold}`;
        const stands = standing.some(
          (each) => each.group === group && each.threshold === threshold,
        );
        const known = events.get(key) ?? { types: [], stands };
        known.types.push(change);
        events.set(key, known);
      }
    }
  }
  return events;
}

function canonicalYear({ versions, seeds, standing, totals, viewDigest }: YearDocument): string {
  return JSON.stringify({
    versions: versions.map(({ versionKey }) => versionKey).toSorted(),
    seeds: seeds.map((seed) => JSON.stringify(seed)).toSorted(),
    standing: standing.map((crossing) => JSON.stringify(crossing)).toSorted(),
    totals,
    viewDigest,
  });
}

function canonicalChain({ headers, joins, quarantined, years }: ChainDocument): string {
  return JSON.stringify({
    headers: headers.map((header) => JSON.stringify(header)).toSorted(),
    joins: joins.map((join) => JSON.stringify(join)).toSorted(),
    quarantined: quarantined.map((mark) => JSON.stringify(mark)).toSorted(),
    years,
  });
}

async function canonicalLake(objects: ObjectStore, tenantId: string) {
  const manifest = await currentManifest({ tenantId, objects });
  if (manifest === null) return { ledgerLines: {}, claimLines: {} };
  const bodyOf = async (key: string): Promise<Uint8Array> => {
    const stored = await objects.get(key);
    if (stored === null) throw new Error('an object of the snapshot is missing');
    return stored.body;
  };
  const reader = await openLakeRows();
  const ledgerLines: Record<string, string> = {};
  for (const part of manifest.ledgerLines) {
    const body = await bodyOf(shardKey(tenantId, manifest.snapshotId, part));
    ledgerLines[`${part.year}-${part.shard}`] = hashOf(await reader.rowsOf(body));
  }
  const rows = new Map<number, Set<string>>();
  for (const chunk of manifest.claimLines) {
    const known = rows.get(chunk.year) ?? new Set();
    for (const row of await reader.rowsOf(await bodyOf(chunkKey(tenantId, chunk)))) known.add(row);
    rows.set(chunk.year, known);
  }
  reader.close();
  const claimLines = [...rows].map(([year, all]) => [year, hashOf([...all].sort())] as const);
  return { ledgerLines, claimLines: Object.fromEntries(claimLines) };
}

function hashOf(rows: readonly string[]): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${row}\n`);
  return `${rows.length} ${hash.digest('hex')}`;
}
