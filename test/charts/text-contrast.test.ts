// Every text of every chart can be read on what lies behind it: on paper, and in both themes of the
// dashboard. Checks of a page for accessibility do not look at text within a drawing.

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clockStrip } from '../../lib/charts/clock-strip.js';
import { contrast, readableOn } from '../../lib/charts/contrast.js';
import { distanceChart } from '../../lib/charts/distance-chart.js';
import { forecastChart } from '../../lib/charts/forecast-chart.js';
import { funnelChart } from '../../lib/charts/funnel-chart.js';
import { heatMap } from '../../lib/charts/heat-map.js';
import { measureStrips } from '../../lib/charts/measure-strips.js';
import { paretoChart } from '../../lib/charts/pareto-chart.js';
import { percentileStrips } from '../../lib/charts/percentile-strips.js';
import { spendChart } from '../../lib/charts/spend-chart.js';
import { THEMED } from '../../lib/charts/themed.js';
import { trendChart } from '../../lib/charts/trend-chart.js';
import { waterfallChart } from '../../lib/charts/waterfall-chart.js';

/** WCAG 2.2, 1.4.3 and 1.4.11. */
const TEXT_MIN = 4.5;
const SHAPE_MIN = 3;

const DRAWN: Readonly<Record<string, string>> = {
  spend: spendChart({
    year: 2026,
    outsideCents: 50_000,
    kxAmountCents: 248_000,
    reviewAmountCents: 300_000,
    steps: [{ day: '2026-01-05', afterCents: 60_000, hasKx: true, isWrong: true }],
  }),
  trend: trendChart([{ label: '2026-01', hits: 3, n: 10 }], {
    unit: 'lines',
    peers: [{ label: '2026-01', hits: 1, n: 10, band: { low: 0, high: 0.9 } }],
    changes: [{ label: '2026-01', words: 'KX share jumps 2026-01-05' }],
  }),
  forecast: forecastChart({
    from: '2026-11-01',
    fromCents: 200_000,
    lastDay: '2026-12-31',
    points: [{ day: '2026-12-20', lowCents: 250_000, meanCents: 290_000, highCents: 330_000 }],
    amounts: [{ words: 'KX', cents: 248_000, earliest: null, likely: '2026-12-10', latest: null }],
  }),
  clock: clockStrip({
    marks: [
      { day: '2026-01-05', words: 'letter' },
      { day: '2026-02-19', words: 'due' },
    ],
    today: '2026-03-01',
  }),
  measures: measureStrips([
    {
      label: 'KX',
      value: 0.4,
      valueWords: '40%',
      ticks: [{ letter: 'S', words: 'state', value: 0.3 }],
    },
  ]),
  distance: distanceChart([{ fromCents: -25_000, toCents: 0, totals: 4 }]),
  waterfall: waterfallChart([{ label: 'a', value: -5, words: '-5', isTotal: true }]),
  strips: percentileStrips([{ label: 'KX', value: '23.0%', lower: 91, others: 100 }]),
  pareto: paretoChart([{ label: 'routine', cents: 500 }]),
  funnel: funnelChart([{ key: '1', hits: 1, n: 9, isDetected: true }], { unit: 'lines' }),
};
const SHADES = heatMap({
  columns: Array.from({ length: 101 }, (_, at) => String(at).padStart(7, '0')),
  rows: [{ label: 'x', cells: Array.from({ length: 101 }, (_, hits) => ({ hits, n: 100 })) }],
  smallest: 11,
});

type Theme = (color: string) => string;
const SHEET = readFileSync(join(import.meta.dirname, '../../web/src/styles.css'), 'utf8');
const THEMES: readonly (readonly [string, Theme, string])[] = [
  ['on paper', (color) => color, '#ffffff'],
  ['in the light theme', themeOf(':root'), themeOf(':root')('--kx-panel')],
  ['in the dark theme', themeOf('.awsui-dark-mode'), themeOf('.awsui-dark-mode')('--kx-panel')],
];

/** Of a color of the palette or a name of the sheet: what the theme paints. */
function themeOf(selector: string): Theme {
  const start = SHEET.indexOf(`${selector} {`);
  const block = SHEET.slice(start, SHEET.indexOf('}', start));
  return (color) => {
    const name = color.startsWith('--') ? color : (THEMED[color] ?? color);
    if (!name.startsWith('--')) return name;
    const found = new RegExp(`${name}: (#[\\da-f]{6})`).exec(block)?.[1];
    if (found === undefined) throw new Error(`${selector} has no ${name}`);
    return found;
  };
}

describe.each(THEMES)('text %s', (_words, paint, paper) => {
  it.each(Object.entries(DRAWN))('of the %s chart can be read', (_name, drawn) => {
    const backs = backgroundsOf(drawn).map(paint);

    expect(textsOf(drawn).length).toBeGreaterThan(1);
    for (const { fill, isOnShape } of textsOf(drawn)) {
      for (const back of isOnShape ? [paper, ...backs] : [paper]) {
        expect(contrast(paint(fill), back)).toBeGreaterThanOrEqual(TEXT_MIN);
      }
    }
  });

  it.each(['#0072b2', '#b34700', '#00795c'])('has a shape in %s that can be seen', (color) => {
    expect(contrast(paint(color), paper)).toBeGreaterThanOrEqual(SHAPE_MIN);
  });
});

describe('the heat map', () => {
  it('can be read at every share', () => {
    const cells = [
      ...SHADES.matchAll(
        /<rect[^>]* fill="(rgb[^"]+|#[\da-f]{6})"\/><text[^>]* fill="(#[\da-f]{6})"/g,
      ),
    ];

    expect(cells).toHaveLength(101);
    for (const [, back = '', fill = ''] of cells) {
      expect(contrast(fill, back)).toBeGreaterThanOrEqual(TEXT_MIN);
    }
  });
});

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['rgb(119, 119, 119)', '#ffffff', 4.48],
    ['#ffffff', '#ffffff', 1],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });

  it('leaves no background on which neither black nor white can be read', () => {
    for (let gray = 0; gray < 256; gray += 1) {
      const back = `rgb(${gray}, ${gray}, ${gray})`;
      expect(contrast(readableOn(back), back)).toBeGreaterThanOrEqual(TEXT_MIN);
    }
  });
});

/** Texts with their color; where shaded shapes are drawn before one, it may stand on them. */
function textsOf(drawn: string) {
  const shaded = drawn.search(/<rect[^>]*fill="#eef1f4"/);
  return [...drawn.matchAll(/<text[^>]* fill="(#[\da-f]{6})"/g)].map((match) => ({
    fill: match[1] ?? '',
    isOnShape: shaded !== -1 && match.index > shaded,
  }));
}

/** Shades that lie behind text; bars and marks have theirs beside them. */
function backgroundsOf(drawn: string): readonly string[] {
  return [...drawn.matchAll(/<rect[^>]*fill="(#eef1f4)"/g)].map((match) => match[1] ?? '');
}
