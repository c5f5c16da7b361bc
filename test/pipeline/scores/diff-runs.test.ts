// What a difference between two runs says, and whom it holds responsible.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import { ZERO_CENTS } from '../../../lib/domain/money.js';
import type { ProviderScore } from '../../../lib/domain/score/score-providers.js';
import type { ScorePart } from '../../../lib/domain/score/score-part.js';
import { diffRuns } from '../../../lib/pipeline/scores/diff-runs.js';
import type { ScoreRun } from '../../../lib/pipeline/scores/score-run.js';

const PART: ScorePart = {
  pattern: 'early_kx',
  weightPoints: 20,
  hundredths: 500,
  notJudged: null,
  hits: 5,
  n: 50,
  share: 0.1,
  interval: null,
  shrunkenShare: 0.09,
  peerShare: 0.05,
  peerProviders: 9,
  peerUnits: 400,
  peerBasis: 'state',
};

function provider(npi: string, part: Partial<ScorePart> = {}, detected = false): ProviderScore {
  const own = { ...PART, ...part };
  return {
    role: 'rendering',
    npi,
    beneficiaries: 40,
    hundredths: own.hundredths,
    band: 'low',
    parts: [own],
    patterns: [
      {
        pattern: 'early_kx',
        role: 'rendering',
        npi,
        outcome: { kind: detected ? 'detected' : 'clear' },
        evidence: { kind: 'links', detected: [], linkedProviders: 0 },
        dollars: { exposedCents: null, exposedBasis: 'paid', underBilledChargeCents: null },
      },
    ],
    factors: [],
    cbr: [],
  };
}

function run(runId: string, providers: readonly ProviderScore[], rules = '1'): ScoreRun {
  return {
    format: 1,
    runId,
    period: { from: toIsoDay('2026-01-01'), to: toIsoDay('2026-12-31') },
    versions: {
      rules,
      reference: 'r',
      settings: 's',
      schema: '2',
      snapshot: 'a',
      queries: 'q',
      method: '1',
      benchmarks: '',
    },
    causes: {
      causes: [],
      total: { lines: 0, exposedPaidCents: ZERO_CENTS, underBilledChargeCents: ZERO_CENTS },
    },
    providers,
  };
}

describe('diffRuns', () => {
  it('finds nothing between equal runs', () => {
    const diff = diffRuns(run('1', [provider('A')]), run('2', [provider('A')]));

    expect(diff).toMatchObject({ versions: [], providers: [], unchangedProviders: 1 });
  });

  it.each<[string, Partial<ScorePart>, readonly string[]]>([
    ['own counts', { hits: 9, hundredths: 900 }, ['own_counts']],
    ['peers', { peerShare: 0.02, hundredths: 900 }, ['peers']],
    ['both', { hits: 9, peerUnits: 500, hundredths: 900 }, ['own_counts', 'peers']],
    ['the method alone', { hundredths: 900 }, ['method']],
    ['counts that move no point', { n: 51 }, ['own_counts']],
  ])('names %s as the reason', (_name, change, reasons) => {
    const diff = diffRuns(run('1', [provider('A')]), run('2', [provider('A', change)]));

    expect(diff.providers).toMatchObject([{ npi: 'A', parts: [{ pattern: 'early_kx', reasons }] }]);
  });

  it('does not list a provider whose peers moved and nothing else', () => {
    const moved = provider('A', { peerShare: 0.051 });

    expect(diffRuns(run('1', [provider('A')]), run('2', [moved])).providers).toEqual([]);
  });

  it('tells who came, who went, and what is now detected; the largest move first', () => {
    const before = run('1', [provider('A'), provider('B'), provider('C')]);
    const after = run(
      '2',
      [provider('A', {}, true), provider('C', { hits: 6 }), provider('D')],
      '2',
    );

    const diff = diffRuns(before, after);

    expect(diff.versions).toEqual([{ what: 'rules', before: '1', after: '2' }]);
    expect(
      diff.providers.map(({ npi, beforeHundredths: was, afterHundredths: now }) => [npi, was, now]),
    ).toEqual([
      ['B', 500, null],
      ['D', null, 500],
      ['A', 500, 500],
      ['C', 500, 500],
    ]);
    expect(diff.providers[2]?.outcomes).toEqual([
      { pattern: 'early_kx', before: 'clear', after: 'detected' },
    ]);
    expect(diff.unchangedProviders).toBe(0);
  });
});
