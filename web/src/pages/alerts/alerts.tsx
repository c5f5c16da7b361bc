// Crossing events, newest first, and where each was delivered; a failed one can be tried again.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AlertsAnswer } from '../../../../lib/api/contract/alerts.js';
import { ApiError, sendJson } from '../../api/client.js';
import { useApi, useMay, useMe, useOffers } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { dollars, groupName, plural, shortToken } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';

const LIVE_MS = 5_000;

export function Alerts() {
  // Polled on both hosts: the gateway of aws holds back a stream of events.
  const me = useMe();
  const isOffered = useOffers('alerts');
  const alerts = useApi<AlertsAnswer>(isOffered ? '/api/alerts' : null, { refetchMs: LIVE_MS });
  return (
    <>
      <PageTitle
        kind="Alerts"
        below="What crossed a line, or no longer does; signed and sent to your endpoints."
      />
      {me.data?.features.alerts === false ? (
        <p>This host sends no alerts.</p>
      ) : (
        <QueryState query={alerts}>{(answer) => <Content alerts={answer} />}</QueryState>
      )}
    </>
  );
}

type Event = AlertsAnswer['events'][number];

function Content({ alerts }: { readonly alerts: AlertsAnswer }) {
  return (
    <>
      <Endpoints alerts={alerts} />
      <DataTable
        name="alerts"
        title="Events"
        description="Dollars over the amount, exposed, or left until it"
        columns={COLUMNS}
        rows={alerts.events}
        rowKey={({ eventId }) => eventId}
        pageRows={25}
        empty="Nothing has crossed a line so far."
      />
    </>
  );
}

function Endpoints({ alerts }: { readonly alerts: AlertsAnswer }) {
  const mayRedrive = useMay('redriveAlerts');
  const client = useQueryClient();
  const [message, setMessage] = useState('');
  const redrive = async (): Promise<void> => {
    try {
      const { redriven } = await sendJson<{ readonly redriven: number }>(
        'POST',
        '/api/alerts/redrive',
      );
      setMessage(`${plural(redriven, 'delivery is', 'deliveries are')} tried again.`);
      await client.invalidateQueries({ queryKey: ['/api/alerts'] });
    } catch (error) {
      setMessage(error instanceof ApiError ? error.message : 'That failed.');
    }
  };
  return (
    <Panel title="Endpoints">
      {alerts.endpoints.length === 0 ? (
        <p>
          Nobody is told yet: <Link href="/settings">add an endpoint in the settings</Link>.
        </p>
      ) : (
        <ul>
          {alerts.endpoints.map(({ endpointId, url, state }) => (
            <li key={endpointId}>
              {endpointId}: {url}, {state}
            </li>
          ))}
        </ul>
      )}
      {mayRedrive && alerts.endpoints.length > 0 && (
        <button type="button" className="kx-plain" onClick={() => void redrive()}>
          Try failed deliveries again
        </button>
      )}
      <span role="status">{message}</span>
    </Panel>
  );
}

const TYPES: Readonly<Record<string, string>> = {
  'kx.crossed': 'KX amount crossed',
  'kx.cleared': 'KX amount no longer crossed',
  'review.crossed': 'Review amount crossed',
  'review.cleared': 'Review amount no longer crossed',
  'threshold.approaching': 'Near an amount',
  'claim.exposed': 'Further claim above the review amount',
  'alerts.digest': 'Many at once',
  restated: 'Judged anew',
};

const COLUMNS: readonly Column<Event>[] = [
  {
    id: 'at',
    isWhole: true,
    header: 'When (UTC)',
    value: ({ at }) => at.slice(0, 19).replace('T', ' '),
  },
  { id: 'type', header: 'Event', isRowHeader: true, value: ({ type }) => TYPES[type] ?? type },
  {
    id: 'token',
    header: 'Beneficiary',
    value: ({ token }) => token,
    cell: ({ token, year }) =>
      token === null ? (
        'several'
      ) : (
        <Link href={`/beneficiaries/${token}?year=${year}`}>{shortToken(token)}</Link>
      ),
  },
  { id: 'year', header: 'Year', isNumber: true, value: ({ year }) => year },
  { id: 'group', header: 'Group', value: ({ group }) => (group === null ? '' : groupName(group)) },
  {
    id: 'amount',
    header: 'Dollars',
    isNumber: true,
    value: ({ amountCents }) => (amountCents === null ? null : amountCents / 100),
    cell: ({ amountCents }) => (amountCents === null ? '-' : dollars(amountCents)),
  },
  {
    id: 'deliveries',
    header: 'Deliveries',
    value: ({ deliveries }) =>
      deliveries.length === 0
        ? 'no endpoint'
        : deliveries.map(({ endpoint, state }) => `${endpoint}: ${state}`).join('; '),
  },
];
