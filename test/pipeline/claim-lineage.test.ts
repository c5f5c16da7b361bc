// What became of each version of a claim, and in which words.

import { describe, expect, it } from '@jest/globals';
import { claimLineage, relatedVersions } from '../../lib/pipeline/claim-lineage.js';
import { reversalOf, smallLedger, type SmallClaim } from './small-ledger.js';

const first: SmallClaim = {
  icn: 'A1',
  paid: '2026-02-10',
  lines: [{ code: '97110 GP', allowed: 10_000, paid: 8_000 }],
};
const taken = reversalOf(first, '2026-03-01');
const paidAgain = { ...first, paid: '2026-03-01', trace: 'T2' };
const takenAgain = { ...reversalOf(first, '2026-04-01'), trace: 'T3' };
const correction = { ...first, icn: 'B1', paid: '2026-03-01', replacesIcn: 'A1' };
const unlinked = { ...correction, replacesIcn: null, accountNumber: 'ACCOUNT' };

/** `claim paid state: sentence` of each version. */
function stories(claims: readonly SmallClaim[]): readonly string[] {
  const { headers, resolution } = smallLedger({ claims });
  return claimLineage(headers, resolution).map(
    ({ claim, paidDate, state, sentence }) => `${claim} ${paidDate} ${state}: ${sentence}`,
  );
}

describe('claimLineage', () => {
  it.each([
    {
      name: 'one payment',
      claims: [first],
      expected: ['A1 2026-02-10 current: Counts: this version stands.'],
    },
    {
      name: 'a claim taken back',
      claims: [first, taken],
      expected: [
        'A1 2026-03-01 reversal: Takes the payment of 2026-02-10 back.',
        'A1 2026-02-10 reversed: Does not count: taken back by the reversal of 2026-03-01.',
      ],
    },
    {
      name: 'a claim paid and taken back on one day',
      claims: [first, reversalOf(first, '2026-02-10')],
      expected: [
        'A1 2026-02-10 reversal: Takes the payment of 2026-02-10 back.',
        'A1 2026-02-10 reversed: Does not count: taken back by the reversal of 2026-02-10.',
      ],
    },
    {
      name: 'a reversal of nothing known',
      claims: [taken],
      expected: [
        'A1 2026-03-01 orphan_reversal: Takes back a payment that this ledger has not seen; ' +
          'it lowers nothing.',
      ],
    },
    {
      name: 'a claim taken back and replaced',
      claims: [first, taken, correction],
      expected: [
        'A1 2026-03-01 reversal: Takes the payment of 2026-02-10 back.',
        'A1 2026-02-10 reversed: Does not count: taken back by the reversal of 2026-03-01; ' +
          'claim B1 replaces it.',
        'B1 2026-03-01 current: Counts: this version stands. It replaces claim A1.',
      ],
    },
    {
      name: 'a claim replaced without a reversal',
      claims: [first, correction],
      expected: [
        'A1 2026-02-10 superseded: Does not count: claim B1 replaces it.',
        'B1 2026-03-01 current: Counts: this version stands. It replaces claim A1.',
      ],
    },
    {
      name: 'a replacement without a link',
      claims: [{ ...first, accountNumber: 'ACCOUNT' }, taken, unlinked],
      expected: [
        'A1 2026-03-01 reversal: Takes the payment of 2026-02-10 back.',
        'A1 2026-02-10 reversed: Does not count: taken back by the reversal of 2026-03-01; ' +
          'claim B1 replaces it (inferred from account, dates and charge).',
        'B1 2026-03-01 current: Counts: this version stands. It replaces claim A1 ' +
          '(inferred from account, dates and charge).',
      ],
    },
    {
      name: 'a chain with one inferred link',
      claims: [
        { ...first, accountNumber: 'ACCOUNT' },
        taken,
        unlinked,
        { ...first, icn: 'C1', paid: '2026-06-01', replacesIcn: 'B1' },
      ],
      expected: [
        'A1 2026-03-01 reversal: Takes the payment of 2026-02-10 back.',
        'A1 2026-02-10 reversed: Does not count: taken back by the reversal of 2026-03-01; ' +
          'claim B1 replaces it (inferred from account, dates and charge).',
        'B1 2026-03-01 superseded: Does not count: claim C1 replaces it.',
        'C1 2026-06-01 current: Counts: this version stands. It replaces claim B1.',
      ],
    },
    {
      name: 'a claim paid again under its number',
      claims: [first, taken, paidAgain],
      expected: [
        'A1 2026-03-01 reversal: Takes the payment of 2026-02-10 back.',
        'A1 2026-02-10 reversed: Does not count: taken back by the reversal of 2026-03-01.',
        'A1 2026-03-01 current: Counts: this version stands. ' +
          'It was paid again after having been taken back.',
      ],
    },
    {
      name: 'a claim paid twice without a reversal',
      claims: [first, paidAgain],
      expected: [
        'A1 2026-02-10 superseded: Does not count: a later payment under the same control ' +
          'number stands.',
        'A1 2026-03-01 current: Counts: this version stands.',
      ],
    },
    {
      name: 'a claim paid, taken back, paid and taken back',
      claims: [takenAgain, paidAgain, taken, first],
      expected: [
        'A1 2026-03-01 reversal: Takes the payment of 2026-02-10 back.',
        'A1 2026-04-01 reversal: Takes the payment of 2026-03-01 back.',
        'A1 2026-02-10 reversed: Does not count: taken back by the reversal of 2026-03-01.',
        'A1 2026-03-01 reversed: Does not count: taken back by the reversal of 2026-04-01.',
      ],
    },
    {
      name: 'a replacement that was itself taken back',
      claims: [first, taken, correction, reversalOf(correction, '2026-05-01')],
      expected: [
        'A1 2026-03-01 reversal: Takes the payment of 2026-02-10 back.',
        'A1 2026-02-10 reversed: Does not count: taken back by the reversal of 2026-03-01.',
        'B1 2026-05-01 reversal: Takes the payment of 2026-03-01 back.',
        'B1 2026-03-01 reversed: Does not count: taken back by the reversal of 2026-05-01.',
      ],
    },
  ])('tells $name', ({ claims, expected }) => {
    expect(stories(claims)).toEqual(expected);
  });
});

describe('relatedVersions', () => {
  it('follows replacements in both directions and leaves other claims out', () => {
    const second = { ...correction, icn: 'C1', paid: '2026-04-01', replacesIcn: 'B1' };
    const other = { ...first, icn: 'Z9' };
    const { headers, resolution } = smallLedger({ claims: [first, correction, second, other] });
    const lineage = claimLineage(headers, resolution);

    const related = relatedVersions(lineage, 'B1').map(({ claim }) => claim);

    expect(related).toEqual(['A1', 'B1', 'C1']);
    expect(relatedVersions(lineage, 'Z9').map(({ claim }) => claim)).toEqual(['Z9']);
  });
});
