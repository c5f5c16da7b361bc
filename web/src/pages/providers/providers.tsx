// Providers by score: 20,000 rows are sorted and filtered in the browser. Masked for a viewer.

import Alert from '@cloudscape-design/components/alert';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ProviderListRow, ProvidersAnswer } from '../../../../lib/api/contract/providers.js';
import { queryText, useApi } from '../../api/use-api.js';
import { Choice } from '../../parts/choice.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { BAND_WORDS, count, dollars, idWords, MASKED } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { QueryState } from '../../parts/query-state.js';
import { SavedViews } from '../../parts/saved-views.js';
import { useFilters } from '../../parts/use-filters.js';

const PAGE_ROWS = 50;

export function Providers() {
  const [filters, change] = useFilters(['role', 'band']);
  const role = filters['role'] === 'billing' ? 'billing' : 'rendering';
  const list = useApi<ProvidersAnswer>(`/api/providers${queryText({ role })}`);
  return (
    <>
      <PageTitle
        kind="Providers"
        below="Compared with peers in your data; a score sorts work, it judges nobody."
      />
      <div className="kx-filters">
        <Choice
          label="Role"
          value={role}
          options={[
            ['rendering', 'therapists'],
            ['billing', 'billers'],
          ]}
          onChange={(value) => change('role', value)}
        />
        <Choice
          label="Band"
          value={filters['band'] ?? ''}
          options={[['', 'all'], ...Object.entries(BAND_WORDS)]}
          onChange={(value) => change('band', value)}
        />
        <SavedViews page="providers" filters={filters} />
      </div>
      <QueryState query={list}>
        {(answer) => <List answer={answer} band={filters['band'] ?? ''} />}
      </QueryState>
    </>
  );
}

function List({ answer, band }: { readonly answer: ProvidersAnswer; readonly band: string }) {
  const [text, setText] = useState('');
  const rows = answer.rows.filter(
    (row) => (band === '' || row.band === band) && (text === '' || row.npi.includes(text)),
  );
  return (
    <>
      {answer.isMasked && (
        <Alert type="info" header="Masked">
          Your role sees bands and patterns; points, dollars and counts under 11 are masked.
        </Alert>
      )}
      <DataTable
        name="providers"
        title="Providers"
        description={
          answer.period === null
            ? undefined
            : `Services from ${answer.period.from} to ${answer.period.to}`
        }
        columns={
          answer.isMasked ? COLUMNS.filter(({ id }) => id !== 'score' && id !== 'exposed') : COLUMNS
        }
        rows={rows}
        rowKey={({ role, npi }) => `${role} ${npi}`}
        pageRows={PAGE_ROWS}
        sortBy={answer.isMasked ? undefined : { id: 'score', isDescending: true }}
        empty="No provider fits."
        filter={
          <input
            className="kx-field"
            type="search"
            aria-label="NPI contains"
            placeholder="NPI"
            inputMode="numeric"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        }
      />
    </>
  );
}

/** Who is not scored has no points: zero would look like the best of all. */
function scoreText(score: number | null, band: ProviderListRow['band']): string {
  if (band === 'not_scored') return '-';
  return score === null ? MASKED : score.toFixed(2);
}

const COLUMNS: readonly Column<ProviderListRow>[] = [
  {
    id: 'npi',
    header: 'NPI',
    isRowHeader: true,
    value: ({ npi }) => npi,
    cell: ({ role, npi }) => <Link href={`/providers/${role}/${npi}`}>{npi}</Link>,
  },
  {
    id: 'score',
    header: 'Score of 100',
    isNumber: true,
    value: ({ score, band }) => (band === 'not_scored' ? null : score),
    cell: ({ score, band }) => scoreText(score, band),
  },
  { id: 'band', header: 'Band', value: ({ band }) => BAND_WORDS[band] ?? band },
  {
    id: 'beneficiaries',
    header: 'Beneficiaries',
    isNumber: true,
    value: ({ beneficiaries }) => beneficiaries,
    cell: ({ beneficiaries }) => count(beneficiaries),
  },
  {
    id: 'patterns',
    header: 'Patterns that stand out',
    value: ({ detected }) => detected.length,
    cell: ({ detected }) => (detected.length === 0 ? 'none' : detected.map(idWords).join(', ')),
  },
  {
    id: 'exposed',
    header: 'Largest exposure of a pattern',
    isNumber: true,
    value: ({ exposedCents }) => (exposedCents === null ? null : exposedCents / 100),
    cell: ({ exposedCents }) => (exposedCents === null ? '-' : dollars(exposedCents)),
  },
];
