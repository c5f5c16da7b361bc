import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mbiAt, npiAt, surnameAt, tinAt } from '../../lib/synth/identifiers.js';

// RULES 8.7, written out again here.
const LETTER = '[AC-HJKMNP-RT-Y]';
const ANY = '[AC-HJKMNP-RT-Y0-9]';
const MBI = new RegExp(`^[1-9]${LETTER}${ANY}\\d${LETTER}${ANY}\\d${LETTER}${LETTER}\\d\\d$`);

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [at, text] of [...digits].reverse().entries()) {
    const weighted = at % 2 === 1 ? Number(text) * 2 : Number(text);
    sum += Math.floor(weighted / 10) + (weighted % 10);
  }
  return sum % 10 === 0;
}

const seeds = fc.integer({ min: 0, max: 0x7fffffff });
const indexes = fc.integer({ min: 0, max: 50_000_000 });

describe('identifiers of synthetic people and providers', () => {
  it('makes MBIs of the published pattern', () => {
    fc.assert(fc.property(seeds, indexes, (seed, index) => MBI.test(mbiAt(seed, index))));
  });

  it('makes NPIs that pass the check digit and start with 2', () => {
    fc.assert(
      fc.property(seeds, indexes, (seed, index) => {
        const npi = npiAt(seed, index);
        return /^2\d{9}$/.test(npi) && passesLuhn(`80840${npi}`);
      }),
    );
  });

  it('checks as the registry does', () => {
    expect(passesLuhn('808401234567893')).toBe(true);
    expect(passesLuhn('808401234567894')).toBe(false);
  });

  it('never gives two indexes the same number', () => {
    const count = 20_000;
    const indexesInRow = Array.from({ length: count }, (_, index) => index);

    expect(new Set(indexesInRow.map((index) => mbiAt(5, index))).size).toBe(count);
    expect(new Set(indexesInRow.map((index) => npiAt(5, index))).size).toBe(count);
    expect(new Set(indexesInRow.map((index) => surnameAt(index))).size).toBe(count);
  });

  it('marks names and tax numbers as made up', () => {
    const names = Array.from({ length: 200 }, (_, index) => surnameAt(index));

    expect(names.every((name) => /^(SYNTH|DUMMY|FICTUS|SAMPLE|MOCK)[A-Z]+$/.test(name))).toBe(true);
    expect(tinAt(31)).toBe('990000031');
  });
});
