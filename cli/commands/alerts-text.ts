// Alerts and deliveries as lines for a terminal.

import type { DeliveryAttempt, WebhookEndpoint } from '../../lib/pipeline/alerts/alert-records.js';
import type { ListedAlert } from '../../lib/pipeline/alerts/read-alerts.js';
import { dollars, plural, table } from '../terminal.js';
import { timeText } from './alerts-tools.js';

export function listedAlertsText(listed: readonly ListedAlert[]): string {
  if (listed.length === 0) return 'Nothing was crossed so far.';
  const heads = ['when', 'event', 'year', 'group', 'claim', 'total', 'beneficiary', 'sent', 'id'];
  return table([heads, ...listed.map(rowOf)], [5]);
}

function rowOf({ event, deliveries }: ListedAlert): readonly string[] {
  const sent = sentText(deliveries);
  const when = timeText(event.createdAt);
  if (event.kind === 'digest') {
    const what = `of ${plural(event.events, 'event')}`;
    return [when, 'alerts.digest', '', '', '', '', what, sent, event.eventId];
  }
  const { facts, type, hold } = event;
  const total = facts.afterCents === null ? '' : dollars(facts.afterCents);
  return [
    when,
    type,
    String(facts.year),
    facts.group === 'OT' ? 'OT' : 'PT+SLP',
    facts.claim ?? '',
    total,
    facts.token,
    hold === null ? sent : 'in a digest',
    event.eventId,
  ];
}

function sentText(deliveries: ListedAlert['deliveries']): string {
  if (deliveries.length === 0) return '-';
  const states = new Map<string, number>();
  for (const { state } of deliveries) states.set(state, (states.get(state) ?? 0) + 1);
  return [...states]
    .map(([state, count]) => (count === 1 ? state : `${count} ${state}`))
    .join(', ');
}

export function deliveryLogText(attempts: readonly DeliveryAttempt[]): string {
  if (attempts.length === 0) return 'Nothing was sent so far.';
  const heads = ['when', 'endpoint', 'event', 'try', 'outcome', 'next try', 'id'];
  return table([
    heads,
    ...attempts.map((each) => [
      timeText(each.at),
      each.endpointId,
      each.type,
      String(each.attempt),
      [each.outcome, each.reason, each.status].filter((word) => word !== null).join(' '),
      each.nextAt === null ? '' : timeText(each.nextAt),
      each.eventId,
    ]),
  ]);
}

export function endpointsText(endpoints: readonly WebhookEndpoint[]): string {
  if (endpoints.length === 0) return 'Nobody listens: kxray webhook add URL.';
  return endpoints.map(endpointText).join('\n\n');
}

export function endpointText(endpoint: WebhookEndpoint): string {
  const { filter, baa, disabled, secrets } = endpoint;
  const lines = [
    `${endpoint.endpointId}  ${endpoint.url}`,
    ...(endpoint.description === '' ? [] : [endpoint.description]),
    disabled === null ? 'enabled' : `disabled ${timeText(disabled.at)}: ${disabled.reason}`,
    `told: ${filter.types.join(', ')}`,
    ...(filter.npis.length === 0 ? [] : [`providers: ${filter.npis.join(', ')}`]),
    ...(filter.minimumCents === 0 ? [] : [`from ${dollars(filter.minimumCents)}`]),
    baa === null
      ? 'no BAA recorded: nothing that names a claim, a beneficiary or a provider is sent'
      : `BAA recorded ${timeText(baa.recordedAt)} by ${baa.recordedBy}: ${baa.note}`,
    `fields: ${endpoint.fields.join(', ')}`,
    `secrets: ${secrets.map(secretText).join(', ')}`,
  ];
  return lines.join('\n  ');
}

function secretText({ secretId, expiresAt }: WebhookEndpoint['secrets'][number]): string {
  return expiresAt === null ? secretId : `${secretId} (until ${timeText(expiresAt)})`;
}
