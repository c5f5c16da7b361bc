// The charts as SVG: well-formed, equal for equal figures, words escaped, figures where they
// belong.

import { describe, expect, it } from '@jest/globals';
import { distanceChart } from '../../lib/charts/distance-chart.js';
import { heatMap } from '../../lib/charts/heat-map.js';
import { percentileStrips } from '../../lib/charts/percentile-strips.js';
import { spendChart } from '../../lib/charts/spend-chart.js';
import { trendChart } from '../../lib/charts/trend-chart.js';
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

const CHARTS: readonly (readonly [string, () => string])[] = [
  ['spend', spend],
  ['spend of a year without an amount', () => spend(null)],
  ['trend', () => trendChart([{ label: '2026-01', hits: 3, n: 10 }], 'lines')],
  ['trend of nothing', () => trendChart([{ label: '2026-01', hits: 0, n: 0 }], 'lines')],
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

  it('escapes words', () => {
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
