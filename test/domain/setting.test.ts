// RULES 2.3: which bill types count toward the limits, and from which day of service.

import { describe, expect, it } from '@jest/globals';
import { billTypePrefix, settingCounts } from '../../lib/domain/setting.js';
import { day } from '../support/amounts.js';
import { claimFacts } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();

describe('settingCounts', () => {
  const CASES: readonly (readonly [string, string, boolean, string, boolean])[] = [
    ['hospital outpatient, the day before', '0131', false, '2012-09-30', false],
    ['hospital outpatient, first day', '0131', false, '2012-10-01', true],
    ['hospital outpatient today', '0131', false, '2026-03-02', true],
    ['hospital inpatient Part B, the day before', '0121', false, '2012-09-30', false],
    ['hospital inpatient Part B, first day', '0121', false, '2012-10-01', true],
    ['critical access 12X, the day before', '0121', true, '2013-12-31', false],
    ['critical access 12X, first day', '0121', true, '2014-01-01', true],
    ['critical access on 13X, the day before', '0131', true, '2013-12-31', false],
    ['critical access on 13X, first day', '0131', true, '2014-01-01', true],
    ['85X, the day before, without the word', '0851', false, '2013-12-31', false],
    ['85X, first day, without the word', '0851', false, '2014-01-01', true],
    ['85X, the day before, with the word', '0851', true, '2013-12-31', false],
    ['85X, first day, with the word', '0851', true, '2014-01-01', true],
    ['SNF inpatient Part B', '0221', false, '2006-01-01', true],
    ['SNF outpatient', '0231', false, '2006-01-01', true],
    ['home health outside a plan', '0341', false, '2006-01-01', true],
    ['rehabilitation agency', '0741', false, '2006-01-01', true],
    ['CORF', '0751', false, '2006-01-01', true],
    ['any frequency digit', '0747', false, '2026-03-02', true],
    ['hospital Part A stay', '0111', false, '2026-03-02', false],
    ['swing bed', '0181', false, '2026-03-02', false],
    ['SNF Part A stay', '0211', false, '2026-03-02', false],
    ['home health episode', '0321', false, '2026-03-02', false],
    ['rural health clinic', '0711', false, '2026-03-02', false],
    ['federally qualified health center', '0771', false, '2026-03-02', false],
    ['hospice', '0811', false, '2026-03-02', false],
    ['hospice in a hospital', '0821', false, '2026-03-02', false],
    ['a bill type on no list', '0991', false, '2026-03-02', false],
  ];

  it.each(CASES)('%s', (_, typeOfBill, isCriticalAccess, serviceDate, counts) => {
    const facts = claimFacts({ typeOfBill, isCriticalAccess });

    expect(settingCounts(facts, day(serviceDate), reference)).toBe(counts);
  });

  it('counts a professional claim always', () => {
    expect(settingCounts(claimFacts(), day('2006-01-02'), reference)).toBe(true);
  });

  it('counts no institutional claim without a bill type', () => {
    const facts = claimFacts({ claimType: 'institutional', typeOfBill: null });

    expect(settingCounts(facts, day('2026-03-02'), reference)).toBe(false);
    expect(billTypePrefix(facts)).toBeNull();
  });
});
