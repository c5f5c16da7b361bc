// What was held back - a first load, crossings of closed years - as one digest for each endpoint.
// Written down before it begins, so that a crash on the way neither loses it nor tells it twice.

import { randomUUID } from 'node:crypto';
import type { HoldReason } from '../../domain/alerts/alert-event.js';
import { isWanted } from '../../domain/alerts/endpoint-filter.js';
import type { AlertChange } from '../../ports/alert-store.js';
import {
  allRecords,
  flushSchema,
  ledgerEventSchema,
  listRecords,
  loadRecord,
  PARTITIONS,
  type DigestEvent,
  type LedgerEvent,
  type Stored,
  type WebhookEndpoint,
} from './alert-records.js';
import { endFirstLoad } from './alert-state.js';
import type { CollectTools } from './alert-tools.js';
import { pruneDeliveryLog } from './delivery-log.js';
import { eventKey, newDelivery } from './record-alerts.js';
import { removeRecords } from './remove-records.js';
import { listEndpoints } from './webhook-endpoints.js';

const FLUSH = { partition: PARTITIONS.state, key: 'flush' };

interface Flush {
  readonly flushId: string;
  /** Key of the newest event in it. */
  readonly upTo: string;
  readonly at: string;
  /** Who listened when it began. */
  readonly endpointIds: string[];
}

/** Ends a run; after the first one that saw a claim, the first load has ended. */
export async function flushDigest(tools: CollectTools): Promise<void> {
  for (;;) {
    const stored = await loadRecord(tools, FLUSH, flushSchema);
    const flush = stored?.value ?? (await beginFlush(tools));
    if (flush === null) break;
    const held = await heldUpTo(tools, flush.upTo);
    await tellFlush(tools, flush, held);
    // A conflict: somebody else is finishing the same flush.
    await removeRecords(tools, PARTITIONS.held, held);
    const [left] = await tools.alerts.load(tools.tenantId, [FLUSH]);
    if (left === undefined || left === null) break;
    const done = { ...FLUSH, expected: left.revision, value: null };
    await tools.alerts.commit(tools.tenantId, [done]);
    // An earlier run's flush was finished: now what was held since.
    if (stored === null) break;
  }
  await endFirstLoad(tools, tools.clock.now());
  await pruneDeliveryLog(tools);
}

async function beginFlush(tools: CollectTools): Promise<Flush | null> {
  const newest = listRecords(
    tools,
    { partition: PARTITIONS.held, order: 'newest_first' },
    ledgerEventSchema,
  );
  for await (const { key } of newest) {
    const endpoints = await listEndpoints(tools);
    const flush: Flush = {
      flushId: randomUUID(),
      upTo: key,
      at: tools.clock.now(),
      endpointIds: endpoints.map(({ endpointId }) => endpointId),
    };
    const change = { ...FLUSH, expected: 0, value: { ...flush } };
    // Somebody else began one: it holds all that there is, and is his to finish.
    return (await tools.alerts.commit(tools.tenantId, [change])) === 'committed' ? flush : null;
  }
  return null;
}

/** What is cleared is what was counted, whatever else is held back meanwhile. */
async function heldUpTo(
  tools: CollectTools,
  upTo: string,
): Promise<readonly Stored<LedgerEvent>[]> {
  const held = await allRecords(tools, PARTITIONS.held, ledgerEventSchema);
  return held.filter(({ key }) => key <= upTo);
}

/** One event an endpoint; putting it a second time changes nothing. */
async function tellFlush(
  tools: CollectTools,
  flush: Flush,
  held: readonly Stored<LedgerEvent>[],
): Promise<void> {
  for (const endpoint of await listEndpoints(tools)) {
    if (!flush.endpointIds.includes(endpoint.endpointId)) continue;
    const tally = newTally();
    for (const { value } of held) {
      if (isWanted(endpoint.filter, value.type, value.facts)) count(tally, value);
    }
    if (tally.events === 0) continue;
    await tools.alerts.commit(tools.tenantId, digestChanges(tools, { flush, endpoint, tally }));
  }
}

interface Tally {
  events: number;
  readonly reasons: Set<HoldReason>;
  readonly counts: Map<string, DigestEvent['counts'][number]>;
}

function newTally(): Tally {
  return { events: 0, reasons: new Set(), counts: new Map() };
}

function count(tally: Tally, { type, facts, hold }: LedgerEvent): void {
  const { year, group } = facts;
  const name = `${year}|${group}|${type}`;
  const known = tally.counts.get(name) ?? { type, year, group, events: 0 };
  tally.counts.set(name, { ...known, events: known.events + 1 });
  tally.events += 1;
  if (hold !== null) tally.reasons.add(hold);
}

function digestChanges(
  tools: CollectTools,
  about: { readonly flush: Flush; readonly endpoint: WebhookEndpoint; readonly tally: Tally },
): readonly AlertChange[] {
  const { flush, endpoint, tally } = about;
  const { endpointId } = endpoint;
  const event: DigestEvent = {
    kind: 'digest',
    eventId: tools.tokens.keyedHash(['digest', flush.flushId, endpointId]),
    createdAt: flush.at,
    endpointId,
    reasons: [...tally.reasons].sort(),
    events: tally.events,
    counts: [...tally.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each),
  };
  const key = eventKey(flush.at, 0, event.eventId);
  return [
    { partition: PARTITIONS.events, key, expected: 0, value: { ...event } },
    newDelivery(endpointId, { ...event, key, orderKey: 'digest', nextAt: flush.at }),
  ];
}
