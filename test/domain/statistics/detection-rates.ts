// Detection as a whole on drawn populations: 500 providers, 25 of them planted. What is found of
// them and what is detected wrongly, over some seeds.

import { shareFindings } from '../../../lib/domain/patterns/share-findings.js';
import { firstDateEarlyKx } from '../../../lib/domain/patterns/first-date-early-kx.js';
import { beneficiaryRow, measuresOf, npiOf } from '../score/measures-builder.js';
import { seededDraws } from './seeded-draws.js';

export const PROVIDERS = 500;
const PLANTED = 25;

export interface Setting {
  readonly n: number;
  readonly mean: number;
  readonly rho: number;
  readonly times: number;
}

export function runDetection(
  { n, mean, rho, times }: Setting,
  seed: number,
): { found: number; wrong: number } {
  const draws = seededDraws(seed * 7919);
  const beneficiaries = Array.from({ length: PROVIDERS }, (_, at) =>
    beneficiaryRow({
      npi: npiOf(at),
      beneficiaries: n,
      firstDateEarlyBeneficiaries:
        at < PLANTED && times !== 1
          ? draws.binomial(n, mean * times)
          : draws.betaBinomial(n, mean, rho),
    }),
  );
  const detected = shareFindings(firstDateEarlyKx, {
    role: 'rendering',
    cells: firstDateEarlyKx.cells(measuresOf({ beneficiaries })),
    beneficiaries: new Map(beneficiaries.map(({ npi }) => [npi, n])),
  }).filter(({ outcome }) => outcome.kind === 'detected');
  const found = detected.filter(({ npi }) => npi < npiOf(PLANTED)).length;
  return { found, wrong: detected.length - found };
}

export function detectionRates(
  setting: Setting,
  seeds: readonly number[],
): { readonly recall: number; readonly falseShare: number } {
  const runs = seeds.map((seed) => runDetection(setting, seed));
  const found = runs.reduce((sum, each) => sum + each.found, 0);
  const shares = runs.map((each) => each.wrong / Math.max(1, each.found + each.wrong));
  return {
    recall: found / (PLANTED * seeds.length),
    falseShare: shares.reduce((sum, share) => sum + share, 0) / seeds.length,
  };
}
