// What the actions of the API on this host work with, for one tenant.

import type { RunState, RunToStart } from '../../lib/adapters/aws/step-functions-runs.js';
import type { Clock } from '../../lib/ports/clock.js';
import type { MessageQueue } from '../../lib/ports/message-queue.js';
import type { NamedQuery } from '../../lib/ports/query-engine.js';
import type { ApiStores } from './api-stores.js';

export interface ActionTools {
  readonly tenantId: string;
  readonly stores: ApiStores;
  readonly clock: Clock;
  readonly query: (name: string) => NamedQuery;
  /** The queue of the door that calls webhooks. */
  readonly alertQueue: MessageQueue;
  /** The run that makes reports. */
  readonly reportRuns: { start(run: RunToStart): Promise<RunState> };
  /** For whoever waits a moment for what another door does. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
}
