// RULES 8.3: Medicare fee-for-service needs a known contractor and a filing indicator that says so.

import { describe, expect, it } from '@jest/globals';
import { payerKind } from '../../lib/domain/payer-kind.js';
import { claimFacts, CONTRACTOR, OTHER_CONTRACTOR } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const PART_A_CONTRACTOR = '01111';
const UNKNOWN = '99999';

describe('payerKind', () => {
  it.each([
    ['Part B by its contractor', CONTRACTOR, 'MB', 'MEDICARE_FFS'],
    ['Part A contractor on an outpatient claim', PART_A_CONTRACTOR, 'MA', 'MEDICARE_FFS'],
    ['Part A contractor that sends MB', PART_A_CONTRACTOR, 'MB', 'MEDICARE_FFS'],
    ['Railroad', OTHER_CONTRACTOR, 'MB', 'MEDICARE_FFS'],
    ['a contractor without indicator', CONTRACTOR, null, 'MEDICARE_FFS'],
    ['MB of somebody unknown', UNKNOWN, 'MB', 'UNVERIFIED'],
    ['MA of somebody unknown', UNKNOWN, 'MA', 'UNVERIFIED'],
    ['Medicare Advantage', UNKNOWN, '16', 'MEDICARE_ADVANTAGE'],
    ['a managed care plan', UNKNOWN, 'HM', 'MEDICARE_ADVANTAGE'],
    ['Medicare Advantage under a contractor number', CONTRACTOR, '16', 'MEDICARE_ADVANTAGE'],
    ['Medicaid', UNKNOWN, 'MC', 'MEDICAID'],
    ['a preferred provider plan', UNKNOWN, '12', 'COMMERCIAL'],
    ['Blue Cross', UNKNOWN, 'BL', 'COMMERCIAL'],
    ['a commercial insurer', UNKNOWN, 'CI', 'COMMERCIAL'],
    ['workers compensation', UNKNOWN, 'WC', 'OTHER'],
    ['nobody known, no indicator', UNKNOWN, null, 'OTHER'],
    ['no payer number, no indicator', '', null, 'OTHER'],
    ['no payer number, but MB', '', 'MB', 'UNVERIFIED'],
  ])('%s', (_, payerId, filingIndicator, kind) => {
    expect(payerKind(claimFacts({ payerId, filingIndicator }), reference)).toBe(kind);
  });
});
