// The cursor reads what JSON.stringify wrote, value by value; JSON.parse is the second opinion.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { JsonCursor } from '../../lib/domain/json-cursor.js';

const NUMBERS = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const TEXTS = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '"', '\\'),
);

/** What a list says, each value read by its own method. */
function read(text: string): readonly unknown[] {
  const cursor = new JsonCursor(text);
  const values: unknown[] = [];
  cursor.open();
  while (cursor.hasNext()) values.push(readValue(cursor));
  cursor.close();
  expect(cursor.at).toBe(text.length);
  return values;
}

function readValue(cursor: JsonCursor): unknown {
  switch (cursor.text.charAt(cursor.at)) {
    case 'n':
      return cursor.nullableString();
    case 't':
    case 'f':
      return cursor.boolean();
    case '[':
      return cursor.words();
    case '"':
      return cursor.at % 2 === 0 ? cursor.string() : cursor.word();
    default:
      return cursor.number();
  }
}

describe('JsonCursor', () => {
  it('reads what was written', () => {
    const value = fc.oneof(
      NUMBERS,
      TEXTS,
      fc.boolean(),
      fc.constant(null),
      fc.array(TEXTS, { maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), (values) => {
        const text = JSON.stringify(values);

        expect(read(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 200 },
    );
  });

  it('gives words and lists that come again as the same object', () => {
    const cursor = new JsonCursor('[["GP","KX"],["GP","KX"],[],[]]');
    cursor.open();
    const lists: (readonly string[])[] = [];
    while (cursor.hasNext()) lists.push(cursor.words());

    expect(lists).toEqual([['GP', 'KX'], ['GP', 'KX'], [], []]);
    expect(lists[0]).toBe(lists[1]);
    expect(lists[2]).toBe(lists[3]);
  });

  it.each<[string, string, (cursor: JsonCursor) => unknown]>([
    ['a text that does not end', '"abc', (cursor) => cursor.string()],
    ['a word that does not end', '"abc', (cursor) => cursor.word()],
    ['an escape that does not end', '"a\\"', (cursor) => cursor.string()],
    ['a list that does not end', '["abc"', (cursor) => cursor.words()],
    ['no number', '-x', (cursor) => cursor.number()],
    ['nothing where a number must be', ',', (cursor) => cursor.number()],
    ['no truth value', '1', (cursor) => cursor.boolean()],
    ['no list', '"a"', (cursor) => cursor.open()],
    ['no text', '1', (cursor) => cursor.word()],
  ])('refuses %s', (_, text, action) => {
    expect(() => action(new JsonCursor(text))).toThrow('not what was written');
  });
});
