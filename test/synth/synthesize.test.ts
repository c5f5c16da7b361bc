import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../lib/synth/refusal-of.js';
import type { SynthOptions } from '../../lib/synth/synth-options.js';
import { startSynth } from '../../lib/synth/synthesize.js';
import { optionsOf, PLANTED, renderAll } from './synth-fixture.js';

describe('startSynth', () => {
  it('gives the same bytes and the same truth for the same options', () => {
    const first = renderAll(optionsOf({ seed: 21 }));
    const again = renderAll(optionsOf({ seed: 21 }));
    const other = renderAll(optionsOf({ seed: 22 }));

    expect(again).toEqual(first);
    expect(other.text).not.toBe(first.text);
  });

  it('knows the truth only at the end, and is read once', () => {
    const run = startSynth(optionsOf({ size: { kind: 'beneficiaries', count: 3 } }));

    expect(() => run.truth()).toThrow('when all batches have been read');
    expect([...run.batches()].length).toBeGreaterThan(0);
    expect(run.truth().beneficiaryCount).toBe(3);
    expect(() => [...run.batches()]).toThrow('read once');
  });

  it('keeps no beneficiary when a summary is asked for', () => {
    const full = renderAll(optionsOf());
    const summary = renderAll(optionsOf({ truth: 'summary' }));

    expect(summary.text).toBe(full.text);
    expect(summary.truth).toEqual({ ...full.truth, billers: [], beneficiaries: [] });
  });

  it.each([200, 3000, 15_000])('stops near %d lines', (count) => {
    const run = startSynth(optionsOf({ size: { kind: 'lines', count }, truth: 'summary' }));
    const batches = [...run.batches()].length;

    const { versionLines } = run.truth();
    expect(batches).toBeGreaterThan(0);
    expect(versionLines).toBeGreaterThanOrEqual(count);
    // The last person is finished: a few hundred lines at the very most.
    expect(versionLines - count).toBeLessThan(400);
  });

  it('plants as many providers as asked, spread over markets', () => {
    const planted = PLANTED.map((request) => ({ ...request, providers: 2 }));
    const { truth } = renderAll(
      optionsOf({ size: { kind: 'beneficiaries', count: 620 }, planted }),
    );

    const patterns = truth.planted.map(({ pattern }) => pattern).sort();
    expect(patterns).toEqual(planted.flatMap(({ pattern }) => [pattern, pattern]).sort());
    expect(new Set(truth.planted.map(({ billingNpi }) => billingNpi)).size).toBe(8);
    expect(truth.planted.every((one) => one.affectedBeneficiaries > 1)).toBe(true);
    const routine = truth.planted.filter(({ pattern }) => pattern === 'routine_early_kx');
    expect(routine.every((one) => one.beneficiaries >= 20)).toBe(true);
  });
});

describe('refusalOf', () => {
  it.each<[string, Partial<SynthOptions>, string]>([
    ['a seed below zero', { seed: -1 }, 'seed'],
    ['a broken size', { size: { kind: 'lines', count: 0 } }, 'size'],
    ['no year', { years: [] }, 'years'],
    ['a gap between years', { years: [2024, 2026] }, 'years'],
    ['a year without amounts', { years: [2040] }, 'thresholds'],
    ['no contractor of part A', { contractors: [{ payerId: '12502', part: 'B' }] }, 'contractors'],
    [
      'a strength above 1',
      { planted: [{ pattern: 'missing_kx', strength: 1.5, providers: 1 }] },
      'planted: strength',
    ],
    [
      'more planted providers than practices',
      { planted: [{ pattern: 'missing_kx', strength: 1, providers: 6 }] },
      'planted: at most 5',
    ],
    [
      'neither a strength nor a multiple',
      { planted: [{ pattern: 'missing_kx', providers: 1 }] },
      'planted: give one of',
    ],
    [
      'a strength and a multiple',
      { planted: [{ pattern: 'missing_kx', strength: 0.1, timesHonest: 2, providers: 1 }] },
      'planted: give one of',
    ],
    [
      'a multiple of nothing',
      { planted: [{ pattern: 'swapped_groups', timesHonest: 2, providers: 1 }] },
      'planted: no honest provider',
    ],
    [
      'a multiple above everything',
      { planted: [{ pattern: 'assistant_heavy', timesHonest: 9, providers: 1 }] },
      'planted: strength is 0 to 1',
    ],
    [
      'a tax number shared with nobody',
      { planted: [{ pattern: 'shared_tin', strength: 1, providers: 2 }] },
      'planted: shared_tin',
    ],
    ['no therapist', { size: { kind: 'providers', providers: 0, caseload: 5 } }, 'size'],
    [
      'more look-alikes than practices are left',
      { lookAlikes: [{ kind: 'small_volume', providers: 2 }] },
      'lookAlikes: with the planted ones',
    ],
    [
      'more hospitals than there are',
      { lookAlikes: [{ kind: 'hospital_claim_level_kx', providers: 4 }] },
      'lookAlikes: at most 3',
    ],
  ])('names the option at fault: %s', (_, some, words) => {
    expect(refusalOf(optionsOf(some))).toContain(words);
    expect(() => startSynth(optionsOf(some))).toThrow(words);
  });

  it('lets good options pass', () => {
    expect(refusalOf(optionsOf())).toBeNull();
    expect(refusalOf(optionsOf({ years: [2027] }))).toBeNull();
  });
});
