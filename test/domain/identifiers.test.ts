// ID-MBI and ID-NPI: the published forms of the two numbers. All numbers here are made up; the one
// Medicare number that is not is the sample that CMS prints on its specimen card.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isMbi, isNpi, normalizeMbi } from '../../lib/domain/identifiers.js';

describe('isMbi', () => {
  it.each(['1EG4TE5MK73', '1EG4-TE5-MK73', '1eg4te5mk73', ' 1EG4 TE5 MK73 ', '9AA0AA0AA00'])(
    'takes %j',
    (text) => {
      expect(isMbi(text)).toBe(true);
    },
  );

  it.each([
    ['position 1 is never 0', '0EG4TE5MK73'],
    ['position 1 is a digit', 'AEG4TE5MK73'],
    ['position 2 is a letter', '11G4TE5MK73'],
    ['position 4 is a digit', '1EGATE5MK73'],
    ['position 5 is a letter', '1EG41E5MK73'],
    ['position 7 is a digit', '1EG4TEAMK73'],
    ['position 8 is a letter', '1EG4TE51K73'],
    ['position 9 is a letter', '1EG4TE5M173'],
    ['position 10 is a digit', '1EG4TE5MKA3'],
    ['position 11 is a digit', '1EG4TE5MK7A'],
    ['ten characters', '1EG4TE5MK7'],
    ['twelve characters', '1EG4TE5MK733'],
    ['an old number', '123456789A'],
    ['nothing', ''],
    ['something before it', 'X1EG4TE5MK73'],
    ['a line end behind it', '1EG4TE5MK73\nX'],
  ])('refuses: %s', (_, text) => {
    expect(isMbi(text)).toBe(false);
  });

  it.each([...'SLOIBZ'])('refuses the letter %s wherever a letter may stand', (letter) => {
    const places = [2, 3, 5, 6, 8, 9];
    const texts = places.map((place) => replaceAt('1EG4TE5MK73', place, letter));

    expect(texts.filter(isMbi)).toEqual([]);
  });

  it('takes a letter or a digit at positions 3 and 6', () => {
    expect(['1E54TE5MK73', '1EG4T55MK73'].map(isMbi)).toEqual([true, true]);
  });
});

describe('normalizeMbi', () => {
  it.each(['1EG4TE5MK73', '1eg4-te5-mk73', '1EG4 TE5 MK73'])('writes %j in one way', (text) => {
    expect(normalizeMbi(text)).toBe('1EG4TE5MK73');
  });
});

describe('isNpi', () => {
  it.each(['1234567893', '1245319599', '2000000002'])('takes %s', (text) => {
    expect(isNpi(text)).toBe(true);
  });

  it.each([
    ['another check digit', '1234567890'],
    ['two digits swapped', '1243567893'],
    ['first digit 3', '3000000000'],
    ['first digit 0', '0000000006'],
    ['nine digits', '123456789'],
    ['eleven digits', '12345678931'],
    ['a letter', '123456789A'],
    ['text where a number belongs', 'NPI Number'],
    ['a blank behind it', '1234567893 '],
    ['nothing', ''],
  ])('refuses: %s', (_, text) => {
    expect(isNpi(text)).toBe(false);
  });

  it('takes exactly one check digit for any nine digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 299_999_999 }), (first) => {
        const taken = [...'0123456789'].filter((digit) => isNpi(`${first}${digit}`));

        expect(taken).toHaveLength(1);
      }),
    );
  });
});

function replaceAt(text: string, place: number, letter: string): string {
  return `${text.slice(0, place - 1)}${letter}${text.slice(place)}`;
}
