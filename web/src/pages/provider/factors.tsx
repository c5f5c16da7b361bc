// Five factors of the statute: a number with its peers, or "no data", with the citation.

import type { ProviderPage } from '../../../../lib/api/contract/rows.js';
import { percent } from '../../parts/format.js';

type Factor = ProviderPage['factors'][number];

export function Factors({ factors }: { readonly factors: ProviderPage['factors'] }) {
  return (
    <div className="kx-scroll" tabIndex={0} role="region" aria-label="Factors">
      <table className="kx-heat">
        <thead>
          <tr>
            <th scope="col">Factor</th>
            <th scope="col">In your data</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          {factors.map((factor) => (
            <tr key={factor.factor}>
              <th scope="row">
                {factor.factor}. {factor.title}
              </th>
              <td>{words(factor.value)}</td>
              <td>{factor.citation}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function words(value: Factor['value']): string {
  switch (value.kind) {
    case 'no_data':
      return `No data: ${value.reason}`;
    case 'share':
      return shareWords(value);
    case 'first_seen':
      return firstSeenWords(value);
    case 'links':
      return `${value.detected} of ${value.linkedProviders} others in the group stand out`;
  }
}

type Of<Kind extends Factor['value']['kind']> = Extract<Factor['value'], { readonly kind: Kind }>;

function shareWords({ hits, n, share, peers }: Of<'share'>): string {
  return `${hits} of ${n} (${percent(share)}); peers ${percent(peers.share)}`;
}

function firstSeenWords({ day, isNew, newProviders, providers }: Of<'first_seen'>): string {
  return `First seen ${day}${isNew ? ', new' : ''}; ${newProviders} of ${providers} are new`;
}
