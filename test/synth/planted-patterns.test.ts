import { describe, expect, it } from '@jest/globals';
import { SYNTH_CATALOGUE } from '../../lib/synth/catalogue.js';
import { PLANTED_PATTERNS, type PlantedPattern } from '../../lib/synth/planted-pattern.js';
import type { PlantedRequest, SynthOptions } from '../../lib/synth/synth-options.js';
import { startSynth } from '../../lib/synth/synthesize.js';
import type { PlantedTruth, Truth } from '../../lib/synth/truth.js';
import { readSets } from './naive-835.js';
import { CODES, judgedLines, linesOfProvider, MEASURES } from './planted-measures.js';
import { optionsOf, renderAll } from './synth-fixture.js';

type Affected = 'affectedBeneficiaries' | 'affectedVisits' | 'affectedLines';

/** What of the truth each measure of the text must meet, and how many may be apart, with why. */
const EXPECTED: Readonly<Record<PlantedPattern, readonly [Affected, number, string]>> = {
  routine_early_kx: ['affectedBeneficiaries', 0, ''],
  merged_groups: ['affectedLines', 4, 'lines denied in the same claim were counted at first'],
  missing_kx: ['affectedLines', 8, 'what everybody forgets comes on top'],
  kx_with_ga: ['affectedLines', 0, ''],
  kx_with_gx: ['affectedLines', 0, ''],
  kx_with_gy: ['affectedLines', 0, ''],
  kx_with_gz: ['affectedLines', 0, ''],
  swapped_groups: ['affectedLines', 8, 'what everybody forgets looks the same'],
  last_year_amount: ['affectedLines', 6, 'some are eager near the amount anyway'],
  charges_counted: ['affectedLines', 8, 'some are eager near the amount anyway'],
  auto_kx_from_day: ['affectedLines', 8, 'some are eager near the amount anyway'],
  kx_when_near: ['affectedBeneficiaries', 2, 'a claim taken back lowers the total'],
  stop_below_review: ['affectedBeneficiaries', 2, 'a claim taken back lowers the total'],
  over_review: ['affectedBeneficiaries', 2, 'denials lower the total'],
  units_over_limit: ['affectedLines', 0, ''],
  long_days: ['affectedVisits', 0, ''],
  long_provider_days: ['affectedVisits', Infinity, 'days of many people at once: see below'],
  high_denials: ['affectedLines', 0, ''],
  limit_denials: ['affectedLines', 8, 'what everybody forgets comes on top'],
  discipline_conflict: ['affectedLines', 0, ''],
  assistant_heavy: ['affectedLines', 0, ''],
  new_provider: ['affectedBeneficiaries', Infinity, 'the last may have come late anyway'],
  shared_tin: ['affectedLines', 0, ''],
  throughout_year: ['affectedBeneficiaries', 2, 'a denied or voided quarter is missing'],
  several_providers: ['affectedBeneficiaries', 2, 'the second half may be taken back'],
};

const OTHER: PlantedRequest = {
  pattern: 'routine_early_kx',
  strength: 0.5,
  providers: 1,
  caseload: 3,
};

function optionsFor(pattern: PlantedPattern, strength: number): SynthOptions {
  const request: PlantedRequest = { pattern, strength, providers: 1, caseload: 24 };
  return optionsOf({
    seed: 7,
    size: { kind: 'beneficiaries', count: 60 },
    years: [2025],
    courses: 'light',
    planted: pattern === 'shared_tin' ? [request, OTHER] : [request],
  });
}

function planted(pattern: PlantedPattern, strength: number) {
  const { text, truth } = renderAll(optionsFor(pattern, strength));
  const one = truthOf(truth, pattern);
  const provider = linesOfProvider(judgedLines(readSets(text)), one);
  return { truth: one, all: truth, measured: MEASURES[pattern](provider, one), provider };
}

function truthOf({ planted: all }: Truth, pattern: PlantedPattern): PlantedTruth {
  const one = all.find((each) => each.pattern === pattern);
  if (one === undefined) throw new Error('one planted provider');
  return one;
}

/** How much is affected, and who has a line of the habit by the generator's own marks. */
function affectedAt(pattern: PlantedPattern, strength: number) {
  const run = startSynth(optionsFor(pattern, strength));
  const events = [...run.batches()].flatMap(({ remittances }) =>
    remittances.flatMap(({ claims }) => claims),
  );
  const marked = events.filter(
    ({ isCurrent, lines }) => isCurrent && lines.some((one) => one.plantedBy === pattern),
  );
  return {
    count: truthOf(run.truth(), pattern)[EXPECTED[pattern][0]],
    mbis: new Set(marked.map(({ beneficiary }) => beneficiary.mbi)),
  };
}

describe.each(PLANTED_PATTERNS)('%s', (pattern) => {
  const [measure, slack] = EXPECTED[pattern];

  it('leaves in the claims what the truth says', () => {
    const { truth, measured } = planted(pattern, pattern === 'shared_tin' ? 1 : 0.7);

    expect(truth[measure]).toBeGreaterThan(pattern === 'discipline_conflict' ? 5 : 7);
    expect(Math.abs(measured - truth[measure])).toBeLessThanOrEqual(slack);
    expect(measured).toBeGreaterThan(0);
  });

  it('shows nothing at strength 0, more the greater the strength, and only ever adds', () => {
    const runs = [0, 0.4, 1].map((strength) => affectedAt(pattern, strength));
    const counts = runs.map(({ count }) => count);

    expect(counts[0]).toBe(0);
    expect(counts).toEqual([...counts].sort((left, right) => left - right));
    expect(counts[2]).toBeGreaterThan(3);
    for (const [at, { mbis }] of runs.entries()) {
      expect([...(runs[at - 1]?.mbis ?? [])].filter((mbi) => !mbis.has(mbi))).toEqual([]);
    }
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
