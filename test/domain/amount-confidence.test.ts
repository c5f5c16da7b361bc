// The word that stands beside the amounts of a year.

import { describe, expect, it } from '@jest/globals';
import { amountConfidence } from '../../lib/domain/amount-confidence.js';
import type { ThresholdYear } from '../../lib/domain/reference.js';

describe('amountConfidence', () => {
  it.each([
    { kx: false, review: false, expected: 'high' },
    { kx: true, review: false, expected: 'high, of what is known' },
    { kx: false, review: true, expected: 'high, of what is known' },
    { kx: true, review: true, expected: 'amounts not known' },
  ])('KX pending $kx, review pending $review: $expected', ({ kx, review, expected }) => {
    const year = {
      confidence: 'high',
      isKxAmountPending: kx,
      isReviewAmountPending: review,
    } as ThresholdYear;

    expect(amountConfidence(year)).toBe(expected);
  });
});
