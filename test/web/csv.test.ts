// Exports: RFC 4180, and no cell that a spreadsheet would run.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { guarded, toCsv } from '../../web/src/export/csv.js';

describe('toCsv', () => {
  it.each([
    ['a plain word', 'OT', 'OT'],
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'a"b', '"a""b"'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['nothing', null, ''],
    ['a negative amount', -12.5, '-12.5'],
    ['a formula', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['a plus', '+1-2', `'+1-2`],
    ['an at sign', '@SUM(A1)', `'@SUM(A1)`],
    ['a minus that is no number', '-2+3', `'-2+3`],
    ['a tab', '\t=1', `'\t=1`],
    ['script', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('writes %s', (_, value, expected) => {
    expect(toCsv(['h'], [[value]])).toBe(`h\r\n${expected}\r\n`);
  });

  it('starts no cell of text with what a spreadsheet runs', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(guarded(text)).not.toMatch(/^[=+@\t\r]/);
      }),
      { numRuns: 100 },
    );
  });
});
