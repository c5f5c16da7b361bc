// A share by month with the limits that chance alone keeps to; peers as steps where they are known.

import { trendChart } from '../../../lib/charts/trend-chart.js';
import { meanShare } from '../../../lib/charts/chance-limits.js';
import { count, percent } from '../parts/format.js';
import { Drawing } from './drawing.js';

export interface MonthPoint {
  /** First day of the month. */
  readonly month: string;
  readonly hits: number;
  readonly n: number;
}

export interface PeerPoint extends MonthPoint {
  readonly band: { readonly low: number; readonly high: number } | null;
}

/** A day on which something changed, told across the chart. */
export interface ChangeDay {
  readonly day: string;
  readonly words: string;
}

export interface TrendChartProps {
  readonly label: string;
  /** What the denominators count. */
  readonly unit: string;
  readonly points: readonly MonthPoint[];
  readonly peers?: readonly PeerPoint[];
  readonly changes?: readonly ChangeDay[];
}

export function TrendChart({ label, unit, points, peers = [], changes = [] }: TrendChartProps) {
  if (!points.some(({ n }) => n > 0)) return <p>No month has such a line.</p>;
  const months = points.map(({ month, hits, n }) => ({ label: month.slice(0, 7), hits, n }));
  const others = peers.map(({ month, ...peer }) => ({ label: month.slice(0, 7), ...peer }));
  const shown = [
    ...newAmounts(months),
    ...changes.map(({ day, words }) => ({ label: day.slice(0, 7), words: `${words} ${day}` })),
  ].filter((change) => months.some((month) => month.label === change.label));
  const svg = trendChart(months, { unit, peers: others, changes: shown });
  const told = shown.map((change) => ` ${change.words}.`).join('');
  const words = months.map(({ label: month, hits, n }) => `${month} ${share(hits, n)}`).join(', ');
  const rows = months.map(({ label: month, hits, n }) => {
    const peer = others.find((each) => each.label === month);
    const own = [month, count(hits), count(n), share(hits, n)];
    return others.length === 0 ? own : [...own, peer === undefined ? '-' : peerWords(peer)];
  });
  const head = [
    'Month',
    'Early',
    'Of',
    'Share',
    ...(others.length === 0 ? [] : ['All of the role']),
  ];
  const alt = `${label}: ${percent(meanShare(months))} in all; ${words}.${told}`;
  return <Drawing name={label} svg={svg} alt={alt} head={head} rows={rows} />;
}

/** Totals and amounts begin anew in January, and shares move with them. */
function newAmounts(months: readonly { readonly label: string }[]) {
  return months
    .slice(1)
    .filter(({ label }) => label.endsWith('-01'))
    .map(({ label }) => ({ label, words: `amounts of ${label.slice(0, 4)}` }));
}

function share(hits: number, n: number): string {
  return n === 0 ? 'no line' : percent(hits / n);
}

function peerWords({ hits, n, band }: Omit<PeerPoint, 'month'>): string {
  if (band === null) return share(hits, n);
  return `${share(hits, n)}; middle fifths ${percent(band.low)} to ${percent(band.high)}`;
}
