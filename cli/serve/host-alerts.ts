// Alerts as the dashboard lists them, from the records that `kxray alerts` keeps.

import type { AlertsAnswer } from '../../lib/api/contract/alerts.js';
import { readAlerts, type ListedAlert } from '../../lib/pipeline/alerts/read-alerts.js';
import { redriveDeliveries } from '../../lib/pipeline/alerts/redrive-deliveries.js';
import { listEndpoints } from '../../lib/pipeline/alerts/webhook-endpoints.js';
import { alertTools, collectAndDeliver } from '../commands/alerts-tools.js';
import type { Session } from '../session.js';

const EVENTS_SHOWN = 1_000;

export async function listAlerts(session: Session): Promise<AlertsAnswer> {
  const tools = alertTools(session);
  const events = await readAlerts(tools, EVENTS_SHOWN);
  const endpoints = await listEndpoints(tools);
  return {
    events: events.map(alertRow),
    endpoints: endpoints.map(({ endpointId, url, disabled }) => ({
      endpointId,
      // The host alone: a path may hold somebody's secret.
      url: new URL(url).host,
      state: disabled === null ? 'on' : 'off',
    })),
  };
}

export async function redriveAlerts(session: Session): Promise<{ readonly redriven: number }> {
  const tools = alertTools(session);
  const redriven = await redriveDeliveries(tools, { endpointId: null, eventId: null });
  if (redriven > 0) await collectAndDeliver(tools, {});
  return { redriven };
}

function alertRow({ event, deliveries }: ListedAlert): AlertsAnswer['events'][number] {
  const shared = {
    eventId: event.eventId,
    at: event.createdAt,
    deliveries: deliveries.map(({ endpointId, state }) => ({ endpoint: endpointId, state })),
  };
  if (event.kind === 'digest') {
    const none = { token: null, year: null, group: null, sequence: null, amountCents: null };
    return { ...shared, ...none, type: `digest of ${event.events} events` };
  }
  const { token, year, group, sequence, amountCents } = event.facts;
  return { ...shared, type: event.type, token, year, group, sequence, amountCents };
}
