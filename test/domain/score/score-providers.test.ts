// The whole: who gets which score and band, what parts say, who never tops a ranking, and in which
// order. Small figures that can be worked out by hand.

import { describe, expect, it } from '@jest/globals';
import type { ProviderMeasures } from '../../../lib/domain/measures/provider-measures.js';
import { PATTERN_IDS } from '../../../lib/domain/patterns/pattern-finding.js';
import { PATTERN_TEXTS } from '../../../lib/domain/patterns/pattern-list.js';
import { patternSentence } from '../../../lib/domain/patterns/pattern-sentence.js';
import { ruleEntry } from '../../../lib/domain/rule-catalogue.js';
import { scoreBand } from '../../../lib/domain/score/score-band.js';
import { scoreProviders } from '../../../lib/domain/score/score-providers.js';
import { SCORE_WEIGHTS } from '../../../lib/domain/score/score-weights.js';
import { severity } from '../../../lib/domain/score/severity.js';
import { toIsoDay } from '../../../lib/domain/day.js';
import {
  beneficiaryRow,
  jumpRow,
  lineRow,
  measuresOf,
  npiOf,
  ruleFitRow,
  visitRow,
} from './measures-builder.js';

/** One routine provider, one tiny one, one with complex patients, and thirty ordinary ones. */
const ROUTINE = npiOf(1);
const TINY = npiOf(2);
const COMPLEX = npiOf(3);

function market(): ProviderMeasures {
  const ordinary = Array.from({ length: 30 }, (_, at) => npiOf(at + 10));
  const beneficiary = (npi: string, beneficiaries: number, early: number) =>
    beneficiaryRow({
      npi,
      beneficiaries,
      firstDateEarlyBeneficiaries: early,
      earlyKxBeneficiaries: early,
      kxBeneficiaries: 5,
    });
  const line = (npi: string, early: number, judgedKx: number) =>
    lineRow({
      npi,
      therapyLines: 600,
      deniedLines: 12,
      judgedKxLines: judgedKx,
      earlyKxLines: early,
      requiredLines: judgedKx - early,
      unrequiredLines: 600 - (judgedKx - early),
      disciplineCheckedLines: 600,
    });
  return measuresOf({
    lines: [
      line(ROUTINE, 180, 200),
      line(TINY, 40, 40),
      line(COMPLEX, 4, 400),
      ...ordinary.map((npi, at) => line(npi, 4 + (at % 3), 100)),
    ],
    beneficiaries: [
      beneficiary(ROUTINE, 47, 23),
      beneficiary(TINY, 6, 6),
      beneficiaryRow({
        npi: COMPLEX,
        beneficiaries: 50,
        firstDateEarlyBeneficiaries: 2,
        kxBeneficiaries: 45,
        overReviewBeneficiaries: 40,
        throughoutYearBeneficiaries: 30,
      }),
      ...ordinary.map((npi, at) => beneficiary(npi, 40, 1 + (at % 3))),
    ],
    visits: [ROUTINE, TINY, COMPLEX, ...ordinary].map((npi) =>
      visitRow({ npi, visits: 200, timedMinutes: 9000, timedMinutesSquares: 420_000 }),
    ),
    firstSeen: new Map([ROUTINE, ...ordinary].map((npi) => [npi, toIsoDay('2024-01-02')])),
  });
}

const scores = scoreProviders(market(), { benchmarks: [] });

function scoreOf(npi: string) {
  const score = scores.providers.rendering.find((each) => each.npi === npi);
  if (score === undefined) throw new Error('every provider has a score');
  return score;
}

describe('scoreProviders', () => {
  it('ranks the routine provider first and says why', () => {
    const [first] = scores.providers.rendering;
    const [part] = first?.parts ?? [];

    expect(first?.npi).toBe(ROUTINE);
    expect(first?.band).toBe('high');
    expect(
      first?.patterns
        .filter(({ outcome }) => outcome.kind === 'detected')
        .map(({ pattern }) => pattern),
    ).toEqual(['routine_early_kx', 'early_kx']);
    // Peers: 30 providers with 60, the complex one with 2, the tiny one with 6, of 1256.
    expect(part).toMatchObject({
      pattern: 'routine_early_kx',
      hits: 23,
      n: 47,
      peerProviders: 32,
      peerUnits: 1256,
      notJudged: null,
    });
    expect(part?.peerShare).toBeCloseTo(68 / 1256, 12);
  });

  it('computes a part as weight times doublings of the shrunken share', () => {
    for (const part of scoreOf(ROUTINE).parts) {
      const { shrunkenShare, peerShare, hundredths, weightPoints } = part;
      if (shrunkenShare === null || peerShare === null) continue;
      const expected = Math.round(weightPoints * 100 * severity(shrunkenShare, peerShare));
      expect(hundredths).toBe(part.notJudged === null ? expected : 0);
    }
    expect(scoreOf(ROUTINE).parts.filter(({ hundredths }) => hundredths > 0)).toHaveLength(2);
  });

  it('gives the smallest no points, however high their shares', () => {
    const tiny = scoreOf(TINY);

    expect(tiny).toMatchObject({ hundredths: 0, band: 'not_scored', beneficiaries: 6 });
    expect(new Set(tiny.parts.map(({ notJudged }) => notJudged))).toContain(
      'TOO_FEW_BENEFICIARIES',
    );
  });

  it('gives no points for complex patients', () => {
    const complex = scoreOf(COMPLEX);
    const detected = complex.patterns.filter(({ outcome }) => outcome.kind === 'detected');

    expect(complex).toMatchObject({ hundredths: 0, band: 'low' });
    expect(detected.map(({ pattern }) => pattern)).toEqual([
      'over_review_share',
      'throughout_year',
      'kx_share',
    ]);
  });

  it('orders by score, then by NPI, and the same measures give the same answer', () => {
    const npis = scores.providers.rendering.map(({ npi }) => npi);
    const sorted = [...scores.providers.rendering].sort(
      (one, other) => other.hundredths - one.hundredths || (one.npi < other.npi ? -1 : 1),
    );
    const again = scoreProviders(market(), { benchmarks: [] });

    expect(npis).toEqual(sorted.map(({ npi }) => npi));
    expect(JSON.stringify(again)).toBe(JSON.stringify(scores));
    expect(scores.providers.billing).toEqual([]);
  });

  it('does not depend on the order of the rows', () => {
    const { lines, beneficiaries, visits, ...rest } = market();
    const turned = scoreProviders(
      {
        ...rest,
        lines: lines.toReversed(),
        beneficiaries: beneficiaries.toReversed(),
        visits: visits.toReversed(),
      },
      { benchmarks: [] },
    );

    expect(turned.providers.rendering.map(({ npi, hundredths }) => [npi, hundredths])).toEqual(
      scores.providers.rendering.map(({ npi, hundredths }) => [npi, hundredths]),
    );
  });

  it('shows the five factors, with numbers or without data', () => {
    const values = scoreOf(ROUTINE).factors.map(({ factor, rule, value }) => [
      factor,
      rule,
      value.kind,
    ]);

    expect(values).toEqual([
      ['I', 'FAC-1', 'share'],
      ['II', 'FAC-2', 'share'],
      ['III', 'FAC-3', 'first_seen'],
      ['IV', 'FAC-4', 'no_data'],
      ['V', 'FAC-5', 'no_data'],
    ]);
    expect(scoreOf(ROUTINE).factors[1]?.value).toMatchObject({ pattern: 'early_kx' });
    expect(scoreOf(TINY).factors.map(({ value }) => value.kind)).toEqual([
      'no_data',
      'no_data',
      'no_data',
      'no_data',
      'no_data',
    ]);
  });

  it('answers for a biller with every pattern', () => {
    const npi = npiOf(500);
    const role = 'billing' as const;
    const { patterns, factors } =
      scoreProviders(
        measuresOf({
          lines: [lineRow({ npi, role, therapyLines: 40 })],
          beneficiaries: [beneficiaryRow({ npi, role })],
          visits: [visitRow({ npi, role })],
          distances: [],
          ruleFits: [ruleFitRow({ npi, judgedLines: 50 })],
          jumps: [jumpRow({ npi })],
          links: [{ renderingNpi: null, billingNpi: npi, billingTin: '1', therapyLines: 40 }],
          firstSeen: new Map([[npi, toIsoDay('2024-05-06')]]),
        }),
        { benchmarks: [] },
      ).providers.billing[0] ?? {};
    const without: readonly string[] = ['bunching_under_kx', 'bunching_under_review'];

    expect(patterns?.map(({ pattern }) => pattern)).toEqual(
      PATTERN_IDS.filter((id) => !without.includes(id)),
    );
    expect(patterns?.map(patternSentence).every((sentence) => sentence.endsWith('.'))).toBe(true);
    expect(factors?.at(-1)?.value).toEqual({ kind: 'links', detected: 0, linkedProviders: 0 });
  });
});

describe('score policy', () => {
  it('gives a hundred points at most, each weight with its reason', () => {
    expect(SCORE_WEIGHTS.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    expect(SCORE_WEIGHTS.every(({ reason }) => reason.endsWith('.'))).toBe(true);
  });

  it.each([
    [0.05, 0.05, 0],
    [0.02, 0.05, 0],
    [0.11, 0.05, 0.5],
    [0.23, 0.05, 1],
    [0.9, 0.05, 1],
    [0, 0, 0],
    [0.01, 0, 0.5],
  ])('takes a share of %d beside %d as %d', (share, peers, expected) => {
    expect(severity(share, peers)).toBeCloseTo(expected, 12);
  });

  it.each([
    [0, false, 'not_scored'],
    [0, true, 'low'],
    [499, true, 'low'],
    [500, true, 'watch'],
    [1499, true, 'watch'],
    [1500, true, 'high'],
  ] as const)('calls %d hundredths, scored %s, %s', (hundredths, isScored, band) => {
    expect(scoreBand(hundredths, isScored)).toBe(band);
  });

  it('lists each pattern once, in order, with rules that the catalogue explains', () => {
    expect(PATTERN_TEXTS.map(({ id }) => id)).toEqual(PATTERN_IDS);
    for (const { rules } of PATTERN_TEXTS) {
      expect(rules.length).toBeGreaterThan(0);
      for (const rule of rules) expect(ruleEntry(rule).id).toBe(rule);
    }
  });
});
