// A look at the whole ledger of a tenant, for a host without a stream of changes: only shards that
// changed since the last look are read, and of these only documents that may have news are judged.
// It also heals: what a crash left in an outbox is found by the next look.

import type { YearDocument } from '../../domain/ledger-document.js';
import type { ShardState } from '../../ports/ledger-store.js';
import { cursorSchema, loadRecord, PARTITIONS, shardSchema } from './alert-records.js';
import type { CollectTools } from './alert-tools.js';
import { collectDocument, hasNews, NEW_CURSOR } from './collect-document.js';
import { openCollectRun, type CollectRun } from './collect-run.js';
import { flushDigest } from './flush-digest.js';

export interface CollectOptions {
  /** Tell first loads and closed years event by event, not as a digest. */
  readonly isHistoryTold?: boolean;
}

/** Documents looked at together: their commits share a flush of the disk. */
const AT_ONCE = 64;

/** Looks, then ends the run: what was held back goes out as one digest for each endpoint. */
export async function collectLedger(
  tools: CollectTools,
  options: CollectOptions = {},
): Promise<number> {
  const run = await openCollectRun(tools, options.isHistoryTold ?? false);
  const shards = await tools.ledger.listShards(tools.tenantId);
  let events = 0;
  for (const shard of shards) events += await collectShard(tools, shard, run);
  if (shards.length > 0) await flushDigest(tools);
  return events;
}

async function collectShard(
  tools: CollectTools,
  shard: ShardState,
  run: CollectRun,
): Promise<number> {
  const key = `${shard.year}-${String(shard.shard).padStart(2, '0')}`;
  const place = { partition: PARTITIONS.shards, key };
  const seen = await loadRecord(tools, place, shardSchema);
  if (seen?.value.state === shard.state) return 0;
  let events = 0;
  let some: YearDocument[] = [];
  const look = async (): Promise<void> => {
    const found = await Promise.all(some.map((document) => collectChanged(tools, document, run)));
    events += found.reduce((total, each) => total + each, 0);
    some = [];
  };
  for await (const document of tools.ledger.readShard(tools.tenantId, shard.year, shard.shard)) {
    some.push(document);
    if (some.length >= AT_ONCE) await look();
  }
  await look();
  // The state from before the look: what was written meanwhile is looked at again.
  const change = { ...place, expected: seen?.revision ?? 0, value: { state: shard.state } };
  await tools.alerts.commit(tools.tenantId, [change]);
  return events;
}

async function collectChanged(
  tools: CollectTools,
  document: YearDocument,
  run: CollectRun,
): Promise<number> {
  const { token, year } = document;
  const place = { partition: PARTITIONS.cursor(token), key: String(year) };
  const cursor = (await loadRecord(tools, place, cursorSchema))?.value ?? NEW_CURSOR;
  return hasNews(document, cursor, run) ? collectDocument(tools, { token, year }, run) : 0;
}
