// Differences: exactly what an example states is compared, flags as a set, events in order.

import { describe, expect, it } from '@jest/globals';
import { verifyExamples } from '../../../lib/pipeline/verify/verify-examples.js';
import { testReference } from '../../support/test-reference.js';

const reference = await testReference();

const CLAIMS = [
  {
    icn: 'A',
    claimType: 'professional',
    received: '2026-05-06',
    status: '1',
    lines: [
      { line: 1, dos: '2026-05-04', hcpcs: '97161', mods: ['GO', 'KX', 'GA'], allowed: '3000.01' },
    ],
  },
  { icn: 'A', claimType: 'professional', received: '2026-05-20', status: '22', lines: [] },
];

function differences(expected: object, claims: readonly object[] = CLAIMS.slice(0, 1)) {
  const file = { examples: [{ id: 'E1', kind: 'ledger', claims, expected }] };
  const result = verifyExamples(JSON.stringify(file), reference);
  if (result.kind === 'refused') throw new Error(result.problems.join());
  return result.examples[0]?.differences;
}

const LINE = { claim: 'A', line: 1 };
const FLAGS = ['REVIEW_EXPOSED', 'KX_CONFLICT_GA', 'DISCIPLINE_CODE_MISMATCH'];
const CROSSED = { afterClaimIndex: 0, type: 'kx.crossed', year: '2026', bucket: 'OT' };
const REVIEW = { ...CROSSED, type: 'review.crossed' };

describe('verifyExamples agrees', () => {
  it.each([
    ['nothing stated', {}],
    ['one key stated', { lines: [{ ...LINE, accrued: '3000.01' }] }],
    ['flags in any order', { lines: [{ ...LINE, flags: FLAGS }] }],
    ['flags stated twice', { lines: [{ ...LINE, flags: [...FLAGS, ...FLAGS] }] }],
    ['an amount with one decimal', { lines: [{ ...LINE, before: '0.0' }] }],
    ['an amount in whole dollars', { lines: [{ ...LINE, before: '0' }] }],
    ['a group by one key', { buckets: [{ year: '2026', bucket: 'OT', reviewExcess: '0.01' }] }],
    ['a crossing', { buckets: [{ year: '2026', bucket: 'OT', kxCrossing: ['A', 1] }] }],
    ['events with and without a place', { events: [{ ...CROSSED, at: ['A', 1] }, REVIEW] }],
  ])('%s', (_, expected) => {
    expect(differences(expected)).toEqual([]);
  });
});

describe('verifyExamples tells', () => {
  it.each([
    [
      'a cent',
      { lines: [{ ...LINE, accrued: '3000.00' }] },
      ['line A/1.accrued: expected "3000.00", got "3000.01"'],
    ],
    ['a flag too few', { lines: [{ ...LINE, flags: FLAGS.slice(1) }] }, ['line A/1.flags: ']],
    [
      'a flag too many',
      { lines: [{ ...LINE, flags: [...FLAGS, 'LIMIT_DENIED'] }] },
      ['line A/1.flags: '],
    ],
    [
      'two keys of a line',
      { lines: [{ ...LINE, bucket: 'PT_SLP', kxAssessment: 'ok' }] },
      ['line A/1.bucket: ', 'line A/1.kxAssessment: '],
    ],
    ['a line that is not there', { lines: [{ claim: 'B', line: 1 }] }, ['line B/1: ']],
    [
      'a group that is not there',
      {
        buckets: [
          { year: '2026', bucket: 'OT' },
          { year: '2026', bucket: 'PT_SLP' },
        ],
      },
      ['bucket 2026 PT_SLP: '],
    ],
    ['a group not listed', { buckets: [] }, ['bucket 2026 OT: there, but not expected']],
    [
      'a crossing elsewhere',
      { buckets: [{ year: '2026', bucket: 'OT', kxCrossing: ['A', 2] }] },
      ['bucket 2026 OT.kxCrossing: '],
    ],
    ['an event too few', { events: [CROSSED] }, ['events[1]: not expected']],
    ['an event too many', { events: [CROSSED, REVIEW, REVIEW] }, ['events[2]: missing']],
    [
      'events in another order',
      { events: [REVIEW, CROSSED] },
      ['events[0].type: ', 'events[1].type: '],
    ],
  ])('%s', (_, expected, wanted) => {
    const found = differences(expected) ?? [];

    expect(found.map((text, at) => text.slice(0, wanted[at]?.length ?? 0))).toEqual(wanted);
  });

  it('a line that is no longer current', () => {
    expect(differences({ lines: [{ ...LINE, accrued: '3000.01' }] }, CLAIMS)).toEqual([
      'line A/1: expected, but it is not current',
    ]);
  });
});
