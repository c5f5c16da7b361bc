// The alert steps on the embedded host: who sends, what seals, and the delivery that follows an
// ingest when somebody listens.

import { randomInt } from 'node:crypto';
import { HttpsWebhookSender } from '../../lib/adapters/common/alerts/https-webhook-sender.js';
import { WebhookSecretSeal } from '../../lib/adapters/common/alerts/webhook-secret-seal.js';
import type { AlertTools } from '../../lib/pipeline/alerts/alert-tools.js';
import { collectLedger, type CollectOptions } from '../../lib/pipeline/alerts/collect-ledger.js';
import { deliverDue, type DeliveryCounts } from '../../lib/pipeline/alerts/deliver-due.js';
import { hasListeners } from '../../lib/pipeline/alerts/webhook-endpoints.js';
import type { Session } from '../session.js';
import { plural, printError } from '../terminal.js';

const DICE_SIDES = 1_000_000;

/** Development only: webhooks may go to this machine, also without https. */
export function isLoopbackAllowed(): boolean {
  return process.env['KXRAY_DEV_LOOPBACK_WEBHOOKS'] === '1';
}

export function alertTools(session: Session): AlertTools {
  return {
    ...session.tools,
    alerts: session.workspace.alerts,
    clock: session.clock,
    seal: new WebhookSecretSeal(session.workspace.secrets),
    sender: new HttpsWebhookSender({ isLoopbackAllowed: isLoopbackAllowed() }),
    dice: () => randomInt(DICE_SIDES) / DICE_SIDES,
  };
}

export interface AlertRun extends DeliveryCounts {
  readonly events: number;
}

/** Looks at what the ledger has to tell, and sends what is due. */
export async function collectAndDeliver(
  tools: AlertTools,
  options: CollectOptions,
): Promise<AlertRun> {
  const events = await collectLedger(tools, options);
  return { events, ...(await deliverDue(tools)) };
}

/** Null when nobody listens: what there is to tell waits in the ledger. */
export function deliverAfterIngest(
  session: Session,
  options: CollectOptions,
): Promise<AlertRun | null> {
  return withoutFailing(session, async (tools) =>
    (await hasListeners(tools)) ? collectAndDeliver(tools, options) : null,
  );
}

/** For a host that lists events beside its pages: what nobody listens to is noted, and listed. */
export async function deliverOrNote(session: Session): Promise<void> {
  await withoutFailing(session, async (tools) => {
    if (await hasListeners(tools)) await collectAndDeliver(tools, {});
    else await collectLedger(tools);
  });
}

/** The claims are stored, whatever becomes of the news: trouble here is said, and fails nothing. */
async function withoutFailing<Answer>(
  session: Session,
  action: (tools: AlertTools) => Promise<Answer>,
): Promise<Answer | null> {
  try {
    return await action(alertTools(session));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown trouble';
    printError(`alerts were not sent (${reason}); kxray alerts deliver tries again`);
    return null;
  }
}

/** What a person entered may cross or clear something too; its command says nothing of it. */
export async function deliverAfterChange(session: Session): Promise<void> {
  await deliverAfterIngest(session, {});
}

export function alertRunText(run: AlertRun): string {
  const parts = [
    `${plural(run.events, 'new event')}`,
    `${run.delivered} delivered`,
    ...(run.failed > 0 ? [`${run.failed} failed`] : []),
    ...(run.dead > 0 ? [`${run.dead} given up (kxray alerts redrive)`] : []),
    ...(run.waiting > 0 ? [`${run.waiting} waiting`] : []),
  ];
  const next = run.nextAt === null ? '' : ` Next try from ${timeText(run.nextAt)}.`;
  return `Alerts: ${parts.join(', ')}.${next}`;
}

export function timeText(instant: string): string {
  return `${instant.slice(0, 19).replace('T', ' ')} UTC`;
}
