// Says when what is shown is older than the ledger, or being renewed: never a spinner over figures.

import Alert from '@cloudscape-design/components/alert';
import { Link } from 'wouter';
import type { Freshness } from '../../../lib/api/contract/session.js';

export function FreshnessNote({ freshness }: { readonly freshness: Freshness }) {
  if (freshness.state === 'current') return null;
  return (
    <div className="kx-freshness">
      <Note freshness={freshness} />
    </div>
  );
}

function Note({ freshness }: { readonly freshness: Freshness }) {
  switch (freshness.state) {
    case 'current':
      return null;
    case 'stale':
      return (
        <Alert type="info" header="Newer claims are being worked in">
          The figures are as of {freshness.builtAt?.slice(0, 16).replace('T', ' ')} UTC and renew
          themselves.
        </Alert>
      );
    case 'building':
      return (
        <Alert type="info">The first figures are being computed; they appear by themselves.</Alert>
      );
    case 'empty':
      return (
        <Alert type="info" header="No claims yet">
          Begin with a remittance file (835): <Link href="/ingest">bring in the first file</Link>.
        </Alert>
      );
  }
}
