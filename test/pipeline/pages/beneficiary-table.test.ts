// What goes into the table of a year comes out of it, row by row.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { zoneOf } from '../../../lib/domain/threshold-zone.js';
import {
  beneficiaryAt,
  beneficiaryTable,
  type BeneficiaryTable,
} from '../../../lib/pipeline/pages/beneficiary-table.js';

const amount = fc.nat(400_000);
const standing = fc
  .record({
    lines: fc.nat(90),
    kxLines: fc.nat(90),
    missingLines: fc.nat(9),
    earlyLines: fc.nat(9),
    attentionLines: fc.nat(9),
    deniedLines: fc.nat(9),
    accumulatedCents: amount,
    outsideCents: amount,
    kxThresholdCents: fc.option(amount),
    reviewThresholdCents: fc.option(amount),
    reviewExposedCents: amount,
    isLowerBound: fc.boolean(),
  })
  .map((stored) => ({ ...stored, zone: zoneOf(stored) }));
const rows = fc.array(
  fc.record({
    token: fc.stringMatching(/^k_[a-z0-9]{8}$/),
    year: fc.constant(2026),
    groups: fc.record({ PT_SLP: fc.option(standing), OT: fc.option(standing) }),
    lastServiceDate: fc.constantFrom('2026-01-31', '2026-12-01'),
    providers: fc.nat(5),
  }),
  { maxLength: 12 },
);

describe('the table of a year', () => {
  it('gives back each row, also after it was stored', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const stored = JSON.stringify(beneficiaryTable(2026, given));
        const table = JSON.parse(stored) as BeneficiaryTable;

        expect(given.map((_, at) => beneficiaryAt(table, at))).toEqual(given);
      }),
    );
  });

  it('has no row beyond its last', () => {
    expect(() => beneficiaryAt(beneficiaryTable(2026, []), 0)).toThrow(/no beneficiary at 0 of 0/);
  });
});
