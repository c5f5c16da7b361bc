// Who is a provider's peer, how far the circle widens, and how several cells become one number.

import { describe, expect, it } from '@jest/globals';
import {
  comparePeers,
  type CellCount,
  type PeerComparison,
} from '../../../lib/domain/patterns/peer-comparison.js';
import { CELL, npiOf } from '../score/measures-builder.js';

function count(npi: number, hits: number, n: number, more: Partial<CellCount> = {}): CellCount {
  return { ...CELL, npi: npiOf(npi), hits, n, ...more };
}

function peers(many: number, more: Partial<CellCount> = {}, from = 100): readonly CellCount[] {
  return Array.from({ length: many }, (_, at) => count(from + at, 1, 10, more));
}

function ofFirst(counts: readonly CellCount[]): PeerComparison | undefined {
  return comparePeers(counts).find(({ npi }) => npi === npiOf(1));
}

describe('comparePeers', () => {
  it.each([
    { name: 'the same state', others: peers(5), basis: 'state', providers: 5 },
    {
      name: 'all states where the own one has four',
      others: [...peers(4), ...peers(3, { state: 'OK' }, 200)],
      basis: 'setting',
      providers: 7,
    },
    {
      name: 'all states where the own one has too few units',
      others: [
        ...Array.from({ length: 6 }, (_, at) => count(100 + at, 0, 3)),
        ...peers(3, { state: null }, 200),
      ],
      basis: 'setting',
      providers: 9,
    },
    {
      name: 'all settings where the own one has four',
      others: [...peers(4), ...peers(3, { setting: 'hospital' }, 200)],
      basis: 'discipline',
      providers: 7,
    },
  ])('compares with $name', ({ others, basis, providers }) => {
    expect(ofFirst([count(1, 3, 10), ...others])).toMatchObject({ basis, peers: { providers } });
  });

  it.each([
    { name: 'four others', others: peers(4) },
    { name: 'another discipline', others: peers(9, { discipline: 'GO' }) },
    { name: 'others without a unit', others: [...peers(4), count(300, 0, 0)] },
  ])('has no peers among $name', ({ others }) => {
    expect(ofFirst([count(1, 3, 10), ...others])).toMatchObject({
      hits: 3,
      n: 10,
      expectedHits: null,
      peers: { providers: 0, hits: 0, n: 0 },
    });
  });

  it('expects of each cell what its own peers would have, and leaves itself out of all', () => {
    const counts = [
      count(1, 6, 40),
      count(1, 9, 20, { discipline: 'GO' }),
      ...peers(10),
      ...Array.from({ length: 5 }, (_, at) => count(400 + at, 10, 20, { discipline: 'GO' })),
    ];

    // 40 units at 10 of 100, and 20 units at 50 of 100.
    expect(ofFirst(counts)).toMatchObject({
      npi: npiOf(1),
      hits: 15,
      n: 60,
      expectedHits: 4 + 10,
      peers: { providers: 10, hits: 10 + 50, n: 100 + 100 },
      basis: 'state',
    });
  });

  it('steadies the share of few peers by the wider circle, and that of many hardly at all', () => {
    const elsewhere = Array.from({ length: 40 }, (_, at) =>
      count(500 + at, 5, 100, { state: 'NM' }),
    );
    const few = Array.from({ length: 5 }, (_, at) => count(600 + at, 0, 100));
    const many = Array.from({ length: 90 }, (_, at) => count(600 + at, 0, 100));
    const own = count(1, 0, 100);

    const ofFew = ofFirst([own, ...few, ...elsewhere]);
    const ofMany = ofFirst([own, ...many, ...elsewhere]);

    // Five providers of their own without a hit, and three at the 200 of 4,500 of all.
    expect(ofFew).toMatchObject({ expectedHits: 0, basis: 'state' });
    expect(ofFew?.steadyHits).toBeCloseTo((100 * 3 * (200 / 4500)) / 8, 1);
    expect(ofMany?.steadyHits).toBeLessThan(0.1);
  });

  it('leaves out the own cells of other states when the circle widens', () => {
    const counts = [
      count(1, 9, 10),
      count(1, 9, 10, { state: 'OK' }),
      ...peers(6, { state: 'NM' }),
    ];

    expect(ofFirst(counts)).toMatchObject({
      expectedHits: 2,
      basis: 'setting',
      peers: { providers: 6, hits: 6, n: 60 },
    });
  });

  it('refuses more hits than units', () => {
    expect(() => comparePeers([count(1, 2, 1)])).toThrow(RangeError);
  });
});
