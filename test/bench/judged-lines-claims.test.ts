// The claims of the bench must look like a market: otherwise its figures say nothing about one.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { benchClaims, beneficiariesOf } from '../../bench/judged-lines-child.js';
import { claimsOf } from '../../bench/judged-lines-claims.js';
import type { ClaimFacts } from '../../lib/domain/claim.js';

const LINES = 30_000;

let claims: readonly ClaimFacts[] = [];
let beneficiaries = 0;

beforeAll(async () => {
  const from = await benchClaims(LINES);
  beneficiaries = from.beneficiaries;
  claims = Array.from({ length: beneficiaries }, (_, number) =>
    claimsOf(from.maker, number),
  ).flat();
});

describe('claims of the bench', () => {
  it('come to about the lines that were asked for', () => {
    const lines = claims.reduce((sum, claim) => sum + claim.lines.length, 0);
    expect(Math.abs(lines - LINES) / LINES).toBeLessThan(0.1);
  });

  it('are the same at every run', async () => {
    const again = await benchClaims(LINES);
    expect(claimsOf(again.maker, 7)).toEqual(claimsOf((await benchClaims(LINES)).maker, 7));
    expect(claimsOf(again.maker, 7)).not.toEqual(claimsOf(again.maker, 8));
  });

  it('have a control number each', () => {
    expect(new Set(claims.map(({ icn }) => icn)).size).toBe(claims.length);
  });

  it('balance: charge less adjustments is what was paid', () => {
    for (const line of claims.flatMap((claim) => claim.lines)) {
      const adjusted = line.adjustments.reduce((sum, { cents }) => sum + cents, 0);
      expect(line.chargeCents - adjusted).toBe(line.paidCents);
    }
  });

  it('lie in every shard, each beneficiary in one', () => {
    const shards = Array.from({ length: 16 }, (_, shard) => beneficiariesOf(beneficiaries, shard));
    expect(shards.every((members) => members.length > 0)).toBe(true);
    const numbers = shards.flat().map(({ number }) => number);
    expect(new Set(numbers).size).toBe(beneficiaries);
    expect(numbers).toHaveLength(beneficiaries);
  });
});
