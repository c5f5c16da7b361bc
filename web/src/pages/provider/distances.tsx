// Where running totals stood when KX first came: quartiles of the amount minus the total.

import type { ProviderPage } from '../../../../lib/api/contract/rows.js';
import { count, dollars } from '../../parts/format.js';

export function Distances({ rows }: { readonly rows: ProviderPage['distances'] }) {
  const known = rows.filter((row) => Number(row['first_kx_totals']) > 0);
  if (known.length === 0) return <p>No KX of this provider could be judged.</p>;
  return (
    <ul>
      {known.map((row, at) => (
        <li key={at}>
          {String(row['discipline'])}, {String(row['setting'])}:{' '}
          {count(Number(row['first_kx_totals']))} first KX; half of them between{' '}
          {away(row['lower_quartile_cents'])} and {away(row['upper_quartile_cents'])}, the middle
          one {away(row['median_cents'])}.
        </li>
      ))}
    </ul>
  );
}

function away(value: unknown): string {
  if (typeof value !== 'number') return 'unknown';
  return value >= 0 ? `${dollars(value)} below the amount` : `${dollars(-value)} above it`;
}
