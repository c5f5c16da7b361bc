import { describe, expect, it } from '@jest/globals';
import { SYNTH_CATALOGUE } from '../../lib/synth/catalogue.js';
import { PLANTED_PATTERNS, type PlantedPattern } from '../../lib/synth/planted-pattern.js';
import { readSets } from './naive-835.js';
import { CODES, judgedLines, linesOfProvider, MEASURES } from './planted-measures.js';
import { EXPECTED, faultsOfGrowth, optionsFor, OTHER, truthOf } from './planted-growth.js';
import { renderAll } from './synth-fixture.js';

function planted(pattern: PlantedPattern, strength: number) {
  const { text, truth } = renderAll(optionsFor(pattern, strength));
  const one = truthOf(truth, pattern);
  const provider = linesOfProvider(judgedLines(readSets(text)), one);
  return { truth: one, all: truth, measured: MEASURES[pattern](provider, one), provider };
}

describe.each(PLANTED_PATTERNS)('%s', (pattern) => {
  const [measure, slack] = EXPECTED[pattern];

  it('leaves in the claims what the truth says', () => {
    const { truth, measured } = planted(pattern, pattern === 'shared_tin' ? 1 : 0.7);

    expect(truth[measure]).toBeGreaterThan(pattern === 'discipline_conflict' ? 5 : 7);
    expect(Math.abs(measured - truth[measure])).toBeLessThanOrEqual(slack);
    expect(measured).toBeGreaterThan(0);
  });
});

/** One of each mechanism; test/long/planted-growth.test.ts has them all, at more strengths. */
describe('the strength of a habit', () => {
  it.each([
    'routine_early_kx',
    'swapped_groups',
    'over_review',
    'units_over_limit',
    'high_denials',
    'shared_tin',
  ] as const)('of %s only ever adds', (pattern) => {
    expect(faultsOfGrowth(pattern, [1])).toEqual([]);
  });
});

describe('a planted provider', () => {
  it('has days of more hours than a day of work, from people of common days', () => {
    const { truth, measured, provider } = planted('long_provider_days', 0.8);
    const days = [...new Set(provider.lines.map(({ line }) => line.date))];
    const peopleOn = (day: string): number =>
      new Set(provider.lines.flatMap((one) => (one.line.date === day ? [one.claim.mbi] : []))).size;
    const most = Math.max(...days.map(peopleOn));

    expect(measured).toBeGreaterThan(0);
    expect(planted('long_provider_days', 0).measured).toBe(0);
    expect(most).toBeGreaterThan(truth.affectedBeneficiaries * 0.6);
  });

  it('is not seen before its first day when it is new', () => {
    const { truth, provider } = planted('new_provider', 0.8);
    const first = provider.lines.map(({ line }) => line.date).sort()[0] ?? '';

    expect(truth.fromDay).toMatch(/^2025-09/);
    expect(first >= (truth.fromDay ?? '').replaceAll('-', '')).toBe(true);
  });

  it('puts KX on all lines of the stated payer from the stated day on, and not before', () => {
    const { truth, provider } = planted('auto_kx_from_day', 1);
    const from = (truth.fromDay ?? '').replaceAll('-', '');
    const paid = provider.lines.filter(({ claim }) => claim.payerId === truth.payerId);
    const shareOf = (rows: typeof paid): number =>
      rows.filter(({ hasKx }) => hasKx).length / rows.length;

    expect(from).toMatch(/^2025/);
    expect(paid).toHaveLength(provider.lines.length);
    expect(shareOf(paid.filter(({ line }) => line.date >= from))).toBe(1);
    expect(shareOf(paid.filter(({ line }) => line.date < from))).toBeLessThan(0.3);
  });

  it('bills under the tax number of the other one', () => {
    const { truth, all } = planted('shared_tin', 1);
    const other = all.planted.find(({ pattern }) => pattern === OTHER.pattern);
    const tinOf = (npi: string | undefined): string | undefined =>
      all.billers.find((biller) => biller.npi === npi)?.tin;

    expect(truth.sharedTin).toBe(tinOf(other?.billingNpi));
    expect(tinOf(truth.billingNpi)).toBe(truth.sharedTin);
    expect(truth.billingNpi).not.toBe(other?.billingNpi);
  });
});

describe('the catalogue', () => {
  it('has the unit limits and timed codes of the reference data', () => {
    const therapy = SYNTH_CATALOGUE.filter(({ role }) => role !== 'office_visit');
    const wrong = therapy.filter(({ hcpcs, role, isTimed, unitLimit }) => {
      const row = CODES.get(hcpcs);
      const isLimit = role === 'bundled' || row?.unitLimit === unitLimit;
      return row === undefined || row.isTimed !== isTimed || !isLimit;
    });

    expect(wrong.map(({ hcpcs }) => hcpcs)).toEqual([]);
    expect(therapy.length).toBeGreaterThan(20);
  });
});
