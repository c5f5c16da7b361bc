// CWF-1, CWF-2: what claims systems pay of a claim without KX when the limit runs out.

import { describe, expect, it } from '@jest/globals';
import { selectPaidLines } from '../../lib/domain/cwf-line-selection.js';
import { dollars } from '../support/amounts.js';

describe('selectPaidLines', () => {
  const CASES: readonly (readonly [
    string,
    string,
    readonly string[],
    readonly number[],
    readonly number[],
    string,
  ])[] = [
    ['the example of CMS', '15.00', ['50.00', '25.00', '30.00'], [2], [1, 3], '25.00'],
    ['all fit', '100.00', ['50.00', '30.00'], [1, 2], [], '80.00'],
    ['all fit exactly', '80.00', ['50.00', '30.00'], [1, 2], [], '80.00'],
    ['one line, partly over, is paid whole', '15.00', ['50.00'], [1], [], '50.00'],
    ['a line that fits, then one that exceeds', '60.00', ['40.00', '80.00'], [1, 2], [], '120.00'],
    [
      'a line that fits, then the least of those that exceed',
      '60.00',
      ['40.00', '80.00', '70.00'],
      [1, 3],
      [2],
      '110.00',
    ],
    ['nothing left', '0.00', ['50.00', '25.00'], [], [1, 2], '0.00'],
    ['nothing left, a line without amount', '0.00', ['0.00', '25.00'], [1], [2], '0.00'],
    ['used up by the first line exactly', '50.00', ['50.00', '25.00'], [1], [2], '50.00'],
    ['two that exceed by the same: one is paid', '10.00', ['25.00', '25.00'], [1], [2], '25.00'],
    ['no line', '15.00', [], [], [], '0.00'],
  ];

  it.each(CASES)('%s', (_, remaining, amounts, paidLines, deniedLines, reported) => {
    const lines = amounts.map((text, at) => ({ line: at + 1, allowedCents: dollars(text) }));

    expect(selectPaidLines(dollars(remaining), lines)).toEqual({
      paidLines,
      deniedLines,
      amountReportedCents: dollars(reported),
    });
  });
});
