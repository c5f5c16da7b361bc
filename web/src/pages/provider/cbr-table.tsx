// The three measures of CMS's comparative reports: own value beside peers, state and nation.

import type { ProviderPage } from '../../../../lib/api/contract/rows.js';
import { MeasureStrips } from '../../charts/measure-strips.js';
import { count, dollars, percent } from '../../parts/format.js';

type Row = ProviderPage['cbr'][number];

const MEASURES: Readonly<Record<Row['measure'], string>> = {
  kx_share: 'Beneficiaries with KX',
  minutes_per_visit: 'Timed minutes a visit',
  allowed_per_beneficiary: 'Allowed a beneficiary',
};

export function CbrTable({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return <p>No measure can be made from the data.</p>;
  return (
    <>
      <MeasureStrips
        rows={rows}
        labelOf={(row) => `${MEASURES[row.measure]}, ${placeOf(row)}`}
        valueOf={({ measure }, value) => valueText(measure, value)}
      />
      <Table rows={rows} />
    </>
  );
}

function Table({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <div className="kx-scroll" tabIndex={0} role="region" aria-label="Comparative measures">
      <table className="kx-heat">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Of</th>
            <th scope="col">Own</th>
            <th scope="col">Peers in your data</th>
            <th scope="col">State</th>
            <th scope="col">Nation</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.measure} ${row.discipline} ${row.setting} ${row.state ?? ''}`}>
              <th scope="row">{MEASURES[row.measure]}</th>
              <td>{placeOf(row)}</td>
              <td>
                {valueText(row.measure, row.value)} ({count(row.n)})
              </td>
              <td>{comparison(row, row.peers)}</td>
              <td>{comparison(row, row.stateWide)}</td>
              <td>{comparison(row, row.nation)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function placeOf({ discipline, setting, state }: Row): string {
  return `${discipline}, ${setting}, ${state ?? 'state not stated'}`;
}

function valueText(measure: Row['measure'], value: number): string {
  switch (measure) {
    case 'kx_share':
      return percent(value);
    case 'minutes_per_visit':
      return value.toFixed(1);
    case 'allowed_per_beneficiary':
      return dollars(Math.round(value));
  }
}

function comparison(row: Row, compared: Row['peers']): string {
  if (compared.kind === 'no_data') return 'no data';
  return `${valueText(row.measure, compared.value)}: ${compared.outcome}`;
}
