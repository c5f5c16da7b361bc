// A claim comes back from its text whole, and a changed copy never keeps the text of the original.

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  claimContent,
  decodeClaim,
  decodeClaims,
  encodeClaim,
  joinClaimTexts,
} from '../../lib/domain/claim-codec.js';
import type { ClaimFacts, ClaimLine, ClaimVersion } from '../../lib/domain/claim.js';
import { toCents } from '../../lib/domain/money.js';
import { day } from '../support/amounts.js';

const texts = fc.string({ unit: 'binary', maxLength: 12 });
const maybe = fc.option(texts);
const cents = fc.integer().map(toCents);
const days = fc.constantFrom('2025-12-31', '2026-01-02').map(day);
const lists = fc.array(texts, { maxLength: 3 });
const adjustments = fc.array(fc.record({ group: texts, reason: texts, cents }), { maxLength: 3 });

const lines: fc.Arbitrary<ClaimLine> = fc.record({
  line: fc.nat(),
  serviceDate: days,
  serviceDateEnd: days,
  hcpcs: texts,
  modifiers: lists,
  submitted: fc.option(fc.record({ hcpcs: texts, modifiers: lists })),
  revenueCode: maybe,
  units: fc.constantFrom(0, 1, 2.5, -1),
  chargeCents: cents,
  paidCents: cents,
  allowedCents: fc.option(cents),
  adjustments,
  remarks: lists,
  renderingNpi: maybe,
  placeOfService: maybe,
  controlNumber: maybe,
  isDenied: fc.boolean(),
  isBalanced: fc.boolean(),
});

const versions: fc.Arbitrary<ClaimVersion> = fc.record({
  feed: fc.constant('x12-835' as const),
  icn: texts,
  payerId: texts,
  payerName: maybe,
  filingIndicator: maybe,
  claimType: fc.constantFrom('professional' as const, 'institutional' as const),
  typeOfBill: maybe,
  placeOfService: maybe,
  isCriticalAccess: fc.boolean(),
  status: texts,
  isReversal: fc.boolean(),
  replacesIcn: maybe,
  accountNumber: maybe,
  receivedDate: fc.option(days),
  paidDate: days,
  statementFrom: fc.option(days),
  statementTo: fc.option(days),
  trace: texts,
  billingNpi: maybe,
  billingTin: maybe,
  billingState: maybe,
  renderingNpi: maybe,
  chargeCents: cents,
  paidCents: cents,
  adjustments,
  remarks: lists,
  lines: fc.array(lines, { maxLength: 3 }),
  intakeNotes: lists,
  mspAccrual: fc.option(fc.constantFrom('medicare_secondary_payment' as const, 'fee' as const)),
  claimKey: texts,
  versionKey: fc.base64String({ maxLength: 32 }),
});

function sample(): ClaimVersion {
  const [version] = fc.sample(versions, { numRuns: 1, seed: 1 });
  if (version === undefined) throw new Error('no sample');
  return version;
}

describe('encodeClaim and decodeClaim', () => {
  it('give back any claim, on one line', () => {
    fc.assert(
      fc.property(versions, (version) => {
        const text = encodeClaim(version);

        expect(decodeClaim(text)).toEqual(version);
        expect(text).not.toMatch(/[\n\t]/);
      }),
    );
  });

  it('give back a list of claims', () => {
    fc.assert(
      fc.property(fc.array(versions, { maxLength: 3 }), (given) => {
        const claims = decodeClaims(joinClaimTexts(given.map(encodeClaim)));

        expect(claims).toEqual(given);
        expect(claims.map(encodeClaim)).toEqual(given.map(encodeClaim));
      }),
    );
  });

  it('make the text of a claim once, and anew for a changed copy', () => {
    const text = encodeClaim(sample());
    const version = decodeClaim(`${text} `);
    const changed = { ...version, icn: 'other' };

    expect(encodeClaim(version)).toBe(`${text} `);
    expect(decodeClaim(encodeClaim(changed))).toEqual(changed);
    expect(Object.keys(version)).toEqual(Object.keys(changed));
  });
});

describe('claimContent', () => {
  const CHANGES: readonly (readonly [string, Partial<ClaimFacts>, boolean])[] = [
    ['the name of the payer', { payerName: 'another' }, false],
    ['the notes of the reader', { intakeNotes: ['another'] }, false],
    ['the status', { status: 'another' }, true],
    ['the sign', { isReversal: !sample().isReversal }, true],
    ['the lines', { lines: [], remarks: ['another'] }, true],
  ];

  it.each(CHANGES)('with another value for %s', (_, change, isOther) => {
    const version = sample();
    const content = claimContent(version.claimKey, version);

    expect(claimContent(version.claimKey, { ...version, ...change }) !== content).toBe(isOther);
  });
});
