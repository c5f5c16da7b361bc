// Minutes, unit limits and settings of lines, against the shipped reference rows.

import { describe, expect, it } from '@jest/globals';
import { lineFacts, settingOf } from '../../../lib/domain/measures/line-facts.js';
import type { ClaimLine, ClaimVersion } from '../../../lib/domain/claim.js';
import { fakeJudgedYear } from '../../pipeline/lake/fake-ledger.js';
import { testReference } from '../../support/test-reference.js';

const reference = await testReference();
const [judged] = fakeJudgedYear({
  token: 'k1_a',
  year: 2026,
  lines: [{ icn: '1', day: '2026-01-05', cents: 1_000 }],
}).view.lines;
if (judged === undefined) throw new Error('one line');
const { claim, line } = judged;

describe('lineFacts', () => {
  it.each<[string, Partial<ClaimLine>, Partial<ClaimVersion>, object]>([
    ['a timed code', { hcpcs: '97110', units: 3 }, {}, { timedMinutes: 45, unitLimit: 6 }],
    ['a part of a unit', { hcpcs: '97110', units: 0.5 }, {}, { timedMinutes: 8, unitLimit: 6 }],
    [
      'units that no week holds',
      { hcpcs: '97110', units: 999_999_999 },
      {},
      { timedMinutes: 10_080, unitLimit: 6 },
    ],
    [
      'as many taken back',
      { hcpcs: '97110', units: -4_000 },
      {},
      { timedMinutes: -10_080, unitLimit: 6 },
    ],
    ['an untimed code', { hcpcs: '97161', units: 1 }, {}, { timedMinutes: 0, unitLimit: 1 }],
    ['a code on no list', { hcpcs: '99999' }, {}, { timedMinutes: null, unitLimit: null }],
    [
      'a facility',
      { hcpcs: '97110', units: 1 },
      { claimType: 'institutional', typeOfBill: '0131' },
      { timedMinutes: 15, unitLimit: 8 },
    ],
  ])('tells them of %s', (_name, onLine, onClaim, expected) => {
    const facts = lineFacts({ ...claim, ...onClaim }, { ...line, ...onLine }, reference);

    expect(facts).toEqual(expected);
  });
});

describe('settingOf', () => {
  it.each<[Partial<ClaimVersion>, string]>([
    [{}, 'professional'],
    [{ claimType: 'institutional', typeOfBill: '0131' }, 'hospital outpatient'],
    [{ claimType: 'institutional', typeOfBill: '0741' }, 'rehabilitation agency (ORF, OPT)'],
    [
      { claimType: 'institutional', typeOfBill: '0991' },
      'institutional, bill type not on the list',
    ],
    [{ claimType: 'institutional', typeOfBill: null }, 'institutional, bill type not on the list'],
  ])('of %j is %s', (onClaim, expected) => {
    expect(settingOf({ ...claim, ...onClaim }, reference)).toBe(expected);
  });
});
