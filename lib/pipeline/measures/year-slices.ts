// A period cut at the turns of the year, and the rows of its slices put together again. For queries
// whose counts are of days or of beneficiary-years: nothing they count lies in two years, and half
// of the groups need half of the memory.

import { toIsoDay } from '../../domain/day.js';
import type { Period } from '../../domain/measures/provider-measures.js';
import type { QueryRow } from '../../ports/query-engine.js';

export function yearSlices({ from, to }: Period): readonly Period[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const year = first + at;
    return {
      from: year === first ? from : toIsoDay(`${year}-01-01`),
      to: year === last ? to : toIsoDay(`${year}-12-31`),
    };
  });
}

/** Rows of which everything but the numbers is equal become one; their numbers are added. */
export function addedRows(rows: readonly QueryRow[]): readonly QueryRow[] {
  const sums = new Map<string, Record<string, QueryRow[string]>>();
  for (const row of rows) {
    const values = Object.entries(row);
    const key = JSON.stringify(values.filter(([, value]) => typeof value !== 'number'));
    const known = sums.get(key);
    if (known === undefined) {
      sums.set(key, { ...row });
      continue;
    }
    for (const [name, value] of values) {
      const sum = known[name];
      if (typeof value === 'number' && typeof sum === 'number') known[name] = sum + value;
    }
  }
  return [...sums.values()];
}
