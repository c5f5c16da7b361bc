// The rules of alerts that need no ledger: who wants what, what may leave, when to try again, and
// when a total counts as near.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlertFacts } from '../../../lib/domain/alerts/alert-event.js';
import { newApproaches } from '../../../lib/domain/alerts/approaching-alerts.js';
import { isWanted, type EndpointFilter } from '../../../lib/domain/alerts/endpoint-filter.js';
import {
  chosenFacts,
  fieldsFor,
  OPEN_FIELDS,
  PAYLOAD_FIELDS,
  PROTECTED_FIELDS,
} from '../../../lib/domain/alerts/payload-fields.js';
import { MAX_ATTEMPTS, waitBeforeRetry } from '../../../lib/domain/alerts/retry-schedule.js';
import { toIsoDay } from '../../../lib/domain/day.js';
import { toCents, ZERO_CENTS } from '../../../lib/domain/money.js';

const FACTS: AlertFacts = {
  token: 'k1_a',
  claim: 'A',
  line: 1,
  serviceDate: toIsoDay('2026-03-02'),
  group: 'PT_SLP',
  year: 2026,
  threshold: 'review',
  thresholdCents: toCents(300_000),
  beforeCents: toCents(290_000),
  afterCents: toCents(310_000),
  amountCents: toCents(10_000),
  renderingNpi: '1111111112',
  billingNpi: '1234567893',
  completeness: 'own_only',
  isLowerBound: true,
  certainty: 'certain',
  rules: ['THR-3'],
  sequence: 2,
};

const ALL: EndpointFilter = {
  types: ['review.crossed', 'threshold.approaching'],
  npis: [],
  minimumCents: ZERO_CENTS,
};

describe('isWanted', () => {
  it.each([
    ['everything asked for', ALL, true],
    ['another kind', { ...ALL, types: ['kx.crossed' as const] }, false],
    ['the rendering provider', { ...ALL, npis: ['1111111112'] }, true],
    ['the billing provider', { ...ALL, npis: ['1234567893', '1999999999'] }, true],
    ['another provider', { ...ALL, npis: ['1999999999'] }, false],
    ['exactly the smallest amount', { ...ALL, minimumCents: toCents(10_000) }, true],
    ['less than it', { ...ALL, minimumCents: toCents(10_001) }, false],
  ])('answers for %s', (_what, filter, expected) => {
    expect(isWanted(filter, 'review.crossed', FACTS)).toBe(expected);
  });

  it('asks for no amount before a threshold, and for a provider that is not known', () => {
    const minimum = { ...ALL, minimumCents: toCents(999_999) };

    expect(isWanted(minimum, 'threshold.approaching', FACTS)).toBe(true);
    const nobody = { ...FACTS, renderingNpi: null, billingNpi: null };
    expect(isWanted({ ...ALL, npis: ['1111111112'] }, 'review.crossed', nobody)).toBe(false);
  });
});

describe('fieldsFor', () => {
  it('knows every fact, once', () => {
    expect([...PAYLOAD_FIELDS].sort()).toEqual(Object.keys(FACTS).sort());
    expect(PROTECTED_FIELDS.filter((field) => OPEN_FIELDS.includes(field))).toEqual([]);
  });

  it('lets nothing protected go without an agreement, whatever was chosen', () => {
    fc.assert(
      fc.property(fc.subarray([...PAYLOAD_FIELDS]), (fields) => {
        const open = fieldsFor({ fields, mayReceivePhi: false });
        const whole = fieldsFor({ fields, mayReceivePhi: true });
        expect(open.some((field) => PROTECTED_FIELDS.includes(field))).toBe(false);
        expect([...whole].sort()).toEqual([...fields].sort());
        expect(Object.keys(chosenFacts(FACTS, whole))).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });
});

describe('waitBeforeRetry', () => {
  it('ends after about a day, whatever the dice say', () => {
    const hoursWith = (dice: number): number => {
      let total = 0;
      for (let attempts = 1; attempts < MAX_ATTEMPTS; attempts += 1) {
        total += waitBeforeRetry(attempts, dice) ?? Number.NaN;
      }
      return total / 3_600_000;
    };

    expect(hoursWith(0)).toBeGreaterThan(19);
    expect(hoursWith(1)).toBeLessThan(24);
    expect(hoursWith(0)).toBeLessThan(hoursWith(1));
    expect(waitBeforeRetry(MAX_ATTEMPTS, 0.5)).toBeNull();
  });

  it('waits longer when asked to, and never longer than it would by itself at most', () => {
    expect(waitBeforeRetry(1, 0.5)).toBe(5_000);
    expect(waitBeforeRetry(1, 0.5, 60_000)).toBe(60_000);
    expect(waitBeforeRetry(1, 0.5, 999_999_999)).toBe(8 * 3_600_000);
    expect(waitBeforeRetry(3, 0.5, 1_000)).toBe(120_000);
  });
});

describe('newApproaches', () => {
  const thresholds = {
    kx: { PT_SLP: toCents(248_000), OT: toCents(248_000) },
    review: { PT_SLP: toCents(300_000), OT: null },
  };
  const of = (cents: number) => ({ PT_SLP: toCents(cents), OT: ZERO_CENTS });

  it.each([
    ['comes within the distance', 100_000, 240_000, ['kx']],
    ['comes to exactly the distance', 0, 238_000, ['kx']],
    ['stays a cent away', 0, 237_999, []],
    ['reaches the threshold without crossing it', 0, 248_000, ['kx']],
    ['crosses it', 100_000, 248_001, []],
    ['moves within the distance', 239_000, 241_000, []],
    ['falls back from above', 260_000, 245_000, []],
    ['crosses one and comes near the other', 240_000, 291_000, ['review']],
    ['falls out of it', 240_000, 100_000, []],
  ])('tells when a total %s', (_what, before, after, expected) => {
    const found = newApproaches(
      { before: of(before), after: of(after) },
      thresholds,
      toCents(10_000),
    );

    expect(found.map(({ threshold }) => threshold)).toEqual(expected);
  });

  it('says nothing of a total of nothing, or of an amount that is not known', () => {
    const totals = { before: of(0), after: of(0) };
    expect(newApproaches(totals, thresholds, toCents(999_999))).toEqual([]);
    const ot = { PT_SLP: ZERO_CENTS, OT: toCents(299_000) };
    expect(newApproaches({ before: of(0), after: ot }, thresholds, toCents(10_000))).toEqual([]);
  });
});
