// Renders the spend elsewhere that a run knows of, one row a seed, with the options of `kxray seed`
// as columns. No day is given: the figures hold from the start of their year.

import type { SeedTruth } from './truth.js';

const SOURCE = 'synthetic eligibility answer';

export function renderSeedsCsv(seeds: readonly SeedTruth[]): string {
  const rows = seeds.map(({ mbi, year, group, outsideCents }) =>
    [mbi, year, group, (outsideCents / 100).toFixed(2), '', SOURCE].join(','),
  );
  return `${['beneficiary,year,group,outside,as_of,source', ...rows].join('\n')}\n`;
}
