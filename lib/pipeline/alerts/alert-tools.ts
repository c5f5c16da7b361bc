// What the alert steps work with: the ledger of one tenant, what alerts remember, the way out, and
// time and dice, so that a test can say when it is and how they fall. Built once at the door.

import type { AlertStore } from '../../ports/alert-store.js';
import type { SecretSeal } from '../../ports/alert-store-seal.js';
import type { Clock } from '../../ports/clock.js';
import type { WebhookSender } from '../../ports/webhook-sender.js';
import type { LedgerTools } from '../ledger-tools.js';

export interface AlertTools extends LedgerTools {
  readonly alerts: AlertStore;
  readonly seal: SecretSeal;
  readonly sender: WebhookSender;
  readonly clock: Clock;
  /** 0 to 1. */
  readonly dice: () => number;
}

/** What changing and listing endpoints needs: nothing that can send. */
export type EndpointTools = Omit<AlertTools, 'sender' | 'dice'>;

/** What collecting and telling need: nothing that can send. */
export type CollectTools = Omit<AlertTools, 'sender' | 'seal' | 'dice'>;

/** What is left after everybody else was faster so many times. */
export const MAX_CONFLICTS = 20;

export class AlertConflictError extends Error {
  override readonly name = 'AlertConflictError';
  readonly retryable = true;

  constructor() {
    super('the records of alerts kept changing; try again');
  }
}

export function addMilliseconds(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
