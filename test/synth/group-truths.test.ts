import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent, SynthLine } from '../../lib/synth/claim-event.js';
import { groupTruths } from '../../lib/synth/group-truths.js';
import { ADVANTAGE_PAYER, contractorPayer } from '../../lib/synth/payers.js';
import { eventsOf, optionsOf } from './synth-fixture.js';

const MEDICARE = contractorPayer({ payerId: '12502', part: 'B' }, 0);
const AMOUNTS = { PT_SLP: 30_000, OT: 20_000 };
const THRESHOLDS = [
  { year: 2025, kxCents: AMOUNTS, reviewCents: { PT_SLP: 40_000, OT: 40_000 } },
  { year: 2026, kxCents: { PT_SLP: null, OT: null }, reviewCents: AMOUNTS },
];
const [TEMPLATE] = eventsOf(optionsOf({ size: { kind: 'beneficiaries', count: 1 } }));

function claim(icn: string, received: string, lines: readonly Partial<SynthLine>[]): ClaimEvent {
  const first = TEMPLATE?.lines[0];
  if (TEMPLATE === undefined || first === undefined) throw new Error('a template claim');
  return {
    ...TEMPLATE,
    icn,
    payer: MEDICARE,
    place: { date: received as ClaimEvent['paidDate'], icn },
    lines: lines.map((line, at) => ({
      ...first,
      line: at + 1,
      serviceDate: '2025-05-01' as SynthLine['serviceDate'],
      ...line,
    })),
  };
}

const pt = (allowedCents: number): Partial<SynthLine> => ({ discipline: 'PT', allowedCents });

describe('groupTruths', () => {
  it.each([
    ['exactly at the amount nothing crosses', [pt(30_000)], null, null],
    ['one cent above it does', [pt(30_000), pt(1)], { icn: 'A', line: 2 }, null],
    ['a line with nothing allowed crosses nothing', [pt(30_000), pt(0)], null, null],
    [
      'one line may cross both amounts',
      [pt(29_000), pt(12_000)],
      { icn: 'A', line: 2 },
      { icn: 'A', line: 2 },
    ],
  ])('%s', (_, lines, kxCrossing, reviewCrossing) => {
    const [year] = groupTruths([claim('A', '2025-05-03', lines)], THRESHOLDS);

    expect(year?.groups).toMatchObject([{ group: 'PT_SLP', kxCrossing, reviewCrossing }]);
  });

  it('goes by receipt and then by claim number, not by the order given', () => {
    const late = claim('A', '2025-06-09', [pt(20_000)]);
    const early = claim('B', '2025-05-03', [pt(15_000)]);
    const tied = claim('C', '2025-05-03', [pt(15_000)]);

    const [year] = groupTruths([late, tied, early], THRESHOLDS);

    expect(year?.groups[0]?.kxCrossing).toEqual({ icn: 'A', line: 1 });
    expect(groupTruths([tied, early], THRESHOLDS)[0]?.groups[0]?.kxCrossing).toBeNull();
  });

  it('keeps groups, years and payers apart', () => {
    const mixed = claim('A', '2025-05-03', [
      { discipline: 'SLP', allowedCents: 16_000 },
      { discipline: 'OT', allowedCents: 20_001 },
      pt(15_000),
      { discipline: null, allowedCents: 90_000 },
      { ...pt(30_001), serviceDate: '2026-01-02' as SynthLine['serviceDate'] },
    ]);
    const plan = { ...claim('B', '2025-05-03', [pt(90_000)]), payer: ADVANTAGE_PAYER };

    expect(groupTruths([mixed, plan], THRESHOLDS)).toEqual([
      {
        year: 2025,
        groups: [
          {
            group: 'PT_SLP',
            accruedCents: 31_000,
            kxCrossing: { icn: 'A', line: 3 },
            reviewCrossing: null,
          },
          {
            group: 'OT',
            accruedCents: 20_001,
            kxCrossing: { icn: 'A', line: 2 },
            reviewCrossing: null,
          },
        ],
      },
      {
        year: 2026,
        groups: [
          {
            group: 'PT_SLP',
            accruedCents: 30_001,
            kxCrossing: null,
            reviewCrossing: { icn: 'A', line: 5 },
          },
        ],
      },
    ]);
  });
});
