// When a page says that its figures were replaced, and what it says.

import { describe, expect, it } from '@jest/globals';
import type { Freshness } from '../../lib/api/contract/session.js';
import { areReplaced, figuresId, newFiguresText } from '../../web/src/shell/new-figures.js';

const FRESH: Freshness = {
  state: 'current',
  snapshotId: 'one',
  asOf: '2026-06-30',
  dataThrough: '2026-05-31',
  builtAt: '2026-06-30T12:34:56.000Z',
  years: [2026],
  months: ['2026-05'],
};
const NONE: Freshness = { ...FRESH, snapshotId: null, dataThrough: null, builtAt: null };

describe('areReplaced', () => {
  it.each([
    ['the page has just been opened', undefined, FRESH, false],
    ['nothing happened', figuresId(FRESH), FRESH, false],
    ['another snapshot is shown', figuresId(FRESH), { ...FRESH, snapshotId: 'two' }, true],
    ['the same claims were scored anew', 'one 2026-06-29T12:00:00.000Z', FRESH, true],
    ['the first figures came', figuresId(NONE), FRESH, true],
    ['there are none any more', figuresId(FRESH), NONE, false],
  ])('when %s', (_, seen, now, expected) => {
    expect(areReplaced(seen, figuresId(now))).toBe(expected);
  });
});

describe('newFiguresText', () => {
  it('says when they came and how far they reach', () => {
    expect(newFiguresText(FRESH)).toBe(
      'New figures came in at 12:34 UTC, with services up to 2026-05-31; the page shows them.',
    );
    expect(newFiguresText({ ...FRESH, dataThrough: null })).not.toContain('null');
  });
});
