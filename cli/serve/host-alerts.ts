// Alerts of the workspace for the dashboard, and another try of what was given up.

import type { AlertsAnswer } from '../../lib/api/contract/alerts.js';
import { presentAlerts } from '../../lib/api/present-alerts.js';
import { redriveDeliveries } from '../../lib/pipeline/alerts/redrive-deliveries.js';
import { alertTools, collectAndDeliver } from '../commands/alerts-tools.js';
import type { Session } from '../session.js';

const EVENTS_SHOWN = 1_000;

export function listAlerts(session: Session): Promise<AlertsAnswer> {
  return presentAlerts(alertTools(session), EVENTS_SHOWN);
}

export async function redriveAlerts(session: Session): Promise<{ readonly redriven: number }> {
  const tools = alertTools(session);
  const redriven = await redriveDeliveries(tools, { endpointId: null, eventId: null });
  if (redriven > 0) await collectAndDeliver(tools, {});
  return { redriven };
}
