// What holds for one look at the ledger: who listens, what is history and what is news.

import type { Cents } from '../../domain/money.js';
import { yearOf } from '../../domain/day.js';
import type { WebhookEndpoint } from './alert-records.js';
import { hasFirstLoadEnded, readAlertSettings } from './alert-state.js';
import type { CollectTools } from './alert-tools.js';
import { listEndpoints } from './webhook-endpoints.js';

export interface CollectRun {
  readonly endpoints: readonly WebhookEndpoint[];
  readonly approachingCents: Cents | null;
  /** The year in which we are: earlier ones are closed. */
  readonly currentYear: number;
  readonly isFirstLoad: boolean;
  /** Tell first loads and closed years event by event. */
  readonly isHistoryTold: boolean;
}

export interface DocumentPlace {
  readonly token: string;
  readonly year: number;
}

export async function openCollectRun(
  tools: CollectTools,
  isHistoryTold = false,
): Promise<CollectRun> {
  const { approachingCents } = await readAlertSettings(tools);
  return {
    endpoints: await listEndpoints(tools),
    approachingCents,
    currentYear: yearOf(tools.clock.today()),
    isFirstLoad: !(await hasFirstLoadEnded(tools)),
    isHistoryTold,
  };
}
