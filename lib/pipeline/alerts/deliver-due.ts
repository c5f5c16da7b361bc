// Sends what is due. Deliveries of one beneficiary's year to one endpoint go out one after the
// other; one that waits for its next try holds back those behind it, a dead letter does not.
// Several processes may do this at once: whoever leases a delivery sends it.

import { groupBy } from '../../domain/group-by.js';
import {
  allRecords,
  deliverySchema,
  PARTITIONS,
  type Delivery,
  type Stored,
  type WebhookEndpoint,
} from './alert-records.js';
import { addMilliseconds, type AlertTools } from './alert-tools.js';
import { deliverOne, type DeliveryEnd } from './deliver-one.js';
import { listEndpoints } from './webhook-endpoints.js';

export interface DeliveryCounts {
  readonly delivered: number;
  readonly failed: number;
  readonly dead: number;
  /** Still to come, of enabled endpoints. */
  readonly waiting: number;
  /** When the next of these is due; null when nothing waits. */
  readonly nextAt: string | null;
}

export interface DeliverOptions {
  /** False: what is left stays for the next run. */
  readonly isTimeLeft?: () => boolean;
  /** As the caller has just read them; without it they are read. */
  readonly endpoints?: readonly WebhookEndpoint[];
}

interface Run {
  readonly tools: AlertTools;
  readonly endpoint: WebhookEndpoint;
  readonly isTimeLeft: () => boolean;
  readonly ends: Record<Exclude<DeliveryEnd, 'taken'>, number>;
  /** In a row: a receiver that is down is not asked for every delivery that waits. */
  failuresInARow: number;
  isOver: boolean;
}

/** Of different beneficiaries, to one endpoint at once. */
const LANES = 4;
const MAX_FAILURES_IN_A_ROW = 5;
/** How long such a receiver is left alone at least, by who comes back for what waits. */
const REST_MS = 60_000;

export async function deliverDue(
  tools: AlertTools,
  options: DeliverOptions = {},
): Promise<DeliveryCounts> {
  const endpoints = options.endpoints ?? (await listEndpoints(tools));
  const runs = endpoints
    .filter(({ disabled }) => disabled === null)
    .map((endpoint): Run => ({
      tools,
      endpoint,
      isTimeLeft: options.isTimeLeft ?? (() => true),
      ends: { delivered: 0, failed: 0, dead: 0, gone: 0 },
      failuresInARow: 0,
      isOver: false,
    }));
  // One endpoint's trouble is not another's: all come to their end before it is told.
  const ends = await Promise.allSettled(runs.map(deliverToEndpoint));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return countsOf(tools, runs);
}

async function deliverToEndpoint(run: Run): Promise<void> {
  const { tools, endpoint } = run;
  const partition = PARTITIONS.pending(endpoint.endpointId);
  const pending = await allRecords(tools, partition, deliverySchema);
  const queues = [...byOrderKey(pending).values()];
  const lane = async (): Promise<void> => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
      await deliverQueue(run, queue);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function byOrderKey(
  pending: readonly Stored<Delivery>[],
): ReadonlyMap<string, readonly Stored<Delivery>[]> {
  return groupBy(pending, ({ value }) => value.orderKey);
}

async function deliverQueue(run: Run, queue: readonly Stored<Delivery>[]): Promise<void> {
  for (const delivery of queue) {
    if (run.isOver || !run.isTimeLeft() || !isDue(delivery.value, run.tools.clock.now())) return;
    const end = await deliverOne(run.tools, run.endpoint, delivery);
    if (end === 'taken') return;
    run.ends[end] += 1;
    run.failuresInARow = end === 'delivered' ? 0 : run.failuresInARow + 1;
    if (end === 'gone' || run.failuresInARow >= MAX_FAILURES_IN_A_ROW) run.isOver = true;
    if (end === 'failed' || end === 'gone') return;
  }
}

function isDue({ nextAt, leasedUntil }: Delivery, now: string): boolean {
  return nextAt <= now && (leasedUntil === null || leasedUntil <= now);
}

async function countsOf(tools: AlertTools, runs: readonly Run[]): Promise<DeliveryCounts> {
  let waiting = 0;
  let nextAt: string | null = null;
  for (const { endpoint, ends, isOver } of runs) {
    if (ends.gone > 0) continue;
    const rest = isOver ? addMilliseconds(tools.clock.now(), REST_MS) : '';
    const partition = PARTITIONS.pending(endpoint.endpointId);
    const pending = await allRecords(tools, partition, deliverySchema);
    waiting += pending.length;
    for (const [first] of byOrderKey(pending).values()) {
      if (first === undefined) continue;
      // Those behind it wait for it.
      const due = laterOf(first.value.nextAt, first.value.leasedUntil ?? '');
      const at = laterOf(due, rest);
      if (nextAt === null || at < nextAt) nextAt = at;
    }
  }
  const sum = (of: (ends: Run['ends']) => number): number =>
    runs.reduce((total, { ends }) => total + of(ends), 0);
  return {
    delivered: sum((ends) => ends.delivered),
    failed: sum((ends) => ends.failed + ends.gone),
    dead: sum((ends) => ends.dead),
    waiting,
    nextAt,
  };
}

function laterOf(left: string, right: string): string {
  return left > right ? left : right;
}
