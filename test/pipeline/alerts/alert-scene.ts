// What each test of alerts begins with: a tenant whose first load is over, a sender with a clock,
// and a receiver on this machine. With it the claims that cross, and what has become of them.

import { afterEach, beforeEach } from '@jest/globals';
import { PARTITIONS } from '../../../lib/pipeline/alerts/alert-records.js';
import { collectLedger, type CollectOptions } from '../../../lib/pipeline/alerts/collect-ledger.js';
import { deliverDue } from '../../../lib/pipeline/alerts/deliver-due.js';
import type { EndpointFacts } from '../../../lib/pipeline/alerts/webhook-endpoints.js';
import type { PersonChange } from '../../../lib/pipeline/person-change.js';
import {
  commitAll,
  listen,
  testAlertTools,
  type TestAlertTools,
} from '../../support/alert-tools.js';
import { claim, reversalOf } from '../../support/claim-builder.js';
import { FakeDeath } from '../../support/fake-alert-store.js';
import { testReference } from '../../support/test-reference.js';
import { openReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';

const reference = await testReference();

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Above the KX amount; the second takes the same total above the review amount as well. */
export const BIG = claim({ icn: 'A', lines: [{ allowed: '2500.00' }] });
export const SMALL = claim({ icn: 'B', received: '2026-04-01', lines: [{ allowed: '600.00' }] });
export const BIG_BACK = reversalOf(BIG, '2026-05-01');

export class AlertScene {
  /** A test may put others in their place. */
  tools!: TestAlertTools;
  receiver!: WebhookReceiver;

  async begin(): Promise<void> {
    this.tools = await testAlertTools(reference);
    this.receiver = await openReceiver();
  }

  /** Nothing was ever loaded. */
  async beginFirstLoad(): Promise<void> {
    this.tools = await testAlertTools(reference, { isFirstLoad: true });
  }

  /** An endpoint of the receiver, unless the facts name another place. */
  listen(
    facts: Partial<EndpointFacts> = {},
    receiver: WebhookReceiver = this.receiver,
  ): ReturnType<typeof listen> {
    return listen(this.tools, receiver, facts);
  }

  /** One commit for each change. */
  commit(token: string, ...changes: readonly Partial<PersonChange>[]): Promise<void> {
    return commitAll(this.tools, token, ...changes);
  }

  collect(options?: CollectOptions): Promise<number> {
    return collectLedger(this.tools, options);
  }

  deliver(): ReturnType<typeof deliverDue> {
    return deliverDue(this.tools);
  }

  async run(): ReturnType<typeof deliverDue> {
    await this.collect();
    return this.deliver();
  }

  /** `kx.crossed 1`, with the status that it was answered with unless that was a success. */
  arrived(): readonly string[] {
    return this.receiver.received.map(({ payload, status, isVerified }) => {
      const sequence = 'sequence' in payload.data ? ` ${payload.data.sequence}` : '';
      const answer = status >= 200 && status < 300 ? '' : ` -> ${status}`;
      return `${isVerified ? '' : 'UNVERIFIED '}${payload.type}${sequence}${answer}`;
    });
  }

  async keysIn(partition: string): Promise<number> {
    let count = 0;
    for await (const _ of this.tools.alerts.list(this.tools.tenantId, partition)) count += 1;
    return count;
  }

  /** Deliveries under way. */
  pending(endpointId: string): Promise<number> {
    return this.keysIn(PARTITIONS.pending(endpointId));
  }
}

/** Begun anew before each test of the file that opens it. */
export function openAlertScene(): AlertScene {
  const scene = new AlertScene();
  beforeEach(() => scene.begin());
  afterEach(() => scene.receiver.close());
  return scene;
}

/** Of a process that was to die; every other error is one. */
export function onlyDeath(error: unknown): void {
  if (!(error instanceof FakeDeath)) throw error;
}
