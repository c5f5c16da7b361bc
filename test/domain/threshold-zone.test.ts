import { describe, expect, it } from '@jest/globals';
import { zoneOf } from '../../lib/domain/threshold-zone.js';

describe('the zone of a total', () => {
  it.each([
    { total: 2480, kx: 2480, review: 3000, zone: 'below_kx' },
    { total: 2481, kx: 2480, review: 3000, zone: 'over_kx' },
    { total: 3000, kx: 2480, review: 3000, zone: 'over_kx' },
    { total: 3001, kx: 2480, review: 3000, zone: 'over_review' },
    { total: 2481, kx: 2480, review: null, zone: 'over_kx' },
    { total: 2999, kx: null, review: 3000, zone: 'kx_amount_unknown' },
    { total: 3001, kx: null, review: 3000, zone: 'over_review' },
    { total: 0, kx: null, review: null, zone: 'kx_amount_unknown' },
  ])('$total of $kx and $review is $zone', ({ total, kx, review, zone }) => {
    const amounts = { kxThresholdCents: kx, reviewThresholdCents: review };
    expect(zoneOf({ accumulatedCents: total, ...amounts })).toBe(zone);
  });
});
