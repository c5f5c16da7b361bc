// Where a provider stands among the others of its kind: a dot on a strip from 0 to 100, and a
// sentence, because percent and percentile are mixed up wherever only one of them is shown.

import type { Percentile } from '../../../lib/api/contract/rows.js';
import { percent } from '../parts/format.js';

const WIDTH = 300;
const HEIGHT = 20;

export function PercentileStrips({ rows }: { readonly rows: readonly Percentile[] }) {
  if (rows.length === 0) return <p>Too few beneficiaries, lines or peers to compare.</p>;
  return (
    <div className="kx-scroll" tabIndex={0} role="region" aria-label="Percentiles">
      <table className="kx-heat">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Among peers in your data</th>
            <th scope="col">In words</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.pattern}>
              <th scope="row">{row.title}</th>
              <td>{row.percentile === null ? 'too few' : <Strip value={row.percentile} />}</td>
              <td>
                {percent(row.share)} of {row.n}
                {row.percentile === null
                  ? `; only ${row.others} others to compare`
                  : `, higher than ${row.percentile} of 100 of ${row.others} others`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Strip({ value }: { readonly value: number }) {
  const place = 8 + (value / 100) * (WIDTH - 16);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`Percentile ${value}`}
    >
      <rect x="8" y="6" width={WIDTH - 16} height="8" fill="var(--kx-band)" />
      <rect x="8" y="6" width={(WIDTH - 16) * 0.2} height="8" fill="var(--kx-line)" />
      <rect
        x={8 + (WIDTH - 16) * 0.8}
        y="6"
        width={(WIDTH - 16) * 0.2}
        height="8"
        fill="var(--kx-line)"
      />
      <circle cx={place} cy="10" r="6" fill="var(--kx-own)" stroke="var(--kx-panel)" />
    </svg>
  );
}
