// What a score takes of a share: as much as the persons behind it bear out, and nothing that the
// provider's own counts could move. Clump sizes by hand; the rest as laws over random markets.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clumpSizes } from '../../../lib/domain/patterns/clump-sizes.js';
import { hitBeneficiaries } from '../../../lib/domain/patterns/hit-beneficiaries.js';
import { shrinkage } from '../../../lib/domain/patterns/shrinkage.js';
import { CELL, npiOf } from '../score/measures-builder.js';

interface Counts {
  readonly hits: number;
  readonly n: number;
  readonly persons: number;
}

const PERSONS = 40;
const OWN = npiOf(0);

function market(counts: readonly Counts[], personsMatter = true) {
  const cells = counts.map(({ hits, n }, at) => ({ ...CELL, npi: npiOf(at), hits, n }));
  const behind = hitBeneficiaries(
    counts.map(({ persons }, at) => ({
      ...CELL,
      npi: npiOf(at),
      beneficiaries: persons,
      seen: PERSONS,
    })),
  );
  const clumps = clumpSizes(cells, personsMatter ? behind : undefined);
  const persons = personsMatter ? behind.cells : null;
  return { clumps, shrink: shrinkage({ cells, persons, clumps }).shrink };
}

const counts: fc.Arbitrary<Counts> = fc
  .record({ persons: fc.integer({ min: 0, max: 12 }), each: fc.integer({ min: 1, max: 20 }) })
  .map(({ persons, each }) => ({ persons, hits: persons * each, n: 400 }));
const peers = fc.array(counts, { minLength: 8, maxLength: 20 });

describe('clumpSizes', () => {
  const sized = [6, 10, 12, 40].map((hits) => ({ hits, n: 400, persons: 2 }));

  it.each([
    { without: 0, expected: 6 },
    { without: 1, expected: 6 },
    { without: 2, expected: 5 },
    { without: 3, expected: 5 },
    { without: 9, expected: 6 },
  ])('takes the median $expected without provider $without', ({ without, expected }) => {
    const { clumps } = market(sized);

    expect(clumps.ofAll).toBe(6);
    expect(clumps.without(npiOf(without))).toBe(expected);
  });

  it.each([
    { name: 'nobody has hits', of: [{ hits: 0, n: 400, persons: 0 }], personsMatter: true },
    { name: 'hits are persons', of: sized, personsMatter: false },
  ])('is one where $name', ({ of, personsMatter }) => {
    expect(market(of, personsMatter).clumps.ofAll).toBe(1);
  });
});

describe('shrinkage', () => {
  /** Thirty peers with 20 hits on average, and the provider with 80 of 400. */
  const withPeers = (persons: (at: number) => number) =>
    market([
      { hits: 80, n: 400, persons: persons(0) },
      ...Array.from({ length: 30 }, (_, at) => ({
        hits: 10 * (1 + (at % 3)),
        n: 400,
        persons: persons(at + 1),
      })),
    ]);

  it('believes hits of as many persons, and hits of few persons little', () => {
    const ofMany = withPeers((at) => (at === 0 ? 40 : 10 * (1 + ((at - 1) % 3))));
    const ofFew = withPeers((at) => (at === 0 ? 8 : 1 + ((at - 1) % 3)));
    const own = { npi: OWN, hits: 80, n: 400 };

    expect(ofMany.shrink(own, 0.05)).toBeGreaterThan(0.15);
    expect(ofFew.shrink(own, 0.05)).toBeLessThan(0.1);
    expect(ofFew.shrink(own, 0.05)).toBeGreaterThan(0.06);
  });

  it('stays between the share and that of the peers, and falls with no hit', () => {
    fc.assert(
      fc.property(
        counts,
        peers,
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (own, rest, mean) => {
          const { shrink } = market([own, ...rest]);
          const ofHits = (hits: number): number => shrink({ npi: OWN, hits, n: own.n }, mean);
          const share = own.hits / own.n;

          expect(ofHits(own.hits)).toBeGreaterThanOrEqual(Math.min(share, mean) - 1e-12);
          expect(ofHits(own.hits)).toBeLessThanOrEqual(Math.max(share, mean) + 1e-12);
          expect(ofHits(own.hits + 1)).toBeGreaterThanOrEqual(ofHits(own.hits));
          expect(ofHits(own.n)).toBeGreaterThan(mean);
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([
    { name: 'what chance makes of forty persons', hits: 4, expected: 0.05 },
    // (12 + 0.05 x 99) / (40 + 99) = 0.1219, less 1.28 times 0.0276.
    { name: 'what chance hardly makes', hits: 12, expected: 0.0865 },
  ])('takes of $name $expected', ({ hits, expected }) => {
    const cells = Array.from({ length: 30 }, (_, at) => ({
      ...CELL,
      npi: npiOf(at),
      hits: at === 0 ? hits : 1 + (at % 3),
      n: 40,
    }));
    const { shrink } = shrinkage({ cells, persons: null, clumps: clumpSizes(cells, undefined) });

    expect(shrink({ npi: OWN, hits, n: 40 }, 0.05)).toBeCloseTo(expected, 3);
  });

  it('weighs a provider by the others alone', () => {
    fc.assert(
      fc.property(counts, counts, peers, (one, other, rest) => {
        const asked = { npi: OWN, hits: 30, n: 400 };
        const weighed = (own: Counts): number => market([own, ...rest]).shrink(asked, 0.05);

        expect(weighed(one)).toBeCloseTo(weighed(other), 12);
      }),
      { numRuns: 50 },
    );
  });
});
