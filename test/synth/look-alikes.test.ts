import { describe, expect, it } from '@jest/globals';
import type { LookAlikeKind } from '../../lib/synth/planted-pattern.js';
import { renderSeedsCsv } from '../../lib/synth/render-seeds-csv.js';
import type { LookAlikeTruth, Truth } from '../../lib/synth/truth.js';
import { readSets } from './naive-835.js';
import { judgedLines, linesOfProvider, type JudgedLine } from './planted-measures.js';
import { optionsOf, renderAll, THRESHOLDS } from './synth-fixture.js';

interface Seen {
  readonly lines: readonly JudgedLine[];
  readonly one: LookAlikeTruth;
  readonly truth: Truth;
}

const KINDS: readonly LookAlikeKind[] = [
  'small_volume',
  'complex_patients',
  'hospital_claim_level_kx',
  'seeded_outside',
];

const { text, truth } = renderAll(
  optionsOf({
    seed: 5,
    size: { kind: 'beneficiaries', count: 200 },
    years: [2025],
    planted: [],
    lookAlikes: KINDS.map((kind) => ({ kind, providers: 1 })),
  }),
);
const sets = readSets(text);
const outside = new Map(
  truth.seeds.map(({ mbi, year, group, outsideCents }) => [
    `${mbi}|${year}|${group}`,
    outsideCents,
  ]),
);

function seen(kind: LookAlikeKind, judged = judgedLines(sets)): Seen {
  const one = truth.lookAlikes.find((each) => each.kind === kind);
  if (one === undefined) throw new Error('one of each kind');
  return { lines: linesOfProvider(judged, one).lines, one, truth };
}

const isOver = ({ own, kxAmount }: JudgedLine): boolean => own > kxAmount;
const wrong = (lines: readonly JudgedLine[]): readonly JudgedLine[] =>
  lines.filter((line) => line.hasKx !== isOver(line));
const mbisOf = (lines: readonly JudgedLine[]): number =>
  new Set(lines.map(({ claim }) => claim.mbi)).size;

describe('a look-alike', () => {
  it.each(KINDS)('%s is counted as the claims show it, and is not planted', (kind) => {
    const { lines, one } = seen(kind);

    expect(one).toMatchObject({
      beneficiaries: mbisOf(lines),
      therapyLines: lines.length,
      kxLines: lines.filter(({ hasKx }) => hasKx).length,
    });
    expect(one.kxLines).toBeGreaterThan(0);
    expect(truth.planted).toEqual([]);
  });

  it('small_volume has few people and KX too early for one or two', () => {
    const { lines, one } = seen('small_volume');
    const slips = wrong(lines);

    expect(one.beneficiaries).toBeLessThanOrEqual(6);
    expect(slips.every(({ hasKx }) => hasKx)).toBe(true);
    expect(slips).toHaveLength(one.slipLines);
    expect([1, 2]).toContain(mbisOf(slips));
  });

  it('complex_patients go above both amounts, with KX exactly where it belongs', () => {
    const { lines, one } = seen('complex_patients');
    const review = THRESHOLDS.find(({ year }) => year === 2025)?.reviewCents.PT_SLP ?? Infinity;

    expect(wrong(lines)).toEqual([]);
    expect(mbisOf(lines.filter(isOver))).toBeGreaterThan(one.beneficiaries * 0.7);
    expect(mbisOf(lines.filter(({ own }) => own > review))).toBeGreaterThan(
      one.beneficiaries * 0.4,
    );
    expect(one.slipLines).toBe(0);
  });

  it('hospital_claim_level_kx carries KX on all lines of a group that goes over, and on no other', () => {
    const { lines, one } = seen('hospital_claim_level_kx');
    const claims = new Map<string, JudgedLine[]>();
    for (const line of lines) {
      const group = line.line.modifiers.includes('GO') ? 'OT' : 'PT_SLP';
      const key = `${line.claim.icn}|${group}`;
      claims.set(key, [...(claims.get(key) ?? []), line]);
    }
    const rows = [...claims.values()];

    expect(rows.filter((claim) => new Set(claim.map(({ hasKx }) => hasKx)).size > 1)).toEqual([]);
    expect(rows.filter((claim) => claim[0]?.hasKx !== claim.some(isOver))).toEqual([]);
    // Line by line it looks early: that is the point of it.
    expect(wrong(lines).length).toBeGreaterThan(10);
    expect(lines.every(({ claim }) => ['13', '22', '74'].includes(claim.facility))).toBe(true);
    expect(one.renderingNpi).toBeNull();
  });

  it('seeded_outside is early by its own claims, and right given the seeds', () => {
    const alone = seen('seeded_outside');
    const seeded = seen('seeded_outside', judgedLines(sets, outside));

    expect(mbisOf(wrong(alone.lines))).toBeGreaterThan(4);
    expect(wrong(alone.lines).every(({ hasKx }) => hasKx)).toBe(true);
    expect(wrong(seeded.lines)).toEqual([]);
    expect(truth.seeds.length).toBeGreaterThan(5);
    expect(truth.seeds.every(({ outsideCents }) => outsideCents % 100 === 0)).toBe(true);
  });
});

describe('renderSeedsCsv', () => {
  it('has a row a seed, in the words of the command', () => {
    const [first] = truth.seeds;
    if (first === undefined) throw new Error('a seed');
    const seed = { ...first, mbi: '1AA0AA0AA00', outsideCents: 123_400 };

    expect(renderSeedsCsv([seed])).toBe(
      'beneficiary,year,group,outside,as_of,source\n' +
        `1AA0AA0AA00,2025,${seed.group},1234.00,,synthetic eligibility answer\n`,
    );
    expect(renderSeedsCsv(truth.seeds).split('\n')).toHaveLength(truth.seeds.length + 2);
  });
});
