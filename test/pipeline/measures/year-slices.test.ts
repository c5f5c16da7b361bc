// A period cut at the turns of the year, and rows put together again.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import { addedRows, yearSlices } from '../../../lib/pipeline/measures/year-slices.js';

describe('yearSlices', () => {
  it.each([
    { from: '2026-01-01', to: '2026-12-31', slices: ['2026-01-01 2026-12-31'] },
    {
      from: '2025-07-01',
      to: '2026-06-30',
      slices: ['2025-07-01 2025-12-31', '2026-01-01 2026-06-30'],
    },
    {
      from: '2024-12-31',
      to: '2026-01-01',
      slices: ['2024-12-31 2024-12-31', '2025-01-01 2025-12-31', '2026-01-01 2026-01-01'],
    },
  ])('cuts $from to $to', ({ from, to, slices }) => {
    const cut = yearSlices({ from: toIsoDay(from), to: toIsoDay(to) });

    expect(cut.map((slice) => `${slice.from} ${slice.to}`)).toEqual(slices);
  });
});

describe('addedRows', () => {
  it('adds numbers of rows that are otherwise equal, a null being a value of its own', () => {
    const rows = [
      { npi: '1', state: 'TX', visits: 2, days: 1 },
      { npi: '1', state: null, visits: 4, days: 4 },
      { npi: '1', state: 'TX', visits: 3, days: 2 },
    ];

    expect(addedRows(rows)).toEqual([
      { npi: '1', state: 'TX', visits: 5, days: 3 },
      { npi: '1', state: null, visits: 4, days: 4 },
    ]);
  });
});
