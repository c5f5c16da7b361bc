// Masking of small counts: tables by hand, and the law that no masked cell can be computed, shown
// by finding a second table that a reader could take for the first.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSmallCount, maskSmallCells, type MaskedTable } from '../../lib/domain/small-cells.js';

const LARGEST = 13;

const smallTable = fc.array(
  fc.array(fc.integer({ min: 0, max: LARGEST }), { minLength: 2, maxLength: 2 }),
  {
    minLength: 2,
    maxLength: 2,
  },
);

/** All 2 x 2 tables of counts up to the bound that show what the masked table shows. */
function tablesLike(shown: MaskedTable): readonly (readonly number[])[] {
  const found: number[][] = [];
  const range = (count: number | null | undefined): readonly number[] =>
    typeof count === 'number' ? [count] : Array.from({ length: 2 * LARGEST }, (_, at) => at + 1);
  const fits = (sum: number, total: number | null | undefined): boolean =>
    typeof total === 'number' ? sum === total : sum > 0;
  const [[a, b] = [], [c, d] = []] = shown.cells;
  for (const w of range(a)) {
    for (const x of range(b)) {
      if (!fits(w + x, shown.rowTotals[0])) continue;
      for (const y of range(c)) {
        if (!fits(w + y, shown.columnTotals[0])) continue;
        for (const z of range(d)) {
          const isLike =
            fits(y + z, shown.rowTotals[1]) &&
            fits(x + z, shown.columnTotals[1]) &&
            fits(w + x + y + z, shown.total);
          if (isLike) found.push([w, x, y, z, w + x, y + z, w + y, x + z, w + x + y + z]);
        }
      }
    }
  }
  return found;
}

function flat(table: MaskedTable): readonly (number | null)[] {
  return [...table.cells.flat(), ...table.rowTotals, ...table.columnTotals, table.total];
}

describe('maskSmallCells', () => {
  it.each([
    {
      name: 'shows a table of large counts',
      cells: [
        [20, 30],
        [40, 0],
      ],
      expected: {
        cells: [
          [20, 30],
          [40, 0],
        ],
        rowTotals: [50, 40],
        columnTotals: [60, 30],
        total: 90,
      },
    },
    {
      name: 'masks a small cell and three more, so that no total gives it away',
      cells: [
        [5, 30, 40],
        [20, 50, 60],
        [70, 80, 90],
      ],
      expected: {
        cells: [
          [null, null, 40],
          [null, null, 60],
          [70, 80, 90],
        ],
        rowTotals: [75, 130, 240],
        columnTotals: [95, 160, 190],
        total: 445,
      },
    },
    {
      name: 'shows the smallest count that may be shown',
      cells: [
        [11, 12],
        [13, 14],
      ],
      expected: {
        cells: [
          [11, 12],
          [13, 14],
        ],
        rowTotals: [23, 27],
        columnTotals: [24, 26],
        total: 50,
      },
    },
  ])('$name', ({ cells, expected }) => {
    expect(maskSmallCells({ cells })).toEqual(expected);
  });

  it('refuses what is no table of counts', () => {
    expect(() => maskSmallCells({ cells: [[1, 2], [3]] })).toThrow('equally long');
    expect(() => maskSmallCells({ cells: [[1.5]] })).toThrow('whole numbers');
    expect(() => maskSmallCells({ cells: [[-1]] })).toThrow('whole numbers');
  });

  it('shows no count from 1 to 10, and what it shows is true', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(60), { minLength: 3, maxLength: 3 })), (cells) => {
        const shown = maskSmallCells({ cells });

        expect(flat(shown).filter((count) => count !== null && count > 0 && count < 11)).toEqual(
          [],
        );
        shown.cells.forEach((row, at) =>
          row.forEach((count, column) => expect([null, cells[at]?.[column]]).toContain(count)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('leaves no masked cell that the shown ones and the totals determine', () => {
    fc.assert(
      fc.property(smallTable, (cells) => {
        const shown = maskSmallCells({ cells });
        const counts = flat(shown);
        // Where nothing at all is shown there is nothing to compute from.
        if (counts.every((count) => count === null)) return;

        const like = tablesLike(shown);

        expect(like.length).toBeGreaterThan(0);
        counts.forEach((count, at) => {
          const values = new Set(like.map((table) => table[at]));
          expect(count === null ? values.size > 1 : values.size === 1).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('a count by itself', () => {
  it.each([
    [0, false],
    [1, true],
    [10, true],
    [11, false],
  ])('of %i is small: %j', (count, isSmall) => {
    expect(isSmallCount(count)).toBe(isSmall);
  });
});
