// Where the remittance differs from what claims systems do at the limit (CWF-1, CWF-2), as notes.

import { describe, expect, it } from '@jest/globals';
import { claim, type LineGiven } from '../support/claim-builder.js';
import { fold, foldContext, seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);

const PAID_WITHOUT_KX = 'CWF_PAID_WITHOUT_KX';
const LEAST_EXCESS = 'CWF_LEAST_EXCESS_LINE';

function denied(amount: string, mods = 'GP'): LineGiven {
  return { allowed: '0.00', paid: '0.00', charge: amount, cas: `CO-119 ${amount}`, mods };
}

function notes(year: number, already: string, lines: readonly LineGiven[]) {
  const dated = lines.map((each) => ({ ...each, dos: `${year}-06-15` }));
  const given = {
    versions: [claim({ lines: dated })],
    seeds: [seed({ amount: already, year })],
  };
  return fold(year, given, context).lines.map((each) =>
    each.notes.filter((note) => note.startsWith('CWF') || note === 'OUTSIDE_SPEND_EVIDENCE'),
  );
}

describe('cwfNotes', () => {
  it.each([
    ['below the amount', 2026, '0.00', [{ allowed: '50.00' }], [[]]],
    ['crossing, with KX', 2026, '2465.00', [{ allowed: '50.00', mods: 'GP KX' }], [[]]],
    [
      'the crossing line paid without KX, as the system would',
      2026,
      '2465.00',
      [denied('50.00'), { allowed: '25.00' }, denied('30.00')],
      [['OUTSIDE_SPEND_EVIDENCE'], [PAID_WITHOUT_KX, LEAST_EXCESS], []],
    ],
    [
      'two lines over, both paid without KX',
      2026,
      '2465.00',
      [{ allowed: '50.00' }, { allowed: '25.00' }],
      [[PAID_WITHOUT_KX], [PAID_WITHOUT_KX]],
    ],
    [
      'nothing was left, paid all the same',
      2026,
      '2480.00',
      [{ allowed: '25.00' }],
      [[PAID_WITHOUT_KX]],
    ],
    [
      'denied although KX was there',
      2026,
      '2500.00',
      [denied('50.00', 'GP KX')],
      [['CWF_REJECTED_WITH_KX']],
    ],
    ['denied without KX, as it should be', 2026, '2500.00', [denied('50.00')], [[]]],
    [
      'denied for the limit while our own total is below it',
      2026,
      '100.00',
      [denied('50.00')],
      [['OUTSIDE_SPEND_EVIDENCE']],
    ],
    ['no amount is known for the year', 2027, '9000.00', [{ allowed: '25.00' }], [[]]],
  ])('%s', (_, year, already, lines, expected) => {
    expect(notes(year, already, lines)).toEqual(expected);
  });
});
