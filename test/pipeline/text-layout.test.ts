// Plain text for terminals: nothing wider than the house allows, nothing lost on the way.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  alignColumns,
  countOf,
  TEXT_WIDTH,
  wrapItem,
  wrapText,
} from '../../lib/pipeline/text-layout.js';

const word = fc.stringMatching(/^[\x21-\x7e]{1,20}$/);
const sentence = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '));
const indent = fc.constantFrom('', '  ', '      ');

describe('wrapText', () => {
  it('keeps every word in order and no line too wide', () => {
    fc.assert(
      fc.property(sentence, indent, (text, space) => {
        const lines = wrapText(text, space).split('\n');

        expect(lines.map((line) => line.trim()).join(' ')).toBe(text);
        expect(lines.every((line) => line.startsWith(space))).toBe(true);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(TEXT_WIDTH);
      }),
    );
  });

  it('leaves a word that is wider than the line whole', () => {
    const wide = 'x'.repeat(TEXT_WIDTH + 1);

    expect(wrapText(`a ${wide} b`)).toBe(`a\n${wide}\nb`);
  });
});

describe('wrapItem', () => {
  it('marks the first line and indents the others', () => {
    expect(wrapItem(`${'word '.repeat(24)}end`, '  ').split('\n')).toEqual([
      `  - ${'word '.repeat(19).trim()}`,
      `    ${'word '.repeat(5)}end`,
    ]);
  });
});

describe('alignColumns', () => {
  it('sets names to the left and numbers to the right', () => {
    const rows = [
      ['a', '1', 'x'],
      ['bbb', '22', ''],
    ];

    expect(alignColumns(rows, [1])).toEqual(['a     1  x', 'bbb  22']);
  });
});

describe('countOf', () => {
  it.each([
    { count: 0, said: '0 claims' },
    { count: 1, said: '1 claim' },
    { count: 1234, said: '1,234 claims' },
  ])('says $said', ({ count, said }) => {
    expect(countOf(count, 'claim')).toBe(said);
  });
});
