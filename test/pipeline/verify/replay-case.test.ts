// The example kinds that are not ledgers, through the shape of the file: agreeing and differing.

import { describe, expect, it } from '@jest/globals';
import { verifyExamples } from '../../../lib/pipeline/verify/verify-examples.js';
import { testReference } from '../../support/test-reference.js';

const reference = await testReference();

function differences(kind: string, one: object): readonly string[] {
  const file = { examples: [{ id: 'E1', kind, cases: [one] }] };
  const result = verifyExamples(JSON.stringify(file), reference);
  if (result.kind === 'refused') throw new Error(result.problems.join());
  return result.examples[0]?.differences ?? [];
}

const SHARES = { provider: { hits: 30, n: 40 }, peer: { hits: 3000, n: 10000 } };
const SIGNED = { firstTreatment: '2026-03-02', physicianSignature: '2026-04-01' };
const FITS = {
  remaining: '15.00',
  lines: [
    { line: 1, allowed: '50' },
    { line: 2, allowed: '25' },
  ],
};

const AGREEING: readonly (readonly [string, object])[] = [
  ['threshold_index', { prior: '2410.00', meiPercent: '2.7', expected: '2480.00' }],
  ['threshold_index', { prior: '2410', meiPercent: '2.70', expected: '2480' }],
  ['minutes_to_units', { minutes: { '97110': 22 }, expected: { totalUnits: 1 } }],
  ['minutes_to_units', { minutes: { '97110': 23, '97161': 45 }, expected: { totalUnits: 3 } }],
  ['minutes_to_units', { minutes: { '97110': 10, '97140': 10 }, expected: { allocation: null } }],
  [
    'minutes_to_units',
    { minutes: { '97110': 33, '97140': 7 }, expected: { allocation: { '97110': 2 } } },
  ],
  ['minutes_to_units', { minutes: { '97110': 20, '96125': 60 }, expected: { totalUnits: 1 } }],
  ['identifiers', { type: 'mbi', value: '1EG4-TE5-MK73', expected: true }],
  ['identifiers', { type: 'npi', value: '1234567890', expected: false }],
  [
    'documentation_deadlines',
    {
      firstTreatment: '2026-03-02',
      expected: { certificationDue: '2026-04-01', recertificationDue: '2026-05-31' },
    },
  ],
  [
    'documentation_deadlines',
    {
      firstTreatment: '2026-03-02',
      planEnd: '2026-04-27',
      expected: { recertificationDue: '2026-04-27' },
    },
  ],
  ['documentation_deadlines', { ...SIGNED, expected: { initialCertificationMet: true } }],
  [
    'documentation_deadlines',
    {
      ...SIGNED,
      physicianSignature: null,
      signedOrderOnFile: true,
      planTransmitted: '2026-03-05',
      expected: { initialCertificationMet: true },
    },
  ],
  [
    'documentation_deadlines',
    { treatmentDays: 11, expected: { progressReportsDueByDay: [10], overdue: true } },
  ],
  [
    'documentation_deadlines',
    {
      treatmentDays: 16,
      progressReportsOnTreatmentDay: [6],
      expected: { progressReportsDueByDay: [16], overdue: false },
    },
  ],
  [
    'cwf_line_selection',
    { ...FITS, expected: { paidLines: [2], deniedLines: [1], amountReported: '25.00' } },
  ],
  [
    'two_by_two_test',
    { ...SHARES, expected: { chiSquare: 38.2876, pBelow: 0.05, significantlyHigher: true } },
  ],
];

const DIFFERING: readonly (readonly [string, object, readonly string[]])[] = [
  [
    'threshold_index',
    { prior: '2410.00', meiPercent: '2.7', expected: '2470.00' },
    ['cases[0]: expected "2470.00", got "2480.00"'],
  ],
  [
    'minutes_to_units',
    { minutes: { '97110': 22 }, expected: { totalUnits: 2 } },
    ['cases[0].totalUnits: expected 2, got 1'],
  ],
  [
    'identifiers',
    { type: 'npi', value: '1234567893', expected: false },
    ['cases[0]: expected false, got true'],
  ],
  [
    'documentation_deadlines',
    { ...SIGNED, expected: { certificationDue: '2026-04-02' } },
    ['cases[0].certificationDue: expected "2026-04-02", got "2026-04-01"'],
  ],
  [
    'cwf_line_selection',
    { ...FITS, expected: { paidLines: [1, 2] } },
    ['cases[0].paidLines: expected [1,2], got [2]'],
  ],
  [
    'two_by_two_test',
    { ...SHARES, expected: { significantlyHigher: false } },
    ['cases[0].significantlyHigher: expected false, got true'],
  ],
];

describe('replayCase', () => {
  it.each(AGREEING)('agrees: %s %j', (kind, one) => {
    expect(differences(kind, one)).toEqual([]);
  });

  it.each(DIFFERING)('differs: %s %j', (kind, one, expected) => {
    expect(differences(kind, one)).toEqual(expected);
  });
});
