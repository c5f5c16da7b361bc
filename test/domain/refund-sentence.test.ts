// The refund clock in words: counting, standing still, gone on after an investigation.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { refundClock } from '../../lib/domain/refund-clock.js';
import { refundSentence } from '../../lib/domain/refund-sentence.js';

const DAYS = { refundDays: 60, investigationDays: 180 };
const day = toIsoDay;

describe('refundSentence', () => {
  it.each([
    {
      name: 'counts',
      investigations: [],
      expected: 'identified on 2026-01-01: return by 2026-03-02',
    },
    {
      name: 'stands still',
      investigations: [{ from: day('2026-01-11'), until: null }],
      expected:
        'identified on 2026-01-01, the days to return stand still while it is investigated, ' +
        'until 2026-06-30 at the latest: return by 2026-08-19 at the latest',
    },
    {
      name: 'went on',
      investigations: [{ from: day('2026-01-11'), until: day('2026-01-31') }],
      expected: 'identified on 2026-01-01: return by 2026-03-22 after 20 days of investigation',
    },
  ])('$name', ({ investigations, expected }) => {
    const clock = refundClock(day('2026-01-01'), investigations, DAYS);

    expect(refundSentence(clock)).toBe(expected);
  });
});
