// Alerts as the dashboard lists them, from the records that alerts keep; the same on both hosts.

import { readAlerts, type ListedAlert } from '../pipeline/alerts/read-alerts.js';
import type { CollectTools } from '../pipeline/alerts/alert-tools.js';
import { listEndpoints } from '../pipeline/alerts/webhook-endpoints.js';
import type { AlertsAnswer } from './contract/alerts.js';

/** The newest events, so many at most, and where alerts go. */
export async function presentAlerts(
  tools: Pick<CollectTools, 'tenantId' | 'alerts'>,
  most: number,
): Promise<AlertsAnswer> {
  const events = await readAlerts(tools, most);
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
