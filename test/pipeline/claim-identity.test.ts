// Same version, same key, whoever delivered it in which envelope; any fact of the claim makes
// another version. The tables name every field, so that a new one cannot be forgotten.

import { describe, expect, it } from '@jest/globals';
import type { ClaimFacts, ClaimLine } from '../../lib/domain/claim.js';
import { toCents } from '../../lib/domain/money.js';
import { claimKeyOf, identifyClaim, versionHeader } from '../../lib/pipeline/claim-identity.js';
import { day } from '../support/amounts.js';
import {
  claim,
  claimFacts,
  CONTRACTOR,
  line,
  OTHER_CONTRACTOR,
  reversalOf,
} from '../support/claim-builder.js';

const FACTS = claimFacts({ accountNumber: 'PT11', lines: [{}, { hcpcs: '97140' }] });

function key(facts: ClaimFacts): string {
  return identifyClaim('default', facts).versionKey;
}

/** Another value of every field of a claim; `false` says that it makes no other version. */
const OTHER_CLAIM: Readonly<Record<keyof ClaimFacts, readonly [Partial<ClaimFacts>, boolean]>> = {
  feed: [{}, false],
  payerName: [{ payerName: 'A Contractor' }, false],
  intakeNotes: [{ intakeNotes: ['UNBALANCED_CLAIM'] }, false],
  icn: [{ icn: 'B' }, true],
  payerId: [{ payerId: OTHER_CONTRACTOR }, true],
  filingIndicator: [{ filingIndicator: 'MA' }, true],
  claimType: [{ claimType: 'institutional' }, true],
  typeOfBill: [{ typeOfBill: '0131' }, true],
  placeOfService: [{ placeOfService: '11' }, true],
  isCriticalAccess: [{ isCriticalAccess: true }, true],
  status: [{ status: '2' }, true],
  isReversal: [{ isReversal: true }, true],
  replacesIcn: [{ replacesIcn: 'Z' }, true],
  accountNumber: [{ accountNumber: 'PT12' }, true],
  receivedDate: [{ receivedDate: day('2026-03-03') }, true],
  paidDate: [{ paidDate: day('2026-03-30') }, true],
  statementFrom: [{ statementFrom: day('2026-03-01') }, true],
  statementTo: [{ statementTo: day('2026-03-31') }, true],
  trace: [{ trace: 'T2' }, true],
  billingNpi: [{ billingNpi: '1245319599' }, true],
  billingTin: [{ billingTin: '123456789' }, true],
  billingState: [{ billingState: 'FL' }, false],
  renderingNpi: [{ renderingNpi: '1245319599' }, true],
  chargeCents: [{ chargeCents: toCents(1) }, true],
  paidCents: [{ paidCents: toCents(1) }, true],
  adjustments: [{ adjustments: [{ group: 'CO', reason: '45', cents: toCents(1) }] }, true],
  remarks: [{ remarks: ['MA01'] }, true],
  lines: [{ lines: FACTS.lines.slice(0, 1) }, true],
  mspAccrual: [{ mspAccrual: 'fee' }, true],
};

const OTHER_LINE: Readonly<Record<keyof ClaimLine, readonly [Partial<ClaimLine>, boolean]>> = {
  isBalanced: [{ isBalanced: false }, false],
  line: [{ line: 7 }, true],
  serviceDate: [{ serviceDate: day('2026-03-04') }, true],
  serviceDateEnd: [{ serviceDateEnd: day('2026-03-04') }, true],
  hcpcs: [{ hcpcs: '97112' }, true],
  modifiers: [{ modifiers: ['GP', 'KX'] }, true],
  submitted: [{ submitted: { hcpcs: '97110', modifiers: ['GP', 'KX'] } }, true],
  revenueCode: [{ revenueCode: '0420' }, true],
  units: [{ units: 2 }, true],
  chargeCents: [{ chargeCents: toCents(1) }, true],
  paidCents: [{ paidCents: toCents(1) }, true],
  allowedCents: [{ allowedCents: null }, true],
  adjustments: [{ adjustments: [{ group: 'CO', reason: '45', cents: toCents(1) }] }, true],
  remarks: [{ remarks: ['N362'] }, true],
  renderingNpi: [{ renderingNpi: '1245319599' }, true],
  placeOfService: [{ placeOfService: '12' }, true],
  controlNumber: [{ controlNumber: 'L1' }, true],
  isDenied: [{ isDenied: true }, true],
};

describe('identifyClaim', () => {
  it.each(Object.entries(OTHER_CLAIM))('by the claim: %s', (_, [change, isOther]) => {
    expect(key({ ...FACTS, ...change }) !== key(FACTS)).toBe(isOther);
  });

  it.each(Object.entries(OTHER_LINE))('by a line: %s', (_, [change, isOther]) => {
    const lines = FACTS.lines.map((each, at) => (at === 1 ? { ...each, ...change } : each));

    expect(key({ ...FACTS, lines }) !== key(FACTS)).toBe(isOther);
  });

  it('knows the order of lines and of modifiers', () => {
    expect(key({ ...FACTS, lines: FACTS.lines.toReversed() })).not.toBe(key(FACTS));
    expect(key({ ...FACTS, lines: [line({ mods: 'KX GP' })] })).not.toBe(
      key({ ...FACTS, lines: [line({ mods: 'GP KX' })] }),
    );
  });

  it('keeps tenants apart', () => {
    expect(identifyClaim('other', FACTS).versionKey).not.toBe(key(FACTS));
  });

  it('names the claim by contractor and control number', () => {
    expect(identifyClaim('default', FACTS).claimKey).toBe(claimKeyOf(CONTRACTOR, 'A'));
    expect(claimKeyOf(OTHER_CONTRACTOR, 'A')).not.toBe(claimKeyOf(CONTRACTOR, 'A'));
  });
});

describe('versionHeader', () => {
  it('tells the years that the lines touch and the last day of service', () => {
    const lines = [{ dos: '2026-01-02' }, { dos: '2025-12-30' }];

    expect(versionHeader(claim({ lines }))).toMatchObject({
      years: [2025, 2026],
      serviceTo: '2026-01-02',
    });
  });

  it('takes the statement days of a claim without lines', () => {
    const headerOnly = claim({
      lines: [],
      statementFrom: day('2025-12-30'),
      statementTo: day('2026-01-03'),
    });

    expect(versionHeader(headerOnly)).toMatchObject({ years: [2025], serviceTo: '2026-01-03' });
  });

  it('throws on a claim without any date', () => {
    expect(() => versionHeader(claim({ lines: [] }))).toThrow('without a date');
  });

  it('matches a claim with its reversal, and with the same claim under another number', () => {
    const lines = [{ cas: 'PR-2 20.00' }, { allowed: '41.37' }];
    const original = claim({ lines });
    const header = versionHeader(original);

    expect(versionHeader(reversalOf(original, '2026-05-01'))).toMatchObject({
      matchKey: header.matchKey,
      mirrorKey: header.mirrorKey,
    });
    expect(versionHeader(claim({ icn: 'B', lines })).matchKey).toBe(header.matchKey);
  });

  it.each([
    ['amounts swapped between lines', [{ allowed: '60.00' }, { allowed: '40.00' }]],
    ['another payment', [{ paid: '1.00' }, { allowed: '60.00' }]],
    ['a line less', [{ allowed: '40.00' }]],
  ])('is no mirror: %s', (_, lines) => {
    const header = versionHeader(claim({ lines: [{ allowed: '40.00' }, { allowed: '60.00' }] }));

    expect(versionHeader(claim({ lines })).mirrorKey).not.toBe(header.mirrorKey);
  });

  it.each([
    ['other days', [{ dos: '2026-03-05' }]],
    ['another charge', [{ charge: '1.00' }]],
  ])('is no match: %s', (_, lines) => {
    expect(versionHeader(claim({ lines })).matchKey).not.toBe(versionHeader(claim()).matchKey);
  });
});
