// One endpoint: what it is told, whether an agreement stands, and how old its secrets are.

import type { EndpointRow } from '../../../../lib/api/contract/endpoints.js';
import { EndpointActions } from './endpoint-actions.js';
import { filterText } from './endpoint-words.js';
import type { ShownSecret } from './secret-note.js';

export interface EndpointCardProps {
  readonly endpoint: EndpointRow;
  readonly mayChange: boolean;
  readonly onSecret: (secret: ShownSecret) => void;
}

export function EndpointCard({ endpoint, mayChange, onSecret }: EndpointCardProps) {
  const { host, description, disabled, baa, filter, secrets } = endpoint;
  return (
    <section className="kx-card" aria-label={`Endpoint ${host}`}>
      <h3 className="kx-card-title">
        {host} <span className="kx-quiet">{disabled === null ? 'on' : 'off'}</span>
      </h3>
      {description !== '' && <p>{description}</p>}
      <p>Told of {filterText(filter)}.</p>
      <p>{agreementText(baa)}</p>
      {disabled !== null && (
        <p>
          Off since {disabled.at.slice(0, 10)} ({disabled.reason}): what comes meanwhile waits.
        </p>
      )}
      <p className="kx-quiet">{secretsText(secrets)}</p>
      {mayChange && <EndpointActions endpoint={endpoint} onSecret={onSecret} />}
    </section>
  );
}

function agreementText(baa: EndpointRow['baa']): string {
  if (baa === null) return 'No agreement (BAA): it gets no token, claim, date or provider.';
  const { note, recordedBy, recordedAt } = baa;
  return `Agreement (BAA): ${note}, recorded by ${recordedBy} on ${recordedAt.slice(0, 10)}.`;
}

function secretsText(secrets: EndpointRow['secrets']): string {
  const [newest, ...older] = secrets;
  if (newest === undefined) return 'No secret.';
  const last = older
    .map(({ expiresAt }) => expiresAt ?? '')
    .sort()
    .at(-1);
  const until = last?.slice(0, 16).replace('T', ' ');
  const beside = until === undefined ? '' : `; the one before signs beside it until ${until} UTC`;
  return `Secret of ${newest.createdAt.slice(0, 10)}${beside}.`;
}
