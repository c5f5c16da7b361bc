// One provider: the score as the sum of its parts, patterns in sentences, the five factors of the
// statute, the tables of a comparative report, percentiles, the trend; lines behind each part.

import { useRef } from 'react';
import { useParams } from 'wouter';
import type { ProviderPage } from '../../../../lib/api/contract/rows.js';
import { earlyKxCount } from '../../../../lib/domain/patterns/early-kx.js';
import { useApi, useOffers } from '../../api/use-api.js';
import { DistanceChart } from '../../charts/distance-chart.js';
import { PercentileStrips } from '../../charts/percentile-strips.js';
import { TrendChart, type ChangeDay } from '../../charts/trend-chart.js';
import { WaterfallChart } from '../../charts/waterfall-chart.js';
import { BAND_WORDS, plural } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { useFilters } from '../../parts/use-filters.js';
import { AmongTherapists } from './among-therapists.js';
import { CbrTable } from './cbr-table.js';
import { Factors } from './factors.js';
import { PartLines } from './part-lines.js';
import { Parts } from './parts.js';
import { PatternList } from './pattern-list.js';

export function Provider() {
  const { role = '', npi = '' } = useParams();
  const provider = useApi<ProviderPage>(`/api/providers/${role}/${npi}`);
  return (
    <>
      <PageTitle kind="Provider" below="Screening beside peers in your data, not a finding.">
        {role === 'billing' ? 'Biller' : 'Therapist'} {npi}
      </PageTitle>
      <QueryState query={provider}>{(answer) => <Content provider={answer} />}</QueryState>
    </>
  );
}

function Content({ provider }: { readonly provider: ProviderPage }) {
  const hasLines = useOffers('partLines');
  const [filters, change] = useFilters(['part']);
  const part = filters['part'];
  const opener = useRef<HTMLElement | null>(null);
  const show = (pattern: string): void => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    change('part', pattern);
  };
  const close = (): void => {
    change('part', '');
    opener.current?.focus();
  };
  const { from, to } = provider.period;
  const people = plural(provider.beneficiaries, 'beneficiary', 'beneficiaries');
  const months = provider.months.map((each) => ({ month: each.month, ...earlyKxCount(each) }));
  const peers = provider.peerMonths.map((each) => ({
    month: each.month,
    band: each.band,
    ...earlyKxCount(each),
  }));
  return (
    <>
      <Panel
        title={`Score ${provider.score.toFixed(2)} of 100: ${BAND_WORDS[provider.band]}`}
        description={`${people}, ${from} to ${to}`}
      >
        <WaterfallChart score={provider.score} parts={provider.parts} />
        <Parts parts={provider.parts} onShow={hasLines ? show : null} />
      </Panel>
      {hasLines && part !== undefined && (
        <PartLines
          provider={provider}
          pattern={part}
          takesFocus={opener.current !== null}
          onClose={close}
        />
      )}
      <PatternList patterns={provider.patterns} onShow={hasLines ? show : null} />
      <Panel
        title="The five factors of the statute"
        description="A panel, not a sum: the law names no weights"
      >
        <Factors factors={provider.factors} />
      </Panel>
      <Panel
        title="What a comparative report would say"
        description="The three measures that CMS sends therapists, from your data"
      >
        <CbrTable rows={provider.cbr} />
      </Panel>
      <Panel
        title="Among others"
        description="Percent is the share of your own; percentile is the place among others"
      >
        <PercentileStrips rows={provider.percentiles} />
      </Panel>
      <Panel
        title="Early KX by month"
        description="Set before the total called for it, of all lines that called for none"
      >
        <TrendChart
          label="Early KX by month"
          unit="lines that called for no KX"
          points={months}
          peers={peers}
          changes={provider.patterns.flatMap(jumpOf)}
        />
      </Panel>
      {provider.role === 'rendering' && <AmongTherapists npi={provider.npi} />}
      <Panel
        title="Distance from the amount to the first KX"
        description="Healthy is just above zero; far below means that KX comes as a routine"
      >
        <DistanceChart bins={provider.firstKx} />
      </Panel>
    </>
  );
}

/** The day from which KX stands on everything, whatever the total. */
function jumpOf({ outcome, evidence }: ProviderPage['patterns'][number]): readonly ChangeDay[] {
  if (outcome.kind !== 'detected' || evidence.kind !== 'share_jump') return [];
  return evidence.day === null ? [] : [{ day: evidence.day, words: 'KX share jumps' }];
}
