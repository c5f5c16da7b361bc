// Elements of a segment: what the fast readers say is what the slow ones of the domain say.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseCompactDay } from '../../../lib/domain/day.js';
import { parseCents } from '../../../lib/domain/money.js';
import { packCode } from '../../../lib/intake/x12/pack-code.js';
import { Segment } from '../../../lib/intake/x12/segment.js';

function segmentOf(text: string): Segment {
  const segment = new Segment();
  segment.view = Buffer.from(text, 'latin1');
  let at = 0;
  for (const element of text.split('*')) {
    segment.marks[segment.count] = at;
    segment.count += 1;
    at += element.length + 1;
  }
  segment.marks[segment.count] = at;
  return segment;
}

const moneyText = fc.oneof(
  fc.stringMatching(/^[+-]?\d{0,14}(\.\d{0,4})?$/),
  fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', '+', ' ', 'A'), maxLength: 14 }),
);

describe('Segment', () => {
  it('reads every amount as parseCents does', () => {
    fc.assert(
      fc.property(moneyText, (text) => {
        expect(segmentOf(`AMT*B6*${text}`).cents(2)).toBe(parseCents(text.trim()));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['57.8', 5780],
    ['.92', 92],
    ['12.', 1200],
    ['-0.42', -42],
    ['-0', 0],
    ['+5', 500],
    ['205.00', 20500],
    ['1.2300', 123],
    ['1.234', null],
    ['', null],
    ['-', null],
    ['.', null],
    ['1e3', null],
    ['999999999.99', 99_999_999_999],
    ['1000000000.01', null],
  ])('reads %j as %j cents', (text, expected) => {
    expect(segmentOf(`AMT*B6*${text}`).cents(2)).toBe(expected);
  });

  it('reads every day as parseCompactDay does', () => {
    const days = fc.oneof(fc.stringMatching(/^\d{8}$/), fc.string({ maxLength: 9 }));
    fc.assert(
      fc.property(days, (text) => {
        fc.pre(!text.includes('*'));
        const raw = Buffer.from(text).toString('latin1');
        expect(segmentOf(`DTM*472*${raw}`).day(2)).toBe(parseCompactDay(raw.trim()));
      }),
    );
  });

  it('answers for elements that are not there', () => {
    const segment = segmentOf('SE');

    expect(segment.text(1)).toBe('');
    expect(segment.textOrNull(1)).toBeNull();
    expect(segment.code(1)).toBe('');
    expect(segment.cents(1)).toBeNull();
    expect(segment.day(1)).toBeNull();
    expect(segment.npi(1)).toBeNull();
    expect(segment.packed(1)).toBe(0);
    expect(segment.has(1)).toBe(false);
  });

  it('trims text, and folds the case of codes only', () => {
    const segment = segmentOf('REF* ab c\t* kx *1003307661 *12345* ');

    expect(segment.text(1)).toBe('ab c');
    expect(segment.code(2)).toBe('KX');
    expect(segment.npi(3)).toBe('1003307661');
    expect(segment.npi(4)).toBeNull();
    expect(segment.has(5)).toBe(false);
  });

  it('packs what packCode packs, and nothing longer than four bytes', () => {
    const segment = segmentOf('REF*HPI*ABCDE');

    expect(segment.packed(1)).toBe(packCode('HPI'));
    expect(segment.packed(2)).toBe(-1);
    expect(packCode('ABCDE')).toBe(-1);
  });

  it('decodes UTF-8, and keeps other bytes as Latin-1', () => {
    const utf8 = Buffer.from('N1*PR*RÉSUMÉ', 'utf8').toString('latin1');

    expect(segmentOf(utf8).text(2)).toBe('RÉSUMÉ');
    expect(segmentOf('N1*PR*R\u00c9SUM\u00c9').text(2)).toBe('RÉSUMÉ');
    expect(segmentOf(utf8).code(2)).toBe('RÉSUMÉ');
  });
});
