// Therapy spend of other providers (SEED-1). The newest reading of a group and year holds; older
// ones are history.

import { compareText } from './compare-text.js';
import type { IsoDay } from './day.js';
import type { Completeness } from './judgement.js';
import type { Seed } from './ledger-document.js';
import { maxCents, subtractCents, ZERO_CENTS, type Cents } from './money.js';
import type { ThresholdGroup } from './reference.js';

export interface OutsideSpend {
  readonly cents: Cents;
  /** Null: known from the start of the year, or nothing is known at all. */
  readonly asOf: IsoDay | null;
  readonly completeness: Completeness;
  readonly rules: readonly string[];
}

export interface OwnAccrual {
  readonly receivedDay: IsoDay;
  readonly accruedCents: Cents;
}

const NOTHING_KNOWN: OutsideSpend = {
  cents: ZERO_CENTS,
  asOf: null,
  completeness: 'own_only',
  rules: [],
};

/**
 * `outside` adds its amount. `totalUsed` adds what our own claims received by its day do not
 * explain, and never less than nothing.
 */
export function outsideSpend(
  seeds: readonly Seed[],
  key: { readonly year: number; readonly group: ThresholdGroup },
  own: readonly OwnAccrual[],
): OutsideSpend {
  const seed = newestSeed(
    seeds.filter((each) => each.year === key.year && each.group === key.group),
  );
  if (seed === null) return NOTHING_KNOWN;
  const { asOf } = seed;
  let cents = seed.cents;
  if (seed.kind === 'totalUsed') {
    for (const accrual of own) {
      if (asOf === null || accrual.receivedDay <= asOf) {
        cents = subtractCents(cents, accrual.accruedCents);
      }
    }
    cents = maxCents(ZERO_CENTS, cents);
  }
  return { cents, asOf, completeness: 'seeded', rules: ['SEED-1'] };
}

/** Latest as-of day; among equals the greater key, so that any order of entry gives the same. */
function newestSeed(seeds: readonly Seed[]): Seed | null {
  let newest: Seed | null = null;
  for (const seed of seeds) {
    if (newest === null || compareSeeds(seed, newest) > 0) newest = seed;
  }
  return newest;
}

function compareSeeds(left: Seed, right: Seed): number {
  return compareText(left.asOf ?? '', right.asOf ?? '') || compareText(left.seedKey, right.seedKey);
}
