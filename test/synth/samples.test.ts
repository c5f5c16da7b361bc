import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { makeSamples, readReferenceThresholds } from '../../scripts/make-samples.js';
import type { Truth } from '../../lib/synth/truth.js';
import { readSets, type NaiveClaim } from './naive-835.js';

const FOLDER = new URL('../../samples/', import.meta.url);
const committed = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const claimsOf = (name: string): readonly NaiveClaim[] =>
  readSets(committed(name)).flatMap((set) => set.claims);

const earlier = claimsOf('remittance-2025.835');
const later = claimsOf('remittance-2026.835');
const truth = JSON.parse(committed('truth.json')) as Truth;

describe('the bundled samples', () => {
  it('are what the generator makes today, byte for byte', () => {
    const made = makeSamples(readReferenceThresholds());

    expect([...made.keys()].sort()).toEqual([
      'remittance-2025.835',
      'remittance-2026.835',
      'truth.json',
    ]);
    for (const [name, content] of made) expect(content === committed(name)).toBe(true);
    expect(existsSync(new URL('README.md', FOLDER))).toBe(true);
  });

  it('reach across the two files', () => {
    const earlierNumbers = new Set(earlier.map((claim) => claim.icn));
    const reversed = later.filter(({ status, icn }) => status === '22' && earlierNumbers.has(icn));
    const replaced = later.filter(({ replaces }) => earlierNumbers.has(replaces ?? ''));

    expect(reversed.length).toBeGreaterThan(1);
    expect(replaced.length).toBeGreaterThan(1);
    expect(earlier.every(({ paidDate }) => paidDate <= '20251231')).toBe(true);
    expect(later.every(({ paidDate }) => paidDate > '20251231')).toBe(true);
  });

  it('show every shape at least once', () => {
    const { reversals, corrections, voids, repayments, reopened, movedYears } = truth;

    const counts = { reversals, corrections, voids, repayments, reopened, movedYears };
    expect(Object.entries(counts).filter(([, count]) => count < 1)).toEqual([]);
    expect(truth.yearGroups.reduce((sum, row) => sum + row.reviewCrossings, 0)).toBeGreaterThan(1);
    expect(truth.planted.map(({ pattern }) => pattern).sort()).toEqual([
      'kx_with_ga',
      'merged_groups',
      'missing_kx',
      'routine_early_kx',
    ]);
    expect(truth.planted.every((one) => one.affectedLines > 5)).toBe(true);
  });

  it('give the planted early biller enough beneficiaries to be compared', () => {
    const routine = truth.planted.find(({ pattern }) => pattern === 'routine_early_kx');
    const therapists = new Set(
      [...earlier, ...later].flatMap(({ lines }) =>
        lines.flatMap(({ code, renderingNpi }) => (code === '99213' ? [] : [renderingNpi])),
      ),
    );
    therapists.delete(null);

    expect(routine?.beneficiaries).toBeGreaterThanOrEqual(20);
    expect(truth.beneficiaryCount).toBe(110);
    expect(therapists.size).toBe(25);
  });
});
