// What the drawings of estimates, clocks and comparisons say: spans and not days, nothing where
// nothing is known, the days that are left in words.

import { describe, expect, it } from '@jest/globals';
import { clockStrip, daysLeft } from '../../lib/charts/clock-strip.js';
import { monthStarts } from '../../lib/charts/day-axis.js';
import { forecastChart, type ForecastAmount } from '../../lib/charts/forecast-chart.js';
import { measureStrips } from '../../lib/charts/measure-strips.js';
import { trendChart } from '../../lib/charts/trend-chart.js';

const KX: ForecastAmount = {
  words: 'KX amount 2026',
  cents: 248_000,
  earliest: '2026-11-10',
  likely: '2026-11-20',
  latest: '2026-12-02',
};

function forecast(amount: ForecastAmount): string {
  const mean = Array.from({ length: 30 }, (_, at) => ({
    day: `2026-11-${String(at + 1).padStart(2, '0')}`,
    lowCents: 100_000 + at * 20_000,
    meanCents: 100_000 + at * 25_000,
    highCents: 100_000 + at * 30_000,
  }));
  const whole = { from: '2026-10-01', fromCents: 100_000, lastDay: '2026-12-31' };
  return forecastChart({ ...whole, points: mean, amounts: [amount] });
}

const barsOf = (drawn: string): number =>
  drawn.match(/stroke="#1b1f24" stroke-width="2"/g)?.length ?? 0;
const dotsOf = (drawn: string): number => drawn.match(/<circle/g)?.length ?? 0;

describe('the forecast', () => {
  it.each([
    ['a span with both ends and a dot', KX, 3, 1],
    ['a span that is open at the end of the year', { ...KX, latest: null }, 2, 1],
    ['a crossing that is merely possible', { ...KX, likely: null, latest: null }, 2, 0],
    ['no crossing', { ...KX, earliest: null, likely: null, latest: null }, 0, 0],
  ])('draws %s', (_, amount, bars, dots) => {
    const drawn = forecast(amount);

    expect([barsOf(drawn), dotsOf(drawn)]).toEqual([bars, dots]);
    expect(drawn).toContain('KX amount 2026: $2,480');
    expect(drawn).toContain('an estimate from 2026-10-01');
  });

  it('stays within its frame where the course runs on', () => {
    const heights = [...forecast(KX).matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, , y]) =>
      Number(y),
    );

    expect(heights.length).toBeGreaterThan(20);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(16);
    expect(Math.max(...heights)).toBeLessThanOrEqual(190);
  });
});

describe('the clock', () => {
  const marks = [
    { day: '2026-01-05', words: 'letter' },
    { day: '2026-02-19', words: 'due' },
  ] as const;

  it.each([
    ['2026-01-05', '45 days left'],
    ['2026-02-18', '1 day left'],
    ['2026-02-19', 'due today'],
    ['2026-02-20', '1 day late'],
    ['2026-03-01', '10 days late'],
  ])('says on %s: %s', (today, words) => {
    expect(daysLeft({ marks: [...marks], today })).toBe(words);
    expect(clockStrip({ marks: [...marks], today })).toContain(`>${words}<`);
  });

  it('draws what is late in a line of its own', () => {
    const late = (today: string): number =>
      clockStrip({ marks: [...marks], today }).match(/<line[^>]*stroke="#b34700"/g)?.length ?? 0;

    expect([late('2026-02-19'), late('2026-02-20')]).toEqual([0, 1]);
  });
});

describe('the measures', () => {
  const strip = { label: 'KX', value: 0.4, valueWords: '40%' };
  const state = { letter: 'S', words: 'state, as published', value: 0.3 };
  const nation = { letter: 'N', words: 'nation, as published', value: 0.301 };

  it('have a tick, a letter and a word for each value that is known, and none else', () => {
    const drawn = measureStrips([{ ...strip, ticks: [state] }]);

    expect(drawn.match(/stroke="#1b1f24"/g)).toHaveLength(1);
    expect(drawn).toContain('>S</text>');
    expect(drawn).toContain('dot: own; S: state, as published');
    expect(drawn).not.toContain('nation');
  });

  it('keep the letters of near ticks apart', () => {
    const drawn = measureStrips([{ ...strip, ticks: [nation, state] }]);
    const heights = [...drawn.matchAll(/ y="([\d.]+)"[^>]*>[SN]<\/text>/g)].map(([, y]) => y);

    expect(new Set(heights).size).toBe(2);
  });
});

describe('the trend', () => {
  it.each([
    ['2026-01', 'start'],
    ['2026-12', 'end'],
  ])('tells of a change in %s on the side with more room', (label, anchor) => {
    const months = Array.from({ length: 12 }, (_, at) => {
      return { label: `2026-${String(at + 1).padStart(2, '0')}`, hits: 4, n: 40 };
    });
    const changes = [{ label, words: 'KX share jumps' }];
    const drawn = trendChart(months, { unit: 'lines', changes });

    expect(drawn).toMatch(new RegExp(`text-anchor="${anchor}"[^>]*>KX share jumps<`));
    expect(drawn.match(/stroke-dasharray="6 3"/g)).toHaveLength(1);
  });
});

describe('changes of a trend', () => {
  it('stand in rows of their own', () => {
    const months = ['2025-12', '2026-01'].map((label) => ({ label, hits: 4, n: 40 }));
    const changes = ['amounts of 2026', 'KX share jumps'].map((words) => ({
      label: '2026-01',
      words,
    }));
    const drawn = trendChart(months, { unit: 'lines', changes });
    const heights = [...drawn.matchAll(/ y="([\d.]+)"[^>]*>(amounts|KX share)/g)].map(([, y]) => y);

    expect(heights).toEqual(['10', '22']);
  });
});

describe('monthStarts', () => {
  it.each([
    ['2026-10-01', '2026-12-31', ['Oct', 'Nov', 'Dec']],
    ['2026-10-02', '2026-11-30', ['Nov']],
    ['2025-12-15', '2026-02-01', ['Jan 2026', 'Feb']],
    ['2026-03-02', '2026-03-31', []],
  ])('from %s to %s are %j', (from, to, names) => {
    expect(monthStarts(from, to).map(({ name }) => name)).toEqual(names);
  });
});
