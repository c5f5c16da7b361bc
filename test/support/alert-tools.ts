// The tools of the alert steps over stores in memory, a clock that moves when it is told to, and
// the real sender, which may reach this machine.

import { HttpsWebhookSender } from '../../lib/adapters/common/alerts/https-webhook-sender.js';
import { WebhookSecretSeal } from '../../lib/adapters/common/alerts/webhook-secret-seal.js';
import { DEFAULT_TYPES } from '../../lib/domain/alerts/endpoint-filter.js';
import { PAYLOAD_FIELDS } from '../../lib/domain/alerts/payload-fields.js';
import { toIsoDay } from '../../lib/domain/day.js';
import { ZERO_CENTS } from '../../lib/domain/money.js';
import type { ReferenceData } from '../../lib/domain/reference.js';
import type { AlertTools } from '../../lib/pipeline/alerts/alert-tools.js';
import { endFirstLoad } from '../../lib/pipeline/alerts/alert-state.js';
import {
  addEndpoint,
  type EndpointFacts,
  type EndpointWithSecret,
} from '../../lib/pipeline/alerts/webhook-endpoints.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange, type PersonChange } from '../../lib/pipeline/person-change.js';
import type { Clock } from '../../lib/ports/clock.js';
import { fakeAlertStore, type FakeAlertStore } from './fake-alert-store.js';
import { TEST_KEY, testTools, type TestTools } from './test-tools.js';
import type { WebhookReceiver } from './webhook-receiver.js';

const TEST_TIME = '2026-06-15T12:00:00.000Z';
const TIMEOUT_MS = 250;

export interface TestClock extends Clock {
  set(instant: string): void;
  advance(milliseconds: number): void;
}

export function testClock(start = TEST_TIME): TestClock {
  let now = start;
  return {
    today: () => toIsoDay(now.slice(0, 10)),
    now: () => now,
    set: (instant) => {
      now = instant;
    },
    advance(milliseconds) {
      now = new Date(Date.parse(now) + milliseconds).toISOString();
    },
  };
}

export type TestAlertTools = AlertTools &
  TestTools & { readonly alerts: FakeAlertStore; readonly clock: TestClock };

/** The first load is over, unless a test says otherwise. */
export async function testAlertTools(
  reference: ReferenceData,
  known: { readonly isFirstLoad?: boolean } = {},
): Promise<TestAlertTools> {
  const tools: TestAlertTools = {
    ...testTools(reference),
    alerts: fakeAlertStore(),
    seal: new WebhookSecretSeal({ tokenKey: () => Promise.resolve(TEST_KEY) }),
    sender: new HttpsWebhookSender({ isLoopbackAllowed: true, timeoutMilliseconds: TIMEOUT_MS }),
    clock: testClock(),
    dice: () => 0.5,
  };
  if (known.isFirstLoad !== true) await endFirstLoad(tools, TEST_TIME);
  return tools;
}

/** One commit for each change. */
export async function commitAll(
  tools: TestTools,
  token: string,
  ...changes: readonly Partial<PersonChange>[]
): Promise<void> {
  for (const facts of changes) await commitPerson(tools, emptyChange(token, facts));
}

export async function listen(
  tools: AlertTools,
  receiver: Pick<WebhookReceiver, 'url' | 'secrets'>,
  facts: Partial<EndpointFacts> = {},
): Promise<EndpointWithSecret['endpoint']> {
  const added = await addEndpoint(tools, {
    url: receiver.url,
    description: 'a test',
    filter: { types: DEFAULT_TYPES, npis: [], minimumCents: ZERO_CENTS },
    fields: PAYLOAD_FIELDS,
    baa: { note: 'signed in 2026', recordedBy: 'a tester' },
    ...facts,
  });
  if (added === 'too_many') throw new Error('too many endpoints');
  receiver.secrets.push(added.secret);
  return added.endpoint;
}
