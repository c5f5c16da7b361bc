// All beneficiaries of a year, by filters that the address keeps; the server pages and sorts.

import Button from '@cloudscape-design/components/button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { BeneficiariesAnswer } from '../../../../lib/api/contract/beneficiaries.js';
import type { BeneficiaryRow, GroupStanding } from '../../../../lib/api/contract/rows.js';
import { getJson, type ApiError } from '../../api/client.js';
import { queryText, useMe } from '../../api/use-api.js';
import { Choice } from '../../parts/choice.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { count, dollars, shortToken, ZONE_WORDS } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { PageTitle } from '../../parts/page-title.js';
import { Failed } from '../../parts/query-state.js';
import { SavedViews } from '../../parts/saved-views.js';
import { useFilters } from '../../parts/use-filters.js';

const FILTERS = ['year', 'group', 'zone', 'outside', 'attention', 'sort'];

export function Beneficiaries() {
  const [filters, change] = useFilters(FILTERS);
  const me = useMe();
  const years = me.data?.freshness.years ?? [];
  const list = useInfiniteQuery<BeneficiariesAnswer, ApiError>({
    queryKey: ['beneficiaries', filters],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<BeneficiariesAnswer>(
        `/api/beneficiaries${queryText({ ...filters, limit: 50, cursor: String(pageParam) })}`,
        signal,
      ),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const pages = list.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  return (
    <>
      <PageTitle
        kind="Beneficiaries"
        below="Totals of a calendar year; at least as much where outside spend is unknown."
      />
      <div className="kx-filters">
        <Choice
          label="Year"
          value={filters['year'] ?? String(years.at(-1) ?? '')}
          options={[...years].reverse().map((year) => [String(year), String(year)])}
          onChange={(value) => change('year', value)}
        />
        <Choice
          label="Group"
          value={filters['group'] ?? ''}
          options={[
            ['', 'both'],
            ['PT_SLP', 'PT+SLP'],
            ['OT', 'OT'],
          ]}
          onChange={(value) => change('group', value)}
        />
        <Choice
          label="Zone"
          value={filters['zone'] ?? ''}
          options={[['', 'any'], ...Object.entries(ZONE_WORDS)]}
          onChange={(value) => change('zone', value)}
        />
        <Choice
          label="Outside spend"
          value={filters['outside'] ?? ''}
          options={[
            ['', 'any'],
            ['unknown', 'unknown'],
            ['entered', 'entered'],
          ]}
          onChange={(value) => change('outside', value)}
        />
        <Choice
          label="KX"
          value={filters['attention'] ?? ''}
          options={[
            ['', 'any'],
            ['any', 'needs attention'],
            ['missing', 'missing'],
            ['early', 'early'],
          ]}
          onChange={(value) => change('attention', value)}
        />
        <Choice
          label="Order"
          value={filters['sort'] ?? 'exposed'}
          options={[
            ['exposed', 'most exposed'],
            ['total', 'highest total'],
            ['remaining', 'nearest to KX'],
            ['attention', 'most to look at'],
            ['last', 'latest service'],
          ]}
          onChange={(value) => change('sort', value)}
        />
        <SavedViews page="beneficiaries" filters={filters} />
      </div>
      {list.error !== null && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && list.error === null && <Loading />}
      {list.data !== undefined && (
        <DataTable
          name="beneficiaries"
          title="Beneficiaries"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ token }) => token}
          isSortable={false}
          total={pages[0]?.total ?? 0}
          empty="No beneficiary fits these filters."
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

function total(standing: GroupStanding | null): string {
  if (standing === null) return '-';
  return `${standing.isLowerBound ? 'at least ' : ''}${dollars(standing.accumulatedCents)}`;
}

function remaining(standing: GroupStanding | null): string {
  if (standing === null) return '-';
  if (standing.kxThresholdCents === null) return 'KX amount not known';
  const left = standing.kxThresholdCents - standing.accumulatedCents;
  return left >= 0 ? `${dollars(left)} left` : `${dollars(-left)} above`;
}

const COLUMNS: readonly Column<BeneficiaryRow>[] = [
  {
    id: 'token',
    header: 'Beneficiary',
    isRowHeader: true,
    value: ({ token }) => token,
    cell: ({ token }) => <Link href={`/beneficiaries/${token}`}>{shortToken(token)}</Link>,
  },
  ...(['PT_SLP', 'OT'] as const).flatMap((group): readonly Column<BeneficiaryRow>[] => {
    const name = group === 'OT' ? 'OT' : 'PT+SLP';
    return [
      {
        id: `${group}-total`,
        header: `${name} used`,
        isNumber: true,
        value: ({ groups }) =>
          groups[group] === null ? null : groups[group].accumulatedCents / 100,
        cell: ({ groups }) => total(groups[group]),
      },
      {
        id: `${group}-left`,
        header: `${name} to KX`,
        isNumber: true,
        value: ({ groups }) => remaining(groups[group]),
      },
    ];
  }),
  {
    id: 'kx',
    header: 'KX early / missing',
    isNumber: true,
    value: ({ groups }) => {
      const all = Object.values(groups).filter((standing) => standing !== null);
      const sum = (of: (standing: GroupStanding) => number): string =>
        count(all.reduce((before, standing) => before + of(standing), 0));
      return `${sum(({ earlyLines }) => earlyLines)} / ${sum(({ missingLines }) => missingLines)}`;
    },
  },
  {
    id: 'last',
    isWhole: true,
    header: 'Last service',
    value: ({ lastServiceDate }) => lastServiceDate,
  },
  { id: 'providers', header: 'Therapists', isNumber: true, value: ({ providers }) => providers },
];
