// Therapists by month as a table whose cells are colored: readable by keyboard and screen reader,
// the number stands in the cell, nothing under 11 is shown.

import { Link } from 'wouter';
import type { PatternsPage } from '../../../../lib/api/contract/rows.js';
import { SMALLEST_SHOWN } from '../../../../lib/domain/small-cells.js';
import { dollars } from '../../parts/format.js';
import { monthLabel } from '../../charts/ticks.js';

export function HeatMap({ heat }: Pick<PatternsPage, 'heat'>) {
  if (heat.rows.length === 0) return <p>No therapist has early KX that costs.</p>;
  return (
    <div className="kx-scroll" tabIndex={0} role="region" aria-label="Heat map">
      <table className="kx-heat">
        <thead>
          <tr>
            <th scope="col">Therapist</th>
            {heat.months.map((month) => (
              <th key={month} scope="col">
                {monthLabel(month)}
              </th>
            ))}
            <th scope="col">Paid and exposed</th>
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row) => (
            <tr key={row.npi}>
              <th scope="row">
                <Link href={`/providers/${row.role}/${row.npi}`}>{row.npi}</Link>
              </th>
              {heat.months.map((month) => {
                const cell = row.cells.find((each) => each.month === month);
                if (cell === undefined || cell.n < SMALLEST_SHOWN) return <td key={month} />;
                const share = cell.hits / cell.n;
                return (
                  <td key={month} data-heat={Math.min(4, Math.floor(share * 5))}>
                    {Math.round(share * 100)} %
                  </td>
                );
              })}
              <td>{dollars(row.exposedCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
