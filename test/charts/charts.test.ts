// The charts as SVG: well-formed, equal for equal figures, words escaped, figures where they
// belong.

import { describe, expect, it } from '@jest/globals';
import { clockStrip } from '../../lib/charts/clock-strip.js';
import { distanceChart } from '../../lib/charts/distance-chart.js';
import { forecastChart } from '../../lib/charts/forecast-chart.js';
import { funnelChart, funnelShown } from '../../lib/charts/funnel-chart.js';
import { heatMap } from '../../lib/charts/heat-map.js';
import { measureStrips } from '../../lib/charts/measure-strips.js';
import { paretoChart, paretoRows } from '../../lib/charts/pareto-chart.js';
import { percentileStrips } from '../../lib/charts/percentile-strips.js';
import { spendChart } from '../../lib/charts/spend-chart.js';
import { trendChart, type TrendPoint } from '../../lib/charts/trend-chart.js';
import { waterfallChart } from '../../lib/charts/waterfall-chart.js';

const spend = (kxAmountCents: number | null = 248_000): string =>
  spendChart({
    year: 2026,
    outsideCents: 50_000,
    kxAmountCents,
    reviewAmountCents: 300_000,
    steps: [
      { day: '2026-01-05', afterCents: 60_000, hasKx: false, isWrong: false },
      { day: '2026-02-05', afterCents: 200_000, hasKx: true, isWrong: true },
      { day: '2026-03-05', afterCents: 310_000, hasKx: true, isWrong: false },
    ],
  });

const UNIT = { unit: 'lines' };
const TWELVE = Array.from({ length: 12 }, (_, at) => {
  return { label: `2026-${String(at + 1).padStart(2, '0')}`, hits: at < 2 ? 0 : 4, n: 40 };
}) as [TrendPoint, ...TrendPoint[]];

const FORECAST = {
  from: '2026-10-01',
  fromCents: 200_000,
  lastDay: '2026-12-31',
  points: [{ day: '2026-12-20', lowCents: 250_000, meanCents: 290_000, highCents: 330_000 }],
  amounts: [
    {
      words: 'KX amount 2026',
      cents: 248_000,
      earliest: '2026-11-10',
      likely: '2026-11-20',
      latest: '2026-12-02',
    },
  ],
};

const CHARTS: readonly (readonly [string, () => string])[] = [
  ['spend', spend],
  ['spend of a year without an amount', () => spend(null)],
  ['trend', () => trendChart([{ label: '2026-01', hits: 3, n: 10 }], { unit: 'lines' })],
  ['trend of nothing', () => trendChart([{ label: '2026-01', hits: 0, n: 0 }], { unit: 'lines' })],
  [
    'heat map',
    () =>
      heatMap({
        columns: ['2026-01'],
        rows: [{ label: '<b>&"', cells: [{ hits: 6, n: 12 }] }],
        smallest: 11,
      }),
  ],
  ['distance', () => distanceChart([{ fromCents: -25_000, toCents: 0, totals: 4 }])],
  ['waterfall', () => waterfallChart([{ label: 'a', value: -5, words: '-5', isTotal: true }])],
  ['pareto', () => paretoChart([{ label: '<script>', cents: 5 }])],
  ['pareto of nothing', () => paretoChart([])],
  ['funnel', () => funnelChart([{ key: '<b>', hits: 1, n: 9, isDetected: true }], UNIT)],
  ['funnel of nothing', () => funnelChart([], UNIT)],
  [
    'trend with peers',
    () => trendChart(TWELVE, { ...UNIT, peers: [{ ...TWELVE[0], band: { low: 0, high: 0.5 } }] }),
  ],
  ['forecast', () => forecastChart(FORECAST)],
  ['forecast of nothing', () => forecastChart({ ...FORECAST, points: [], amounts: [] })],
  [
    'clock',
    () => clockStrip({ marks: [{ day: '2026-03-01', words: '<b>' }], today: '2026-03-01' }),
  ],
  ['measures', () => measureStrips([{ label: '<b>', value: 0, valueWords: '0%', ticks: [] }])],
  ['measures of nobody', () => measureStrips([])],
  [
    'trend with a change',
    () => trendChart(TWELVE, { ...UNIT, changes: [{ label: '2026-05', words: '<b>' }] }),
  ],
  ['strips', () => percentileStrips([{ label: 'KX', value: '23.0%', lower: 91, others: 100 }])],
];

describe.each(CHARTS)('the %s chart', (_name, draw) => {
  it('is one well-formed drawing without a number that is none', () => {
    const drawn = draw();

    expect(openTags(drawn)).toEqual([]);
    expect(drawn).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
    expect(drawn).toBe(draw());
  });
});

describe('what charts say', () => {
  it('labels both amounts with year and value, and leaves out what is not known', () => {
    expect(spend()).toContain('KX amount 2026: $2,480');
    expect(spend()).toContain('review amount 2026: $3,000');
    expect(spend(null)).not.toContain('KX amount');
  });

  it('marks lines with KX by a triangle and those that need attention by a ring', () => {
    expect(spend().match(/l4 7h-8z/g)).toHaveLength(2);
    expect(spend().match(/<circle/g)).toHaveLength(1);
  });

  it('says percentile in words, and that too few cannot be placed', () => {
    const few = percentileStrips([{ label: 'KX', value: '23%', lower: null, others: null }]);

    expect(percentileStrips([{ label: 'KX', value: '23%', lower: 91, others: 100 }])).toContain(
      'higher than 91 of 100',
    );
    expect(few).toContain('too few to place');
    expect(few).not.toContain('<circle');
  });

  it('leaves a cell of few blank', () => {
    const map = (n: number): string =>
      heatMap({
        columns: ['2026-01'],
        rows: [{ label: 'x', cells: [{ hits: 5, n }] }],
        smallest: 11,
      });

    expect(map(10)).not.toContain('%');
    expect(map(11)).toContain('45%');
  });

  it('draws what is beyond the limits, or long on one side, in shapes of their own', () => {
    const point = (label: string, hits: number): TrendPoint => ({ label, hits, n: 400 });
    const calm = trendChart([point('2026-01', 20), point('2026-02', 22)], UNIT);
    const out = trendChart([point('2026-01', 20), point('2026-02', 120)], UNIT);

    expect(calm.match(/<circle/g)).toHaveLength(2);
    expect(out.match(/<circle/g)?.length).toBeGreaterThan(2);
    expect(trendChart(TWELVE, UNIT).match(/<rect/g)).toHaveLength(3);
  });

  it('ranks causes by dollars and says how much the largest make together', () => {
    const rows = paretoRows([
      { label: 'small', cents: 100 },
      { label: 'none', cents: 0 },
      { label: 'large', cents: 300 },
    ]);

    expect(rows).toEqual([
      { label: 'large', cents: 300, cumulativeShare: 0.75 },
      { label: 'small', cents: 100, cumulativeShare: 1 },
    ]);
  });

  it('puts the smallest of many causes together, and loses no dollar', () => {
    const many = Array.from({ length: 14 }, (_, at) => ({ label: `c${at}`, cents: 100 + at }));
    const rows = paretoRows(many);

    expect(rows).toHaveLength(10);
    expect(rows.at(-1)).toMatchObject({ label: '5 more', cumulativeShare: 1 });
    expect(rows.reduce((sum, { cents }) => sum + cents, 0)).toBe(1_491);
  });

  it('draws of thousands those that stand out and the one asked for', () => {
    const points = Array.from({ length: 2_000 }, (_, at) => {
      return { key: `p${at}`, hits: 1, n: at === 7 ? 1 : 50 + at, isDetected: at === 3 };
    });
    const keys = funnelShown(points, 'p7').map(({ key }) => key);

    expect(keys).toHaveLength(500);
    expect(keys).toEqual(expect.arrayContaining(['p3', 'p7', 'p1999']));
  });

  it('escapes words', () => {
    expect(paretoChart([{ label: '<script>', cents: 5 }])).toContain('&lt;script&gt;');
    const drawn = heatMap({ columns: [], rows: [{ label: '<b>&"', cells: [] }], smallest: 1 });

    expect(drawn).toContain('&lt;b&gt;&amp;&quot;');
  });
});

function openTags(markup: string): readonly string[] {
  const open: string[] = [];
  for (const [, close = '', name = '', selfClosing = ''] of markup.matchAll(
    /<(\/?)([a-z]+)(?:"[^"]*"|[^>"])*?(\/?)>/g,
  )) {
    if (selfClosing === '/') continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) throw new Error('a tag closes another');
  }
  return open;
}
