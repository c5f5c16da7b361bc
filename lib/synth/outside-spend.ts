// Therapy that a person had with providers whose claims are not in the data. The biller knows of it
// and bills KX accordingly; whoever reads the claims alone has to be told (the run's seeds).

import { yearOfDay } from './calendar.js';
import type { Episode } from './episode.js';
import { createPrng } from './prng.js';
import type { ResolvedOptions } from './synth-options.js';
import type { ThresholdGroup } from '../domain/reference.js';

export interface OutsideSpend {
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly cents: number;
}

/** Three in five spent elsewhere, most of them more than the KX amount. */
const SPENDERS_SHARE = 0.6;

export function drawOutsideSpend(
  episodes: readonly Episode[],
  index: number,
  options: ResolvedOptions,
): readonly OutsideSpend[] {
  const prng = createPrng(options.seed, 'outside', index);
  const isSpender = prng.chance(SPENDERS_SHARE);
  const firstOfYears = new Map<number, Episode>();
  for (const episode of episodes) {
    const year = yearOfDay(episode.start);
    if (!firstOfYears.has(year)) firstOfYears.set(year, episode);
  }
  return [...firstOfYears].flatMap(([year, { discipline }]) => {
    const group: ThresholdGroup = discipline === 'OT' ? 'OT' : 'PT_SLP';
    const amount = options.thresholds.find((row) => row.year === year)?.kxCents[group] ?? null;
    const share = prng.chance(0.75) ? 1 + prng.next() * 0.3 : 0.4 + prng.next() * 0.4;
    if (!isSpender || amount === null) return [];
    return [{ year, group, cents: Math.round((amount * share) / 100) * 100 }];
  });
}
