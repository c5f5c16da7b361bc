// The settings in which detection is tried, over twenty drawn populations each: the figures of
// docs/scoring.md.

import { describe, expect, it } from '@jest/globals';
import { FALSE_DISCOVERY_RATE } from '../../lib/domain/patterns/pattern-finding.js';
import { detectionRates, PROVIDERS, runDetection } from '../domain/statistics/detection-rates.js';

const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);

describe('detection of four times the share', () => {
  it.each([
    { n: 40, mean: 0.1, rho: 0.006, times: 4, recall: 0.9 },
    { n: 40, mean: 0.1, rho: 0.02, times: 4, recall: 0.75 },
    { n: 80, mean: 0.1, rho: 0.01, times: 4, recall: 0.9 },
    { n: 400, mean: 0.05, rho: 0.006, times: 4, recall: 0.9 },
    { n: 80, mean: 0.05, rho: 0.006, times: 4, recall: 0.75 },
    { n: 40, mean: 0.05, rho: 0.006, times: 4, recall: 0.25 },
    { n: 40, mean: 0.08, rho: 0.006, times: 4, recall: 0.75 },
  ])('finds $recall of $n beneficiaries at $mean, spread $rho', ({ recall, ...setting }) => {
    const seen = detectionRates(setting, SEEDS);

    expect(seen.recall).toBeGreaterThanOrEqual(recall);
    expect(seen.falseShare).toBeLessThanOrEqual(FALSE_DISCOVERY_RATE);
  });
});

describe('detection where nobody is planted', () => {
  it.each([
    { n: 40, mean: 0.05, rho: 0.02, times: 1 },
    { n: 400, mean: 0.05, rho: 0.05, times: 1 },
    { n: 600, mean: 0.02, rho: 0.01, times: 1 },
  ])('stays quiet at $n units, spread $rho', (setting) => {
    const runs = SEEDS.map((seed) => runDetection(setting, seed));
    const detected = runs.reduce((sum, { found, wrong }) => sum + found + wrong, 0);

    // The fitted spread is an estimate: now and then a handful of 500 is detected by chance.
    expect(detected / (PROVIDERS * SEEDS.length)).toBeLessThan(0.004);
  });
});
