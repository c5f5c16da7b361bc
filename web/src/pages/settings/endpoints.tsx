// Who is told of crossings: the endpoints with their state, and for an admin what may be done to
// each. A secret is shown once, when it is made, and kept nowhere here.

import { useState } from 'react';
import type { EndpointsAnswer } from '../../../../lib/api/contract/endpoints.js';
import { useApi, useMay, useMe, useOffers } from '../../api/use-api.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { EndpointCard } from './endpoint-card.js';
import { EndpointForm } from './endpoint-form.js';
import { ENDPOINTS } from './endpoint-words.js';
import { SecretNote, type ShownSecret } from './secret-note.js';

export function Endpoints() {
  const me = useMe();
  const isOffered = useOffers('endpoints');
  const endpoints = useApi<EndpointsAnswer>(isOffered ? ENDPOINTS : null);
  if (me.data?.features.endpoints === false) {
    return (
      <Panel title="Endpoints of alerts">
        <p>This host sends no alerts.</p>
      </Panel>
    );
  }
  return (
    <Panel
      title="Endpoints of alerts"
      description="Signed messages over https, the moment a claim crosses a line"
    >
      <QueryState query={endpoints}>{(answer) => <Content answer={answer} />}</QueryState>
    </Panel>
  );
}

function Content({ answer }: { readonly answer: EndpointsAnswer }) {
  const mayChange = useMay('addEndpoint');
  const [secret, setSecret] = useState<ShownSecret | null>(null);
  const { endpoints, most } = answer;
  return (
    <div className="kx-stack">
      <SecretNote secret={secret} onDone={() => setSecret(null)} />
      {endpoints.length === 0 && (
        <p>
          Nobody is told yet. {mayChange ? 'Add the first one below.' : 'An admin may add one.'}
        </p>
      )}
      {endpoints.map((endpoint) => (
        <EndpointCard
          key={endpoint.endpointId}
          endpoint={endpoint}
          mayChange={mayChange}
          onSecret={setSecret}
        />
      ))}
      {mayChange && endpoints.length < most && <EndpointForm onSecret={setSecret} />}
      {mayChange && endpoints.length >= most && <p>There are {most}: remove one to add another.</p>}
    </div>
  );
}
