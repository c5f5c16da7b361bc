// THR-2, THR-3: prior amount times (1 + MEI), to the nearest 10 dollars, from the rounded amount.

import { describe, expect, it } from '@jest/globals';
import { indexThreshold } from '../../lib/domain/threshold-index.js';
import { dollars } from '../support/amounts.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();

function kxAmount(year: number): number | null | undefined {
  return reference.thresholds.get(year)?.kxCents.PT_SLP;
}

describe('indexThreshold', () => {
  it.each([
    [2023, '3.8', '2150.00', '2230.00'],
    [2024, '4.6', '2230.00', '2330.00'],
    [2025, '3.5', '2330.00', '2410.00'],
    [2026, '2.7', '2410.00', '2480.00'],
  ])('gives the amount of %i from an MEI of %s percent', (year, mei, prior, amount) => {
    expect(indexThreshold(dollars(prior), mei)).toBe(dollars(amount));
    expect(kxAmount(year - 1)).toBe(dollars(prior));
    expect(kxAmount(year)).toBe(dollars(amount));
  });

  it.each([
    ['nothing changes at zero', '2480.00', '0', '2480.00'],
    ['just under half of ten dollars stays', '1000.00', '0.4999', '1000.00'],
    ['just over half of ten dollars goes up', '1000.00', '0.5001', '1010.00'],
    ['a tie goes up', '1000.00', '0.5', '1010.00'],
    ['a tie goes up wherever it stands', '2000.00', '2.75', '2060.00'],
    ['a negative index lowers', '2000.00', '-1', '1980.00'],
    ['a plus sign may stand', '2410.00', '+2.7', '2480.00'],
    ['many decimals are exact', '2410.00', '2.70000000000000000001', '2480.00'],
    ['the review amount follows the same rule', '3000.00', '2.7', '3080.00'],
  ])('%s', (_, prior, mei, amount) => {
    expect(indexThreshold(dollars(prior), mei)).toBe(dollars(amount));
  });

  it.each(['', '2,7', '2.7%', '.', '.5', '2.', 'two', '1e1', '--1', ' 2.7'])(
    'throws on %j',
    (mei) => {
      expect(() => indexThreshold(dollars('2480.00'), mei)).toThrow(RangeError);
    },
  );
});

describe('the amounts from 2015 to 2026', () => {
  const years = Array.from({ length: 12 }, (_, at) => 2015 + at);

  it('are whole tens of dollars, never falling, the same for both groups', () => {
    const amounts = years.map((year) => kxAmount(year) ?? 0);

    expect(amounts.map((cents) => cents % 1_000)).toEqual(years.map(() => 0));
    expect(amounts).toEqual([...amounts].sort((left, right) => left - right));
    expect(amounts).toEqual(years.map((year) => reference.thresholds.get(year)?.kxCents.OT));
    expect([amounts[0], amounts.at(-1)]).toEqual([dollars('1940.00'), dollars('2480.00')]);
  });
});
