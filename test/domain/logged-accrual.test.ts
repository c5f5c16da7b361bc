// What the log says of a line: for a payment what it accrues, for its reversal the same, negative,
// so that the sums of the log are the totals (law 7).

import { describe, expect, it } from '@jest/globals';
import type { ClaimVersion } from '../../lib/domain/claim.js';
import { loggedAccrual } from '../../lib/domain/logged-accrual.js';
import { claim, reversalOf, type ClaimGiven, type LineGiven } from '../support/claim-builder.js';
import { foldContext } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);

function logged(version: ClaimVersion) {
  return version.lines.map((line) => loggedAccrual(version, line, context));
}

const CASES: readonly (readonly [string, LineGiven, ClaimGiven, string | null, number])[] = [
  ['stated', { allowed: '60.00', paid: '47.04' }, {}, 'PT_SLP', 6_000],
  ['OT', { hcpcs: '97530', mods: 'GO', allowed: '60.00' }, {}, 'OT', 6_000],
  [
    'rebuilt',
    { allowed: null, paid: '78.40', cas: 'PR-2 20.00, CO-253 1.60' },
    {},
    'PT_SLP',
    10_000,
  ],
  [
    'all deductible',
    { allowed: null, charge: '90.00', paid: '0.00', cas: 'PR-1 80.00' },
    {},
    'PT_SLP',
    8_000,
  ],
  [
    'bundled',
    { allowed: '0.00', paid: '0.00', charge: '15.00', cas: 'CO-97 15.00' },
    {},
    'PT_SLP',
    0,
  ],
  [
    'limit reached',
    { allowed: '0.00', paid: '0.00', charge: '15.00', cas: 'CO-119 15.00' },
    {},
    'PT_SLP',
    0,
  ],
  ['outside every group', { hcpcs: '99213', mods: '' }, {}, null, 0],
  ['another payer', {}, { filingIndicator: '16' }, null, 0],
];

describe('loggedAccrual', () => {
  it.each(CASES)('of a payment: %s', (_, given, claimGiven, group, signedCents) => {
    expect(logged(claim({ ...claimGiven, lines: [given] }))).toEqual([{ group, signedCents }]);
  });

  it.each(CASES)(
    'of a reversal, the same with a minus: %s',
    (_, given, claimGiven, group, cents) => {
      const back = reversalOf(claim({ ...claimGiven, lines: [given] }), '2026-05-01');

      expect(logged(back)).toEqual([{ group, signedCents: cents === 0 ? 0 : -cents }]);
    },
  );

  it('forces the sign where a payer sends a reversal with positive amounts', () => {
    const positive = claim({ status: '22', isReversal: true, lines: [{ allowed: '60.00' }] });

    expect(logged(positive)).toEqual([{ group: 'PT_SLP', signedCents: -6_000 }]);
  });
});
