// A mark of quarantine ends when a version of its claim was accepted, in whatever order they came.

import { describe, expect, it } from '@jest/globals';
import type { QuarantineMark } from '../../lib/domain/ledger-document.js';
import { markKey, openMarks } from '../../lib/domain/open-marks.js';
import { CONTRACTOR, OTHER_CONTRACTOR } from '../support/claim-builder.js';
import { payment, reversal } from '../support/header-builder.js';

function mark(quarantineKey: string, claimKey: string | null): QuarantineMark {
  return { quarantineKey, claimKey, year: 2026 };
}

const A = mark('a', `${CONTRACTOR}|A`);
const B = mark('b', `${CONTRACTOR}|B`);
const UNNAMED = mark('u', null);
const REVERSAL_OF_A = mark('r', markKey(`${CONTRACTOR}|A`, true));

describe('openMarks', () => {
  it.each([
    ['nothing accepted', [], [A, B, UNNAMED]],
    ['one accepted', [payment('A', '2026-01-10')], [B, UNNAMED]],
    ['its reversal alone accepted', [reversal('A', '2026-01-10')], [B, UNNAMED]],
    [
      'the same number of another contractor',
      [payment('A', '2026-01-10', { payerId: OTHER_CONTRACTOR })],
      [A, B, UNNAMED],
    ],
    ['both accepted', [payment('A', '2026-01-10'), payment('B', '2026-01-10')], [UNNAMED]],
  ])('%s', (_, headers, open) => {
    expect(openMarks([A, B, UNNAMED], headers)).toEqual(open);
  });

  it.each([
    ['the payment alone accepted', [payment('A', '2026-01-10')], [REVERSAL_OF_A]],
    ['the reversal of another', [reversal('B', '2026-01-10')], [REVERSAL_OF_A]],
    ['the reversal accepted', [payment('A', '2026-01-10'), reversal('A', '2026-01-11')], []],
  ])('of a reversal, %s', (_, headers, open) => {
    expect(openMarks([REVERSAL_OF_A], headers)).toEqual(open);
  });

  it('are none where none were set', () => {
    expect(openMarks([], [payment('A', '2026-01-10')])).toEqual([]);
  });
});
