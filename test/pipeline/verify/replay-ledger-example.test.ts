// Claims of a worked example through the fold: how the words of the format reach the ledger.

import { describe, expect, it } from '@jest/globals';
import type { ExampleClaim, LedgerExample } from '../../../lib/pipeline/verify/example-schema.js';
import { replayLedgerExample } from '../../../lib/pipeline/verify/replay-ledger-example.js';
import { testReference } from '../../support/test-reference.js';

const reference = await testReference();

function claim(icn: string, given: Partial<ExampleClaim> = {}): ExampleClaim {
  return {
    icn,
    claimType: 'professional',
    received: '2026-05-06',
    status: '1',
    lines: [{ line: 1, dos: '2026-05-04', hcpcs: '97110', mods: ['GP'], allowed: '2500.00' }],
    ...given,
  };
}

function replay(claims: readonly ExampleClaim[], given: Partial<LedgerExample> = {}) {
  return replayLedgerExample({ ...given, claims: [...claims] }, reference);
}

function tallies(claims: readonly ExampleClaim[], given: Partial<LedgerExample> = {}): string {
  return replay(claims, given)
    .buckets.map((row) => `${String(row['year'])} ${String(row['bucket'])} ${String(row['tally'])}`)
    .join(', ');
}

/** `0 kx.crossed A`: after which claim, what, where. */
function events(claims: readonly ExampleClaim[]): readonly string[] {
  return replay(claims).events.map((event) => {
    const at = event['at'] as readonly unknown[] | undefined;
    const [index, type] = [event['afterClaimIndex'], event['type']];
    return [index, type, ...(at ?? []).slice(0, 1)].join(' ');
  });
}

const BACK = claim('A', { status: '22', received: '2026-05-20' });

describe('replayLedgerExample', () => {
  it.each([
    ['a claim', [claim('A')], '2026 PT_SLP 2500.00'],
    ['the same twice', [claim('A'), claim('A')], '2026 PT_SLP 2500.00'],
    ['taken back', [claim('A'), BACK], ''],
    ['taken back before it came', [BACK, claim('A')], ''],
    [
      'paid again later',
      [claim('A'), BACK, claim('A', { paidDate: '2026-06-20' })],
      '2026 PT_SLP 2500.00',
    ],
    ['replaced', [claim('A'), BACK, claim('B', { replaces: 'A' })], '2026 PT_SLP 2500.00'],
    [
      'replaced without a reversal',
      [claim('A'), claim('B', { replaces: 'A' })],
      '2026 PT_SLP 2500.00',
    ],
    ['Medicare Advantage', [claim('A', { payer: 'MEDICARE_ADVANTAGE' })], ''],
    ['commercial', [claim('A', { payer: 'COMMERCIAL' })], ''],
    ['Medicaid', [claim('A', { payer: 'MEDICAID' })], ''],
    ['another payer', [claim('A', { payer: 'OTHER' })], ''],
    ['not our claim', [claim('A', { status: '23' })], ''],
    ['a predetermination', [claim('A', { status: '25' })], ''],
    ['denied', [claim('A', { status: '4' })], '2026 PT_SLP 0.00'],
    [
      'a hospital',
      [claim('A', { claimType: 'institutional', typeOfBill: '0131' })],
      '2026 PT_SLP 2500.00',
    ],
    ['a Part A stay', [claim('A', { claimType: 'institutional', typeOfBill: '0111' })], ''],
  ])('adds up: %s', (_, claims, expected) => {
    expect(tallies(claims)).toBe(expected);
  });

  it('lists a group that only a seed knows', () => {
    const seed = { '2025': { OT: '10.00' }, '2026': { OT: '20.00' } };

    expect(tallies([claim('A')], { seed })).toBe(
      '2025 OT 10.00, 2026 PT_SLP 2500.00, 2026 OT 20.00',
    );
  });

  it.each([
    ['one crossing', [claim('A')], ['0 kx.crossed A']],
    ['crossed and cleared', [claim('A'), BACK], ['0 kx.crossed A', '1 kx.cleared']],
    ['a reversal first', [BACK, claim('A')], []],
    [
      'a duplicate counts as a claim',
      [claim('A'), claim('A'), BACK],
      ['0 kx.crossed A', '2 kx.cleared'],
    ],
    [
      'a claim out of scope counts too',
      [claim('X', { status: '23' }), claim('A')],
      ['1 kx.crossed A'],
    ],
    [
      'a crossing that moves',
      [claim('B'), claim('A', { received: '2026-01-02' })],
      ['0 kx.crossed B', '1 review.crossed B'],
    ],
  ])('tells events: %s', (_, claims, expected) => {
    expect(events(claims)).toEqual(expected);
  });

  it.each([
    ['receipt', 'original', 'C, B'],
    ['receipt', 'append', 'B, C'],
    ['dos', 'original', 'B, C'],
  ] as const)('orders by %s, corrections %s', (orderPolicy, correctionPosition, expected) => {
    const late = { line: 1, dos: '2026-05-04', hcpcs: '97110', mods: ['GP'], allowed: '1.00' };
    const claims = [
      claim('A', { received: '2026-05-06', lines: [late] }),
      claim('B', { received: '2026-05-10', lines: [{ ...late, dos: '2026-05-01' }] }),
      claim('C', { received: '2026-05-20', replaces: 'A', lines: [late] }),
    ];
    const { lines } = replay(claims, { config: { orderPolicy, correctionPosition } });

    expect(lines.map((line) => line['claim']).join(', ')).toBe(expected);
  });

  it.each([
    ['0.00', 'early'],
    ['100.00', 'early'],
    ['100.01', 'near'],
  ])('takes a tolerance of %s', (nearThresholdTolerance, kxAssessment) => {
    const lines = [
      { line: 1, dos: '2026-05-04', hcpcs: '97110', mods: ['GP', 'KX'], allowed: '2380.00' },
    ];
    const answer = replay([claim('A', { lines })], { config: { nearThresholdTolerance } });

    expect(answer.lines).toMatchObject([{ kxExpected: 'not_required', kxAssessment }]);
  });

  it.each([
    ['2013-12-31', null],
    ['2014-01-01', 'PT_SLP'],
  ])('knows a critical access hospital on %s', (dos, bucket) => {
    const lines = [{ line: 1, dos, hcpcs: '97110', mods: ['GP'], allowed: '10.00' }];
    const hospital = { claimType: 'institutional', typeOfBill: '0121', cah: true, lines } as const;

    expect(replay([claim('A', { ...hospital, lines })]).lines).toMatchObject([{ bucket }]);
  });

  it.each([
    ['fee', '100.00'],
    ['medicare_secondary_payment', '20.00'],
  ] as const)('accrues a second payment by %s', (mspAccrual, accrued) => {
    const cas: [string, string, string][] = [
      ['OA', '23', '80.00'],
      ['CO', '253', '0.40'],
    ];
    const lines = [
      {
        line: 1,
        dos: '2026-05-04',
        hcpcs: '97110',
        mods: ['GP'],
        allowed: '100.00',
        paid: '19.60',
        cas,
      },
    ];

    expect(replay([claim('A', { status: '2', mspAccrual, lines })]).lines).toMatchObject([
      { accrued },
    ]);
  });
});
