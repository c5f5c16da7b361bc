// A bounded run of the fuzzing of scripts/fuzz-835.ts, the same at every run of the tests.

import { describe, expect, it } from '@jest/globals';
import { checkReading } from '../../../scripts/fuzz-835/check-reading.js';
import { countEvents, countServices } from '../../../scripts/fuzz-835/count-services.js';
import { mutateRemittance } from '../../../scripts/fuzz-835/mutate-remittance.js';
import { SEED_REMITTANCES } from '../../../scripts/fuzz-835/seed-remittances.js';
import { SeededRandom } from '../../../scripts/fuzz-835/seeded-random.js';

const RUNS = 1_500;
const FIRST_SEED = 835_000;

describe('readRemittance: damaged files', () => {
  it('keeps the laws of reading over many mutations', async () => {
    const broken: string[] = [];
    let counted = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed += 1) {
      const random = new SeededRandom(seed);
      const start = SEED_REMITTANCES[random.below(SEED_REMITTANCES.length)] ?? '';
      const reading = await checkReading(mutateRemittance(start, random), 1 + random.below(99));
      if (reading.isCounted) counted += 1;
      broken.push(...reading.breaches.map((breach) => `${seed}: ${breach}`));
    }

    expect(broken).toEqual([]);
    expect(counted).toBeGreaterThan(RUNS / 3);
  });

  it('reads the seeds themselves whole, to the line and to the cent', async () => {
    const [first, second] = SEED_REMITTANCES;
    for (const text of [first ?? '', second ?? '']) {
      const { events, breaches, isCounted } = await checkReading(text, 100);

      expect({ breaches, isCounted }).toEqual({ breaches: [], isCounted: true });
      expect(countEvents(events)).toEqual(countServices(text));
      expect(events.filter(({ kind }) => kind === 'quarantined')).toEqual([]);
    }
  });
});
