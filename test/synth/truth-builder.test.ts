import { describe, expect, it } from '@jest/globals';
import { readSets } from './naive-835.js';
import { naiveBeneficiaries, naiveTotals, standingClaims } from './naive-truth.js';
import { optionsOf, renderAll, THRESHOLDS } from './synth-fixture.js';

describe.each([11, 12, 13])('the truth of seed %d against the text alone', (seed) => {
  const { text, truth } = renderAll(optionsOf({ seed }));
  const sets = readSets(text);
  const standing = standingClaims(sets);

  it('counts and sums what stands', () => {
    const medicare = standing.filter((claim) => ['MA', 'MB'].includes(claim.filing));

    expect(truth).toMatchObject(naiveTotals(standing));
    expect(truth.medicare).toEqual(naiveTotals(medicare));
    expect(truth.deniedTherapyLines).toBeGreaterThan(0);
  });

  it('knows totals and crossings of every beneficiary, year and group', () => {
    expect(truth.beneficiaries).toEqual(naiveBeneficiaries(sets, THRESHOLDS));
    const groups = truth.beneficiaries.flatMap(({ years }) => years.flatMap((year) => year.groups));
    expect(groups.filter((group) => group.kxCrossing !== null).length).toBeGreaterThan(5);
    expect(groups.filter((group) => group.reviewCrossing !== null).length).toBeGreaterThan(2);
    expect(truth.yearGroups.reduce((sum, row) => sum + row.accruedCents, 0)).toBe(
      groups.reduce((sum, group) => sum + group.accruedCents, 0),
    );
  });

  it('counts the versions', () => {
    const claims = sets.flatMap((set) => set.claims);
    const reversals = claims.filter((claim) => claim.status === '22').length;

    expect(truth.versions).toBe(claims.length);
    expect(truth.versionLines).toBe(claims.reduce((sum, claim) => sum + claim.lines.length, 0));
    expect(truth.reversals + truth.voids).toBe(reversals);
    expect(truth.corrections).toBe(claims.filter((claim) => claim.replaces !== null).length);
    expect(truth.netPaidCents).toBe(claims.reduce((sum, claim) => sum + claim.paid, 0));
    // What was taken back nets to nothing.
    expect(truth.netPaidCents).toBe(truth.finalPaidCents);
    expect(truth.beneficiaryCount).toBe(60);
  });
});
