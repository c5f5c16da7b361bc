// What a version adds by itself, and that its reversal takes back exactly that.

import { describe, expect, it } from '@jest/globals';
import { DEFAULT_FOLD_SETTINGS } from '../../../lib/domain/fold-settings.js';
import { lineAccruals } from '../../../lib/pipeline/lake/line-accruals.js';
import { claim, reversalOf } from '../../support/claim-builder.js';
import { testReference } from '../../support/test-reference.js';

const context = { reference: await testReference(), settings: DEFAULT_FOLD_SETTINGS };

const MIXED = claim({
  lines: [
    { mods: 'GP', allowed: '100.00' },
    { mods: 'GO', allowed: '20.00' },
    { mods: '', hcpcs: '99213', allowed: '50.00' },
    { mods: 'GN', hcpcs: '92507', allowed: null, paid: '8.00', cas: 'PR-2 2.00, CO-45 10.00' },
    { mods: 'GP', allowed: '0.00', paid: '0.00', cas: 'CO-119 30.00' },
  ],
});

describe('lineAccruals', () => {
  it('says group and amount of each line', () => {
    expect(lineAccruals(MIXED, context)).toEqual([
      { group: 'PT_SLP', signedCents: 10_000 },
      { group: 'OT', signedCents: 2_000 },
      { group: null, signedCents: 0 },
      { group: 'PT_SLP', signedCents: 1_000 },
      { group: 'PT_SLP', signedCents: 0 },
    ]);
  });

  it('takes back exactly what was paid', () => {
    const accruals = lineAccruals(reversalOf(MIXED, '2026-09-01'), context);

    expect(accruals.map(({ signedCents }) => signedCents)).toEqual([-10_000, -2_000, 0, -1_000, 0]);
    expect(accruals.map(({ group }) => group)).toEqual(
      lineAccruals(MIXED, context).map(({ group }) => group),
    );
  });

  it('adds nothing for a payer who is not known', () => {
    const version = claim({ payerId: '99999', filingIndicator: 'MB' });

    expect(lineAccruals(version, context)).toEqual([{ group: null, signedCents: 0 }]);
  });
});
