// What a verdict hangs on, one case for each thing that could change it.

import { describe, expect, it } from '@jest/globals';
import { toCents } from '../../lib/domain/money.js';
import { explained, first } from './small-explanation.js';

describe('whatWouldChange', () => {
  const needed = { code: '97110 GP KX', allowed: 10_000 };
  const denied = { group: 'CO', reason: '119', cents: toCents(20_000) };

  it.each([
    {
      name: 'spend that is not known',
      ledger: { claims: [first] },
      expected: [
        'Spend with other providers is not known: more than $580.00 of it before this line ' +
          'would make KX needed. (SEED-1)',
      ],
    },
    {
      name: 'more spend than is entered',
      ledger: { claims: [first], seeds: [{}] },
      expected: ['More than $580.00 of other spend before it would make KX needed. (SEED-1, KX-1)'],
    },
    {
      name: 'less spend, fewer own lines',
      ledger: {
        claims: [first, { icn: 'A2', lines: [needed] }],
        seeds: [{ cents: toCents(50_000) }],
        claim: 'A2',
      },
      expected: [
        'Of the $500.00 spent with other providers, $20.00 less before this line would mean that ' +
          'it needs no KX. (SEED-1, KX-1)',
        'Reversals or denials of own PT+SLP lines before it, of $20.00 or more, would mean the ' +
          'same. (ADJ-1, ADJ-4)',
      ],
    },
    {
      name: 'the amount of the year',
      ledger: { claims: [{ icn: 'A1', lines: [{ ...needed, on: '2027-02-01' }] }], seeds: [] },
      expected: [
        'The KX amount of 2027, once CMS has published it and it is entered here; the line needs ' +
          'KX if that is below $100.00. (THR-2)',
      ],
    },
    {
      name: 'a reopening',
      ledger: {
        claims: [{ icn: 'A1', lines: [{ code: '97110 GP', allowed: 0, adjustments: [denied] }] }],
      },
      expected: [
        'If the record supports KX, the contractor may reopen the denial and pay the line; it ' +
          'then adds its allowed amount. (DEN-3, ADJ-4, KX-11)',
      ],
    },
    {
      name: 'the received date and the tolerance',
      ledger: { claims: [{ icn: 'A1', received: null, lines: [needed] }], seeds: [{}] },
      expected: [
        'More than $2,380.00 of other spend before it would make KX needed. (SEED-1, KX-1)',
        'The received date is not stated on the remittance; knowing it may move the line in the ' +
          'order and change its total. (ORD-1, ORD-3)',
        'The tolerance for KX close to the amount decides between near and early. (KX-10)',
      ],
    },
    {
      name: 'how secondary payments count',
      ledger: {
        claims: [
          { icn: 'A1', status: '2', lines: [{ code: '97110 GP', allowed: 9_000, paid: 500 }] },
        ],
        seeds: [{}],
      },
      expected: [
        'More than $2,475.00 of other spend before it would make KX needed. (SEED-1, KX-1)',
        'Medicare pays second here: the setting for such claims decides what counts. (MSP-1)',
      ],
    },
    {
      name: 'a confirmed payer',
      ledger: { claims: [{ ...first, payerId: '99999' }] },
      expected: ['Confirm payer 99999 as a Medicare contractor, and its claims count. (RULES-8.3)'],
    },
    {
      name: 'a modifier',
      ledger: { claims: [{ icn: 'A1', lines: [{ code: '97110', allowed: 9_000 }] }] },
      expected: [
        'A corrected claim with GP, GO or GN on the line counts in that group. (ID-5, ID-7)',
      ],
    },
  ])('names $name', ({ ledger, expected }) => {
    const claim = 'claim' in ledger && ledger.claim !== undefined ? ledger.claim : 'A1';

    const { changes } = explained(ledger, claim, 1);

    expect(changes.map(({ sentence, rules }) => `${sentence} (${rules.join(', ')})`)).toEqual(
      expected,
    );
  });
});
