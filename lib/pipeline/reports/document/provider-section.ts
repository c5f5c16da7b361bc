// Providers: rank, the score's parts, the five statutory factors, the tables of a comparative
// billing report and each provider's place among the others. Comparisons, not accusations.

import { heatMap } from '../../../charts/heat-map.js';
import { percentileStrips } from '../../../charts/percentile-strips.js';
import { waterfallChart } from '../../../charts/waterfall-chart.js';
import type { ReportBlock, ReportSection } from '../../../ports/report-renderer.js';
import type { ReportCbrRow, ReportProvider } from '../report-model-providers.js';
import type { ReportModel } from '../report-model.js';
import { column, paragraph, table } from './table-block.js';
import { CBR_WORDS, dollars, percent } from './words.js';

const RANKED_ON_PAPER = 15;
const FACTORS_ON_PAPER = 25;
const HEAT_ROWS = 12;
/** Shares of few say little and may name somebody (CELL-1). */
const SMALLEST_CELL = 11;

export function providerSection(model: ReportModel): ReportSection {
  const { providers, providerPeriod } = model;
  if (providerPeriod === null || providers.length === 0) {
    const words = 'The twelve months hold no therapy, so no provider can be compared.';
    return { id: 'providers', title: 'Provider patterns', blocks: [paragraph(words)] };
  }
  const ranked = providers.toSorted(
    (one, other) =>
      other.score - one.score ||
      Number(one.band === 'not_scored') - Number(other.band === 'not_scored'),
  );
  return {
    id: 'providers',
    title: 'Provider patterns',
    blocks: [
      paragraph(
        `Services of ${providerPeriod.from} to ${providerPeriod.to}, compared with the other ` +
          'providers in your data of the same role, discipline, setting and state. A score is the ' +
          'sum of its parts (0 to 100); weights and bands are our own.',
      ),
      rankTable(ranked),
      ...topBlocks(ranked),
      ...heatBlocks(model),
      partTable(ranked),
      factorTable(ranked),
      cbrTable(ranked),
    ],
  };
}

function rankTable(ranked: readonly ReportProvider[]): ReportBlock {
  return table({
    sheet: 'Providers',
    title: 'Providers by score',
    columns: [
      column('Role', 'text', 0.8),
      column('NPI', 'text', 1),
      column('Beneficiaries', 'count', 1),
      column('Score', 'number', 0.6),
      column('Band', 'text', 1),
      column('What stands out', 'text', 5),
    ],
    rows: ranked.map((provider) => [
      provider.role,
      provider.npi,
      provider.beneficiaries,
      provider.score,
      provider.band === 'not_scored' ? 'too few' : provider.band,
      provider.detected.map(({ sentence }) => sentence).join(' ') ||
        'nothing told apart from peers',
    ]),
    shown: RANKED_ON_PAPER,
    empty: '',
  });
}

/** The provider with the highest score: its parts as a waterfall, its place in strips. */
function topBlocks(ranked: readonly ReportProvider[]): readonly ReportBlock[] {
  const [first] = ranked;
  if (first === undefined || first.score === 0) return [];
  const parts = first.parts.filter(({ points }) => points > 0);
  const bars = [
    { label: 'base', value: 0, words: '0', isTotal: true },
    ...parts.map(({ title, points }) => ({
      label: title.length > 26 ? `${title.slice(0, 25)}…` : title,
      value: points,
      words: `+${points.toFixed(2)}`,
      isTotal: false,
    })),
    { label: 'score', value: first.score, words: first.score.toFixed(2), isTotal: true },
  ];
  const words = parts.map(({ title, points }) => `${title} ${points.toFixed(2)}`).join(', ');
  const strips = first.cbr.map((row) => ({
    label: `${CBR_WORDS[row.measure]} (${row.discipline})`,
    value: valueText(row),
    lower: row.lowerPeers,
    others: row.comparedPeers,
  }));
  const places = strips.map(({ label, value, lower, others }) =>
    lower === null ? `${label}: ${value}` : `${label}: ${value}, higher than ${lower} of ${others}`,
  );
  return [
    {
      kind: 'chart',
      title: `How the highest score is made: ${first.role} ${first.npi}`,
      svg: waterfallChart(bars),
      alt: `Waterfall from 0 to ${first.score.toFixed(2)} points: ${words}.`,
    },
    {
      kind: 'chart',
      title: `Its place among the providers in your data: ${first.role} ${first.npi}`,
      svg: percentileStrips(strips),
      alt: `Percentile strips. ${places.join('. ')}.`,
    },
  ];
}

function heatBlocks({ providerMonths, trend }: ReportModel): readonly ReportBlock[] {
  const months = trend.map(({ month }) => month);
  const byNpi = byProvider(providerMonths);
  const sum = (npi: string): number =>
    (byNpi.get(npi) ?? []).reduce((total, { earlyLines }) => total + earlyLines, 0);
  const npis = [...byNpi.keys()]
    .filter((npi) => sum(npi) > 0)
    .toSorted((one, other) => sum(other) - sum(one) || (one < other ? -1 : 1))
    .slice(0, HEAT_ROWS);
  if (npis.length === 0) return [];
  const rows = npis.map((npi) => ({
    label: npi,
    cells: months.map((month) => {
      const cell = byNpi.get(npi)?.find((each) => each.month === month);
      return { hits: cell?.earlyLines ?? 0, n: cell?.judgedKxLines ?? 0 };
    }),
  }));
  return [
    {
      kind: 'chart',
      title: 'Early share of KX lines, by billing provider and month of service',
      svg: heatMap({ columns: months, rows, smallest: SMALLEST_CELL }),
      alt:
        `Heat map of ${npis.length} billing providers with the most early lines over twelve months; ` +
        `cells of fewer than ${SMALLEST_CELL} judged lines are blank. The sheet Provider months has ` +
        'the figures.',
    },
    table({
      sheet: 'Provider months',
      title: 'Early KX lines by billing provider and month of service',
      columns: [
        column('NPI', 'text'),
        column('Month', 'text'),
        column('KX with a certain verdict', 'count'),
        column('Early among these', 'count'),
      ],
      rows: providerMonths.map(({ npi, month, judgedKxLines, earlyLines }) => [
        npi,
        month,
        judgedKxLines,
        earlyLines,
      ]),
      shown: 0,
      empty: '',
    }),
  ];
}

function byProvider(months: ReportModel['providerMonths']) {
  const byNpi = new Map<string, ReportModel['providerMonths']>();
  for (const month of months) {
    const known = byNpi.get(month.npi);
    if (known === undefined) byNpi.set(month.npi, [month]);
    else known.push(month);
  }
  return byNpi;
}

function partTable(ranked: readonly ReportProvider[]): ReportBlock {
  return table({
    sheet: 'Score parts',
    title: 'Parts of each score',
    columns: [
      column('Role', 'text'),
      column('NPI', 'text'),
      column('Part', 'text', 3),
      column('Points', 'number'),
      column('At most', 'number'),
      column('Hits', 'count'),
      column('Of', 'count'),
      column('Share', 'share'),
      column('Peers', 'share'),
      column('Peer providers', 'count'),
    ],
    rows: ranked.flatMap(({ role, npi, parts }) =>
      parts.map((part) => [
        role,
        npi,
        part.title,
        part.points,
        part.weightPoints,
        part.hits,
        part.n,
        part.share,
        part.peerShare,
        part.peerProviders,
      ]),
    ),
    shown: 0,
    empty: '',
  });
}

/** For those who stand out, in the order of the law. */
function factorTable(ranked: readonly ReportProvider[]): ReportBlock {
  const shown = ranked.filter(({ band }) => band !== 'not_scored' && band !== 'low');
  return table({
    sheet: 'Five factors',
    title: 'The five statutory factors, for providers in the bands watch and high',
    columns: [
      column('Role', 'text', 0.8),
      column('NPI', 'text', 1),
      column('Factor', 'text', 0.6),
      column('What it asks', 'text', 2),
      column('Value', 'text', 4),
      column('Citation', 'text', 1.8),
    ],
    rows: shown.flatMap(({ role, npi, factors }) =>
      factors.map((factor) => [
        role,
        npi,
        factor.factor,
        factor.title,
        factor.value,
        factor.citation,
      ]),
    ),
    shown: FACTORS_ON_PAPER,
    empty: 'No provider stands in the bands watch or high.',
  });
}

/** As CMS's comparative billing report has it; "no data" where no file supplies a measure. */
function cbrTable(ranked: readonly ReportProvider[]): ReportBlock {
  const rows = ranked.flatMap(({ role, npi, cbr }) =>
    cbr
      .filter(({ isApplicable }) => isApplicable)
      .map((row) => [
        role,
        npi,
        row.discipline,
        CBR_WORDS[row.measure],
        valueText(row),
        row.n,
        comparedText(row, row.peers),
        comparedText(row, row.stateWide),
        comparedText(row, row.nation),
      ]),
  );
  return table({
    sheet: 'CBR tables',
    title: 'As a comparative billing report would show it (look-alike, from your data)',
    columns: [
      column('Role', 'text', 0.8),
      column('NPI', 'text', 1),
      column('Discipline', 'text', 0.8),
      column('Measure', 'text', 1.8),
      column('Value', 'text', 0.9),
      column('Of', 'count', 0.6),
      column('Peers in your data', 'text', 1.9),
      column('State', 'text', 1),
      column('Nation', 'text', 1),
    ],
    rows,
    shown: RANKED_ON_PAPER,
    empty: 'No provider has enough beneficiaries (20) for a comparison.',
  });
}

function valueText({ measure, value }: ReportCbrRow): string {
  if (measure === 'kx_share') return percent(value);
  return measure === 'minutes_per_visit' ? value.toFixed(1) : dollars(Math.round(value));
}

function comparedText(row: ReportCbrRow, compared: ReportCbrRow['peers']): string {
  if (compared === null) return 'no data';
  return `${valueText({ ...row, value: compared.value })}: ${compared.outcome}`;
}
