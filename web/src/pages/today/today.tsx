// The first page of a morning: two exposures that are never added, what to do next, where
// beneficiaries stand, how fresh it all is.

import { Link } from 'wouter';
import type { CasesAnswer } from '../../../../lib/api/contract/cases.js';
import type { TodayAnswer } from '../../../../lib/api/contract/overview.js';
import { earlyKxCount } from '../../../../lib/domain/patterns/early-kx.js';
import { useApi, useMay, useMe, useOffers } from '../../api/use-api.js';
import { TrendChart } from '../../charts/trend-chart.js';
import { count, dollars, groupName, plural, ZONE_WORDS } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { Cases } from './cases.js';
import { DoNext } from './do-next.js';

export function Today() {
  const today = useApi<TodayAnswer>('/api/today');
  return (
    <>
      <PageTitle kind="Today" below="Screening figures from paid claims, not findings of error." />
      <QueryState query={today}>{(answer) => <Content today={answer} />}</QueryState>
    </>
  );
}

function Content({ today }: { readonly today: TodayAnswer }) {
  const me = useMe();
  const mayList = useMay('listCases');
  const isOffered = useOffers('cases') && mayList;
  const cases = useApi<CasesAnswer>(isOffered ? '/api/cases' : null).data;
  const freshness = me.data?.freshness;
  const quarantined = quarantineText(today.quarantined);
  return (
    <>
      <div className="kx-cards">
        <Exposure today={today} kind="kx_look_back" />
        <Exposure today={today} kind="review_threshold" />
        <section className="kx-card">
          <h2>Claims in the ledger</h2>
          <div className="kx-figure">{count(today.totals.finalClaims)}</div>
          <p className="kx-quiet">
            {plural(today.totals.finalLines, 'line')} of{' '}
            {plural(today.totals.beneficiaries, 'beneficiary', 'beneficiaries')}
            {quarantined !== '' && (
              <>
                ; <Link href="/ingest">{quarantined} in quarantine</Link>
              </>
            )}
          </p>
        </section>
        <section className="kx-card">
          <h2>Services in the data up to</h2>
          <div className="kx-figure">{freshness?.dataThrough ?? 'no services'}</div>
          <p className="kx-quiet">
            {today.pendingYears.length === 0 ? (
              'All amounts that the data needs are entered.'
            ) : (
              <Link href="/reference">
                The KX amount of {today.pendingYears.join(', ')} is not known
              </Link>
            )}
          </p>
        </section>
      </div>
      <DoNext today={today} cases={cases?.cases ?? []} />
      {cases !== undefined && <Cases answer={cases} />}
      <Zones today={today} />
      {today.trend.length > 1 && (
        <Panel
          title="Early KX by month"
          description="KX set before the total called for it, of all lines that called for none"
        >
          <TrendChart
            label="Early KX by month"
            unit="lines that called for no KX"
            points={today.trend.map((each) => ({ month: each.month, ...earlyKxCount(each) }))}
          />
        </Panel>
      )}
    </>
  );
}

/** Empty where nothing is. */
function quarantineText({ claims, files }: TodayAnswer['quarantined']): string {
  return [
    ...(claims > 0 ? [plural(claims, 'claim')] : []),
    ...(files > 0 ? [plural(files, 'file')] : []),
  ].join(' and ');
}

const EXPOSURES = {
  kx_look_back: {
    title: 'KX lines in the look-back',
    why: 'Recovery auditors may ask for lines with KX paid within three years.',
    href: '/claims?attention=any',
  },
  review_threshold: {
    title: 'Lines above the review amount',
    why: 'Targeted medical review looks at what lies above it.',
    href: '/claims?attention=review',
  },
} as const;

function Exposure({
  today,
  kind,
}: {
  readonly today: TodayAnswer;
  readonly kind: keyof typeof EXPOSURES;
}) {
  const rows = today.exposures.filter(({ exposure }) => exposure === kind);
  const { title, why, href } = EXPOSURES[kind];
  const sum = (of: (row: (typeof rows)[number]) => number | null): number | null => {
    const known = rows.map(of);
    return known.some((each) => each === null)
      ? null
      : known.reduce<number>((total, each) => total + (each ?? 0), 0);
  };
  return (
    <section className="kx-card">
      <h2>{title}</h2>
      <div className="kx-figure" data-exposure={kind}>
        {dollars(sum(({ allowedCents }) => allowedCents))}
      </div>
      <p className="kx-quiet">
        allowed, of which Medicare paid {dollars(sum(({ paidCents }) => paidCents))}, on{' '}
        {today.isMasked ? (
          <>
            {plural(
              sum(({ lines }) => lines),
              'line',
            )}
          </>
        ) : (
          <Link href={href}>
            {plural(
              sum(({ lines }) => lines),
              'line',
            )}
          </Link>
        )}
        . {why}
      </p>
    </section>
  );
}

const ZONES = ['below_kx', 'over_kx', 'over_review', 'kx_amount_unknown'] as const;

function Zones({ today }: { readonly today: TodayAnswer }) {
  const keys = [...new Set(today.zones.map(({ year, group }) => `${year} ${group}`))].sort();
  if (keys.length === 0) return null;
  return (
    <Panel
      title="Beneficiaries by zone"
      description="Spend with other providers is in only where it was entered"
    >
      <div className="kx-scroll" tabIndex={0} role="region" aria-label="Beneficiaries by zone">
        <table className="kx-heat">
          <thead>
            <tr>
              <th scope="col">Year and group</th>
              {ZONES.map((zone) => (
                <th key={zone} scope="col">
                  {ZONE_WORDS[zone]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => {
              const [year = '', group = ''] = key.split(' ');
              return (
                <tr key={key}>
                  <th scope="row">
                    {year} {groupName(group)}
                  </th>
                  {ZONES.map((zone) => {
                    const found = today.zones.find(
                      (row) => `${row.year} ${row.group}` === key && row.zone === zone,
                    );
                    const words = found === undefined ? '0' : count(found.beneficiaries);
                    return (
                      <td key={zone}>
                        {found === undefined || today.isMasked ? (
                          words
                        ) : (
                          <Link href={`/beneficiaries?year=${year}&group=${group}&zone=${zone}`}>
                            {words}
                          </Link>
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
