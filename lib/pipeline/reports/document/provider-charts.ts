// Charts of the providers: how the highest score is made and where it stands, early KX by month and
// by volume. Their figures are those of the sheets beside them.

import { chanceLimits, FUNNEL_SIGMAS, meanShare } from '../../../charts/chance-limits.js';
import { funnelChart } from '../../../charts/funnel-chart.js';
import { heatMap } from '../../../charts/heat-map.js';
import { percentileStrips } from '../../../charts/percentile-strips.js';
import { waterfallChart } from '../../../charts/waterfall-chart.js';
import { earlyKxCount } from '../../../domain/patterns/early-kx.js';
import { groupBy } from '../../../domain/group-by.js';
import { SMALLEST_SHOWN } from '../../../domain/small-cells.js';
import type { ReportBlock } from '../../../ports/report-renderer.js';
import type { ReportCbrRow, ReportProvider } from '../report-model-providers.js';
import type { ReportModel } from '../report-model.js';
import { column, paragraph, table } from './table-block.js';
import { CBR_WORDS, dollars, percent, plural } from './words.js';

const HEAT_ROWS = 12;

/** The provider with the highest score: its parts as a waterfall, its place in strips. */
export function topBlocks(ranked: readonly ReportProvider[]): readonly ReportBlock[] {
  const [first] = ranked;
  const parts = first?.parts.filter(({ points }) => points > 0) ?? [];
  // A share edition has the score and none of its parts.
  if (first === undefined || parts.length === 0) return [];
  const bars = [
    { label: 'base', value: 0, words: '0', isTotal: true },
    ...parts.map(({ title, points }) => ({
      label: title,
      value: points,
      words: `+${points.toFixed(2)}`,
      isTotal: false,
    })),
    { label: 'score', value: first.score, words: first.score.toFixed(2), isTotal: true },
  ];
  const words = parts.map(({ title, points }) => `${title} ${points.toFixed(2)}`).join(', ');
  const strips = first.cbr.map((row) => ({
    label: `${CBR_WORDS[row.measure]} (${row.discipline})`,
    value: cbrValueText(row),
    lower: row.lowerPeers,
    others: row.comparedPeers,
  }));
  const places = strips.map(({ label, value, lower, others }) =>
    lower === null ? `${label}: ${value}` : `${label}: ${value}, higher than ${lower} of ${others}`,
  );
  const place: ReportBlock = {
    kind: 'chart',
    title: `Its place among the providers in your data: ${first.role} ${first.npi}`,
    svg: percentileStrips(strips),
    alt: `Percentile strips. ${places.join('. ')}.`,
  };
  return [
    {
      kind: 'chart',
      title: `How the highest score is made: ${first.role} ${first.npi}`,
      svg: waterfallChart(bars),
      alt: `Waterfall from 0 to ${first.score.toFixed(2)} points: ${words}.`,
    },
    ...(strips.length === 0 ? [] : [place]),
  ];
}

export function heatBlocks({ providerMonths, trend }: ReportModel): readonly ReportBlock[] {
  const months = trend.map(({ month }) => month);
  const byNpi = groupBy(providerMonths, ({ npi }) => npi);
  const sum = (npi: string): number =>
    (byNpi.get(npi) ?? []).reduce((total, { earlyKxLines }) => total + earlyKxLines, 0);
  const npis = [...byNpi.keys()]
    .filter((npi) => sum(npi) > 0)
    .toSorted((one, other) => sum(other) - sum(one) || (one < other ? -1 : 1))
    .slice(0, HEAT_ROWS);
  if (npis.length === 0) return [];
  const rows = npis.map((npi) => ({
    label: npi,
    cells: months.map((month) => {
      const cell = byNpi.get(npi)?.find((each) => each.month === month);
      return cell === undefined ? { hits: 0, n: 0 } : earlyKxCount(cell);
    }),
  }));
  return [
    {
      kind: 'chart',
      title: 'KX early, of lines that called for none, by billing provider and month of service',
      svg: heatMap({ columns: months, rows, smallest: SMALLEST_SHOWN }),
      alt:
        `Heat map of ${npis.length} billing providers with the most early lines over twelve ` +
        `months; cells of fewer than ${SMALLEST_SHOWN} such lines are blank. The sheet Provider ` +
        'months has the figures.',
    },
    table({
      sheet: 'Provider months',
      title: 'Early KX lines by billing provider and month of service',
      columns: [
        column('NPI', 'text'),
        column('Month', 'text'),
        column('Lines that called for no KX', 'count'),
        column('With KX among these', 'count'),
      ],
      rows: providerMonths.map(({ npi, month, earlyKxLines, unrequiredLines }) => [
        npi,
        month,
        unrequiredLines,
        earlyKxLines,
      ]),
      shown: 0,
      empty: '',
    }),
  ];
}

/** Share beside volume: what looks high at a small practice may be chance. */
export function funnelBlocks(ranked: readonly ReportProvider[]): readonly ReportBlock[] {
  const points = ranked.flatMap(({ role, npi, parts, detected }) => {
    const part = parts.find(({ pattern }) => pattern === 'early_kx');
    if (role !== 'rendering' || part === undefined || part.n === 0) return [];
    const isDetected = detected.some(({ pattern }) => pattern === 'early_kx');
    return [{ key: npi, hits: part.hits, n: part.n, isDetected }];
  });
  if (points.length === 0) return [];
  const mean = meanShare(points);
  if (mean === 0) {
    const who = plural(points.length, 'therapist');
    return [paragraph(`None of ${who} with lines that called for no KX had KX on one of them.`)];
  }
  const beyond = points.filter(
    ({ hits, n }) => hits / n > chanceLimits(mean, n, FUNNEL_SIGMAS[1]).high,
  );
  return [
    {
      kind: 'chart',
      title: 'KX early, of lines that called for none, by volume of each therapist',
      svg: funnelChart(points, { unit: 'lines that called for no KX' }),
      alt:
        `Funnel of ${plural(points.length, 'therapist')}: ${percent(mean)} in all, ` +
        `${beyond.length} above the limit of 99.8%. The sheet Score parts has the figures.`,
    },
  ];
}

export function cbrValueText({ measure, value }: ReportCbrRow): string {
  if (measure === 'kx_share') return percent(value);
  return measure === 'minutes_per_visit' ? value.toFixed(1) : dollars(Math.round(value));
}
