// The persons behind hits: who is counted, among whom, and when a provider's hits are those of too
// few. Each case is a market small enough to check by hand.

import { describe, expect, it } from '@jest/globals';
import { bunchingUnderKx } from '../../../lib/domain/patterns/bunching-under-kx.js';
import { earlyKx } from '../../../lib/domain/patterns/early-kx.js';
import { hitBeneficiaries } from '../../../lib/domain/patterns/hit-beneficiaries.js';
import { FALSE_DISCOVERY_RATE } from '../../../lib/domain/patterns/pattern-finding.js';
import { SHARE_PATTERNS } from '../../../lib/domain/patterns/pattern-list.js';
import { shareFindings, type ShareFinding } from '../../../lib/domain/patterns/share-findings.js';
import {
  beneficiaryRow,
  CELL,
  distanceRow,
  lineRow,
  measuresOf,
  npiOf,
  visitRow,
} from '../score/measures-builder.js';

const PEERS = 30;
const OWN = npiOf(1);

/** Of a hundred beneficiaries each. */
function personsBehind(counts: readonly (readonly [npi: string, beneficiaries: number])[]) {
  return hitBeneficiaries(
    counts.map(([npi, beneficiaries]) => ({ ...CELL, npi, beneficiaries, seen: 100 })),
  );
}

function outcome({ outcome: answer }: ShareFinding): string {
  return answer.kind === 'notApplicable' ? answer.reason : answer.kind;
}

describe('persons behind hits', () => {
  it.each([
    { id: 'early_kx', more: { earlyKxBeneficiaries: 4 } },
    { id: 'denial_share', more: { deniedBeneficiaries: 4 } },
    { id: 'assistant_share', more: { assistantBeneficiaries: 4 } },
    { id: 'discipline_conflict', more: { disciplineConflictBeneficiaries: 4 } },
    { id: 'units_over_limit', more: { overLimitBeneficiaries: 4 } },
    { id: 'long_days', more: { longDayBeneficiaries: 4 } },
  ])('counts the beneficiaries behind the hits of $id', ({ id, more }) => {
    const pattern = SHARE_PATTERNS.find((each) => each.id === id);
    const measures = measuresOf({
      beneficiaries: [beneficiaryRow({ npi: OWN, ...more })],
      visits: [visitRow({ npi: OWN, ...more })],
    });

    expect(pattern?.hitBeneficiaries?.(measures)).toEqual([
      { ...CELL, npi: OWN, beneficiaries: 4, seen: 40 },
    ]);
  });

  // Who never passes the amount can neither lack KX nor contradict it.
  it.each([
    { id: 'kx_conflict', more: { conflictBeneficiaries: 4 }, among: 9 },
    { id: 'kx_conflict', more: { conflictBeneficiaries: 12 }, among: 12 },
    {
      id: 'missing_kx',
      more: { missingKxBeneficiaries: 3, limitDeniedBeneficiaries: 1 },
      among: 9,
    },
    { id: 'limit_denials', more: { limitDeniedBeneficiaries: 4 }, among: 9 },
    { id: 'limit_denials', more: { limitDeniedBeneficiaries: 11 }, among: 11 },
  ])('counts those behind $id among who is above the amount', ({ id, more, among }) => {
    const pattern = SHARE_PATTERNS.find((each) => each.id === id);
    const row = beneficiaryRow({ npi: OWN, requiredBeneficiaries: 9, ...more });
    const [behind] = pattern?.hitBeneficiaries?.(measuresOf({ beneficiaries: [row] })) ?? [];

    expect(behind?.seen).toBe(among);
    expect(behind?.beneficiaries).toBe(Object.values(more).reduce((sum, each) => sum + each, 0));
  });

  it.each([
    { name: 'those on either side are as many', around: 60, expected: 'clear' },
    { name: 'few end on the other side', around: 20, expected: 'detected' },
  ])('answers $expected of totals just under the amount where $name', ({ around, expected }) => {
    const npis = Array.from({ length: PEERS }, (_, at) => npiOf(at + 2));
    const rows = [
      { npi: OWN, hits: 18, around },
      ...npis.map((npi, at) => ({ npi, hits: 2 + (at % 3), around: 10 })),
    ];
    const measures = measuresOf({
      beneficiaries: rows.map(({ npi }) => beneficiaryRow({ npi, beneficiaries: 100 })),
      distances: rows.map((row) =>
        distanceRow({ npi: row.npi, justUnderKxTotals: row.hits, kxWindowTotals: row.around }),
      ),
    });
    const [own] = shareFindings(bunchingUnderKx, {
      role: 'rendering',
      cells: bunchingUnderKx.cells(measures),
      beneficiaries: new Map(rows.map(({ npi }) => [npi, 100] as const)),
      hitBeneficiaries: hitBeneficiaries(bunchingUnderKx.hitBeneficiaries?.(measures) ?? []),
    });

    expect(own?.evidence).toMatchObject({ hits: 18, n: 100 });
    expect(own === undefined ? null : outcome(own)).toBe(expected);
  });

  it('counts no more totals than there are beneficiaries', () => {
    const measures = measuresOf({
      beneficiaries: [beneficiaryRow({ npi: OWN, beneficiaries: 30 })],
      distances: [distanceRow({ npi: OWN, justUnderKxTotals: 34, kxWindowTotals: 50 })],
    });

    expect(bunchingUnderKx.cells(measures)).toMatchObject([{ hits: 30, n: 30 }]);
  });

  it.each([
    { name: 'each its own', perBeneficiary: 1 },
    { name: 'in threes', perBeneficiary: 3 },
  ])('takes hits that come $name for fewer witnesses', ({ perBeneficiary }) => {
    const hits = (at: number): number => (at === 0 ? 18 : 3 + ((at * 3) % 9));
    const npis = Array.from({ length: PEERS }, (_, at) => npiOf(at + 1));
    const lines = npis.map((npi, at) =>
      lineRow({ npi, earlyKxLines: hits(at), unrequiredLines: 100 }),
    );
    const cells = earlyKx.cells(measuresOf({ lines }));
    const beneficiaries = new Map(npis.map((npi) => [npi, 100] as const));
    const behind = npis.map((npi, at) => [npi, Math.ceil(hits(at) / perBeneficiary)] as const);

    const [own] = shareFindings(earlyKx, {
      role: 'rendering',
      cells,
      beneficiaries,
      hitBeneficiaries: personsBehind(behind),
    });

    expect(own?.evidence).toMatchObject({ hits: 18, n: 100 });
    expect((own?.evidence.test?.pValue ?? 0) > 0.01).toBe(perBeneficiary > 1);
  });

  // Where most persons have a hit anyway, no fewer will do, if each counted once is rare too.
  it.each([
    {
      name: 'as many persons as at the peers',
      peers: 60,
      own: 60,
      hits: 200,
      expected: 'detected',
    },
    { name: 'fewer persons than at peers', peers: 60, own: 50, hits: 200, expected: 'clear' },
    { name: 'hardly more than few persons', peers: 4, own: 5, hits: 300, expected: 'clear' },
  ])('answers $expected for many hits of $name', ({ peers, own, hits, expected }) => {
    const npis = Array.from({ length: PEERS + 1 }, (_, at) => npiOf(at + 1));
    const lines = npis.map((npi, at) =>
      lineRow({
        npi,
        earlyKxLines: at === 0 ? hits : 72 + ((at * 8) % 40),
        unrequiredLines: 1000,
      }),
    );
    const cells = earlyKx.cells(measuresOf({ lines }));
    const behind = npis.map((npi, at) => [npi, at === 0 ? own : peers] as const);

    const [finding] = shareFindings(earlyKx, {
      role: 'rendering',
      cells,
      beneficiaries: new Map(npis.map((npi) => [npi, 100] as const)),
      hitBeneficiaries: personsBehind(behind),
    });

    const isRare = (finding?.evidence.test?.adjustedPValue ?? 1) <= FALSE_DISCOVERY_RATE;

    expect(isRare).toBe(true);
    expect(finding === undefined ? null : outcome(finding)).toBe(expected);
  });
});
