// The two exposures: KX lines in the look-back of recovery auditors, lines above the review amount.

import { describe, expect, it } from '@jest/globals';
import {
  addExposure,
  isRacExposed,
  isReviewExposed,
  lookBackStart,
  NO_EXPOSURE,
} from '../../lib/domain/exposure.js';
import { day } from '../support/amounts.js';
import { claim, type LineGiven } from '../support/claim-builder.js';
import { fold, foldContext, lineOf, seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';

const reference = await testReference();
const context = foldContext(reference);

function judged(given: LineGiven, paidOn = '2026-03-20', already = '0.00') {
  const seeds = [seed({ amount: already })];
  return lineOf(fold(2026, { versions: [claim({ paidOn, lines: [given] })], seeds }, context));
}

describe('lookBackStart', () => {
  it.each([
    ['2026-11-21', '2023-11-21'],
    ['2026-01-01', '2023-01-01'],
    ['2028-02-29', '2025-02-28'],
    ['2027-02-28', '2024-02-28'],
    ['2027-03-01', '2024-03-01'],
  ])('from %s is %s', (asOf, start) => {
    expect(lookBackStart(day(asOf))).toBe(start);
  });
});

describe('isRacExposed', () => {
  const KX = { mods: 'GP KX' };

  it.each([
    ['a paid KX line', KX, '2026-03-20', '2026-11-21', true],
    ['paid on the first day of the look-back', KX, '2026-03-20', '2029-03-20', true],
    ['paid the day before it', KX, '2026-03-20', '2029-03-21', false],
    ['paid on the day itself', KX, '2026-03-20', '2026-03-20', true],
    ['paid later', KX, '2026-03-20', '2026-03-19', false],
    ['no KX', { mods: 'GP' }, '2026-03-20', '2026-11-21', false],
    [
      'KX billed on a line that the payer changed',
      { mods: 'GP', billed: '97110 GP KX' },
      '2026-03-20',
      '2026-11-21',
      true,
    ],
    ['a denied KX line', { ...KX, isDenied: true }, '2026-03-20', '2026-11-21', false],
    ['KX outside therapy', { hcpcs: 'E0601', mods: 'KX' }, '2026-03-20', '2026-11-21', false],
  ])('%s', (_, given, paidOn, asOf, isExposed) => {
    expect(isRacExposed(judged(given, paidOn), day(asOf))).toBe(isExposed);
  });
});

describe('isReviewExposed', () => {
  it.each([
    ['at the review amount', '2900.00', '100.00', false],
    ['a cent above', '2900.00', '100.01', true],
    ['without an amount, above', '3500.00', '0.00', false],
  ])('%s', (_, already, allowed, isExposed) => {
    expect(isReviewExposed(judged({ allowed }, '2026-03-20', already))).toBe(isExposed);
  });
});

describe('addExposure', () => {
  it('counts lines, what was allowed and what was paid', () => {
    const first = judged({ allowed: '60.00', paid: '47.04' });
    const second = judged({ allowed: '40.00', paid: '0.00' });

    expect([first, second].reduce(addExposure, NO_EXPOSURE)).toEqual({
      lines: 2,
      allowedCents: 10_000,
      paidCents: 4_704,
    });
  });
});
