import { describe, expect, it } from '@jest/globals';
import { createPrng } from '../../lib/synth/prng.js';

describe('createPrng', () => {
  it('gives the same numbers for the same name, and others for another', () => {
    const draw = (...name: (string | number)[]): number[] => {
      const prng = createPrng(...name);
      return Array.from({ length: 5 }, () => prng.next());
    };

    expect(draw(7, 'claim', 12)).toEqual(draw(7, 'claim', 12));
    expect(draw(7, 'claim', 12)).not.toEqual(draw(7, 'claim', 13));
    expect(draw(7, 'claim', 12)).not.toEqual(draw(8, 'claim', 12));
  });

  it('spreads first draws of neighbouring names evenly', () => {
    const draws = Array.from({ length: 20_000 }, (_, at) => createPrng('spread', at).next());

    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => draws.filter((draw) => Math.floor(draw * 10) === tenth).length,
    );
    expect(Math.min(...tenths)).toBeGreaterThan(1_850);
    expect(Math.max(...tenths)).toBeLessThan(2_150);
  });

  it('draws whole numbers with both ends, and items by weight', () => {
    const prng = createPrng('ranges');
    const numbers = new Set(Array.from({ length: 300 }, () => prng.between(3, 6)));
    const items = Array.from({ length: 300 }, () =>
      prng.pickWeighted([
        ['never', 0],
        ['often', 9],
        ['seldom', 1],
      ] as const),
    );

    expect([...numbers].sort((left, right) => left - right)).toEqual([3, 4, 5, 6]);
    expect(items).not.toContain('never');
    expect(items.filter((item) => item === 'often').length).toBeGreaterThan(230);
    expect(items).toContain('seldom');
  });

  it('refuses to pick from nothing', () => {
    expect(() => createPrng('empty').pick([])).toThrow(RangeError);
  });
});
