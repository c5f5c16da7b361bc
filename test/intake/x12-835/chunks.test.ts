// The same bytes give the same events, however they come in.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SEED_REMITTANCES } from '../../../scripts/fuzz-835/seed-remittances.js';
import { readEvents } from './support/read-events.js';

const SEEDS = SEED_REMITTANCES.map((text) => Buffer.from(text, 'latin1'));
const LONG = Buffer.concat(Array.from({ length: 25 }, () => SEEDS).flat());

describe('readRemittance: chunks', () => {
  it.each([1, 2, 7, 64, 1_000, 65_536])('reads the seeds alike in pieces of %i', async (chunk) => {
    for (const seed of SEEDS) {
      const whole = await readEvents(seed, { chunk: seed.length });

      expect(whole.length).toBeGreaterThan(0);
      expect(await readEvents(seed, { chunk })).toEqual(whole);
    }
  });

  it.each([7, 4_093, 65_536])('reads a long file alike in pieces of %i', async (chunk) => {
    const whole = await readEvents(LONG, { chunk: LONG.length });

    expect(whole.length).toBeGreaterThan(400);
    expect(await readEvents(LONG, { chunk })).toEqual(whole);
  });

  it('reads a cut file alike in pieces of any size', async () => {
    const cuts = fc.tuple(fc.nat(SEEDS.length - 1), fc.nat(2_500), fc.integer({ min: 1, max: 90 }));
    await fc.assert(
      fc.asyncProperty(cuts, async ([seed, length, chunk]) => {
        const bytes = SEEDS[seed]?.subarray(0, length) ?? Buffer.alloc(0);

        expect(await readEvents(bytes, { chunk })).toEqual(await readEvents(bytes));
      }),
      { numRuns: 150 },
    );
  });
});
