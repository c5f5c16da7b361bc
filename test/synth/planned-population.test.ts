import { describe, expect, it } from '@jest/globals';
import { drawHonestRates } from '../../lib/synth/honest-rates.js';
import { npiAt } from '../../lib/synth/identifiers.js';
import { HONEST_RATES, PLANTED_PATTERNS } from '../../lib/synth/planted-pattern.js';
import { readSets } from './naive-835.js';
import { CODES, judgedLines, type JudgedLine } from './planted-measures.js';
import { optionsOf, renderAll } from './synth-fixture.js';

const CASELOAD = 20;
const OPTIONS = optionsOf({
  seed: 9,
  size: { kind: 'providers', providers: 53, caseload: CASELOAD },
  years: [2025],
  planted: [],
  lookAlikes: [{ kind: 'small_volume', providers: 1 }],
});
const { text, truth } = renderAll(OPTIONS);
const lines = judgedLines(readSets(text));
const byTherapist = new Map<string, JudgedLine[]>();
for (const line of lines) {
  if (line.npi !== null) byTherapist.set(line.npi, [...(byTherapist.get(line.npi) ?? []), line]);
}
const small = truth.lookAlikes[0]?.renderingNpi ?? '';
const usual = [...byTherapist].filter(([npi]) => npi !== small).map(([, rows]) => rows);
const mbisOf = (rows: readonly JudgedLine[]): ReadonlySet<string> =>
  new Set(rows.map(({ claim }) => claim.mbi));

describe('a planned population', () => {
  it('has as many therapists as asked, each with about the asked people', () => {
    const caseloads = usual.map((rows) => mbisOf(rows).size).sort((left, right) => left - right);

    expect(byTherapist.size).toBe(53);
    expect(caseloads[0]).toBeGreaterThanOrEqual(CASELOAD);
    expect(caseloads[26]).toBeLessThanOrEqual(CASELOAD * 1.2);
    expect(caseloads[51]).toBeLessThanOrEqual(CASELOAD * 1.7);
    expect(mbisOf(byTherapist.get(small) ?? []).size).toBeLessThanOrEqual(6);
  });

  it('needs few lines, and still crosses the amounts', () => {
    const people = mbisOf(lines);
    const over = mbisOf(lines.filter(({ own, kxAmount }) => own > kxAmount));

    expect(truth.versionLines / truth.beneficiaryCount).toBeLessThan(13.5);
    expect(over.size / people.size).toBeGreaterThan(0.1);
    expect(over.size / people.size).toBeLessThan(0.2);
  });

  it('has early KX on the first date about as often as stated, and not alike everywhere', () => {
    const shares = usual.map((rows) => {
      const early = [...mbisOf(rows)].filter((mbi) => {
        const own = rows.filter(({ claim }) => claim.mbi === mbi);
        const first = own.map(({ line }) => line.date).sort()[0];
        return own.some((one) => one.line.date === first && one.hasKx && one.own <= one.kxAmount);
      });
      return early.length / mbisOf(rows).size;
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;

    expect(mean).toBeGreaterThan(0.035);
    expect(mean).toBeLessThan(0.065);
    expect(new Set(shares).size).toBeGreaterThan(3);
  });

  it('slips in every stated way', () => {
    const has = (test: (line: JudgedLine) => boolean): boolean => lines.some(test);
    const seen = {
      units: has(({ line }) => line.units > (CODES.get(line.code)?.unitLimit ?? 0)),
      notice: has(({ line, hasKx }) => hasKx && line.modifiers.includes('GA')),
      missing: has((one) => !one.hasKx && one.own > one.kxAmount),
      limit: has(({ line }) => line.cas.some(([, reason]) => reason === '119')),
      denied: has(({ line }) => line.cas.some(([, reason]) => reason === '50')),
      discipline: has(({ line }) => {
        const required = CODES.get(line.code)?.required ?? '';
        return required !== '' && !line.modifiers.includes(required);
      }),
    };

    expect(Object.entries(seen).filter(([, isSeen]) => !isSeen)).toEqual([]);
    expect(truth.planted).toEqual([]);
  });

  it('says where each biller is, and shares the state of its market', () => {
    const states = new Map(lines.map(({ claim }) => [claim.billingNpi, claim.billingState]));

    expect(states.size).toBeGreaterThan(15);
    const stated = new Map(truth.billers.map(({ npi, state }) => [npi, state]));
    expect([...states].filter(([npi, state]) => stated.get(npi) !== state)).toEqual([]);
    expect(new Set(states.values())).toEqual(new Set(['PA', 'NJ', 'DE']));
    expect(text).toContain('N3*1 SYNTHETIC WAY~\nN4*SYNTHVILLE*PA*170000000~\n');
  });

  it('takes a strength as a multiple of the honest rate', () => {
    const planted = renderAll({
      ...OPTIONS,
      size: { kind: 'providers', providers: 25, caseload: 10 },
      lookAlikes: [],
      planted: [{ pattern: 'over_review', timesHonest: 4, providers: 2 }],
    }).truth.planted;

    expect(planted.map(({ strength }) => strength)).toEqual([0.2, 0.2]);
    expect(planted.every(({ beneficiaries }) => beneficiaries >= 10)).toBe(true);
  });
});

describe('drawHonestRates', () => {
  it('keeps the stated mean, and never more than twice of it', () => {
    const drawn = Array.from({ length: 1500 }, (_, at) => drawHonestRates(1, npiAt(1, at)));
    const wrong = PLANTED_PATTERNS.filter((pattern) => {
      const mean = HONEST_RATES[pattern];
      if (mean === undefined) return drawn.some((rates) => rates[pattern] !== undefined);
      const rates = drawn.map((each) => each[pattern] ?? -1);
      const measured = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
      const isAround = Math.abs(measured / mean - 1) < 0.04;
      return !isAround || rates.some((rate) => rate < 0 || rate > 2 * mean);
    });

    expect(wrong).toEqual([]);
    expect(Object.keys(HONEST_RATES).length).toBeGreaterThan(14);
  });
});
