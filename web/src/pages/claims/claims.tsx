// Current claims, latest first, by filters that the address keeps.

import Button from '@cloudscape-design/components/button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { ClaimsAnswer } from '../../../../lib/api/contract/claims.js';
import type { ClaimRow } from '../../../../lib/api/contract/rows.js';
import { getJson, type ApiError } from '../../api/client.js';
import { queryText, useMe } from '../../api/use-api.js';
import { Choice } from '../../parts/choice.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { dollars, shortToken } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { PageTitle } from '../../parts/page-title.js';
import { Failed } from '../../parts/query-state.js';
import { SavedViews } from '../../parts/saved-views.js';
import { useFilters } from '../../parts/use-filters.js';

const FILTERS = ['month', 'attention', 'npi'];
const ATTENTION: readonly (readonly [string, string])[] = [
  ['', 'all claims'],
  ['any', 'KX needs attention'],
  ['missing', 'KX missing'],
  ['early', 'KX early'],
  ['conflict', 'KX with a notice modifier'],
  ['mixed', 'KX on some SLP lines'],
  ['denied', 'with a denied line'],
  ['review', 'above the review amount'],
];

export function Claims() {
  const [filters, change] = useFilters(FILTERS);
  const me = useMe();
  const months = me.data?.freshness.months ?? [];
  const list = useInfiniteQuery<ClaimsAnswer, ApiError>({
    queryKey: ['claims', filters],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<ClaimsAnswer>(
        `/api/claims${queryText({ ...filters, limit: 50, cursor: String(pageParam) })}`,
        signal,
      ),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const rows = (list.data?.pages ?? []).flatMap((page) => page.rows);
  return (
    <>
      <PageTitle
        kind="Claims"
        below="Claims that stand; what was reversed or replaced is on the page of its claim."
      />
      <div className="kx-filters">
        <Choice
          label="Show"
          value={filters['attention'] ?? ''}
          options={ATTENTION}
          onChange={(value) => change('attention', value)}
        />
        <Choice
          label="Month of service"
          value={filters['month'] ?? ''}
          options={[
            ['', 'all'],
            ...months.map((month): readonly [string, string] => [month, month]),
          ]}
          onChange={(value) => change('month', value)}
        />
        {filters['npi'] !== undefined && (
          <button type="button" className="kx-plain" onClick={() => change('npi', '')}>
            Provider {filters['npi']}: show all
          </button>
        )}
        <SavedViews page="claims" filters={filters} />
      </div>
      {list.error !== null && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && list.error === null && <Loading />}
      {list.data !== undefined && (
        <DataTable
          name="claims"
          title="Claims"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ claimRef, token }) => `${claimRef} ${token}`}
          isSortable={false}
          empty={
            list.hasNextPage ? 'None so far: look further back.' : 'No claim fits these filters.'
          }
          footer={
            list.hasNextPage ? (
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show more
              </Button>
            ) : undefined
          }
        />
      )}
    </>
  );
}

const COLUMNS: readonly Column<ClaimRow>[] = [
  {
    id: 'claim',
    isWhole: true,
    header: 'Claim',
    isRowHeader: true,
    value: ({ claim }) => claim,
    cell: ({ claim, claimRef }) => <Link href={`/claims/${claimRef}`}>{claim}</Link>,
  },
  {
    id: 'token',
    header: 'Beneficiary',
    value: ({ token }) => token,
    cell: ({ token }) => <Link href={`/beneficiaries/${token}`}>{shortToken(token)}</Link>,
  },
  {
    id: 'service',
    isWhole: true,
    header: 'Service',
    value: ({ firstServiceDate }) => firstServiceDate,
  },
  { id: 'paid', isWhole: true, header: 'Paid', value: ({ paidDate }) => paidDate },
  { id: 'lines', header: 'Lines', isNumber: true, value: ({ lines }) => lines },
  { id: 'kx', header: 'With KX', isNumber: true, value: ({ kxLines }) => kxLines },
  { id: 'verdict', header: 'To look at', value: verdict },
  {
    id: 'allowed',
    header: 'Accrued',
    isNumber: true,
    value: ({ accruedCents }) => accruedCents / 100,
    cell: ({ accruedCents }) => dollars(accruedCents),
  },
];

function verdict(row: ClaimRow): string {
  const parts = [
    [row.missingLines, 'KX missing'],
    [row.earlyLines, 'KX early'],
    [row.conflictLines, 'conflict'],
    [row.mixedLines, 'mixed'],
    [row.deniedLines, 'denied'],
    [row.reviewLines, 'above review'],
  ] as const;
  const found = parts.filter(([lines]) => lines > 0).map(([lines, words]) => `${lines} ${words}`);
  return found.length === 0 ? 'nothing' : found.join(', ');
}
