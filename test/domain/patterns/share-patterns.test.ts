// Every share pattern on a small market: thirty ordinary providers and one who differs. Each has a
// case that is detected and one that is clear, and says so in counts that a reader can check.

import { describe, expect, it } from '@jest/globals';
import type { ProviderMeasures } from '../../../lib/domain/measures/provider-measures.js';
import type { PatternId } from '../../../lib/domain/patterns/pattern-finding.js';
import { hitBeneficiaries } from '../../../lib/domain/patterns/hit-beneficiaries.js';
import { longProviderDays } from '../../../lib/domain/patterns/long-provider-days.js';
import { SHARE_PATTERNS } from '../../../lib/domain/patterns/pattern-list.js';
import { patternSentence } from '../../../lib/domain/patterns/pattern-sentence.js';
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

type Rows = (npi: string, hits: number, n: number) => Partial<ProviderMeasures>;

/** How each measure counts hits among n units of one provider. */
const COUNTS: Readonly<Partial<Record<PatternId, Rows>>> = {
  routine_early_kx: (npi, hits, n) => ({
    beneficiaries: [
      beneficiaryRow({ npi, firstDateJudgedBeneficiaries: n, firstDateEarlyBeneficiaries: hits }),
    ],
  }),
  early_kx: (npi, hits, n) => ({
    lines: [lineRow({ npi, earlyKxLines: hits, unrequiredLines: n })],
  }),
  missing_kx: (npi, hits, n) => ({
    lines: [lineRow({ npi, missingKxLines: hits - 1, limitDeniedLines: 1, requiredLines: n - 1 })],
  }),
  kx_conflict: (npi, hits, n) => ({
    lines: [
      lineRow({
        npi,
        conflictLines: hits - 1,
        deniedConflictLines: 1,
        requiredLines: n - hits,
      }),
    ],
  }),
  discipline_conflict: (npi, hits, n) => ({
    lines: [lineRow({ npi, disciplineConflictLines: hits, disciplineCheckedLines: n })],
  }),
  units_over_limit: (npi, hits, n) => ({
    visits: [visitRow({ npi, overLimitCodeDays: hits, limitedCodeDays: n })],
  }),
  long_days: (npi, hits, n) => ({
    visits: [visitRow({ npi, longBeneficiaryDays: hits, visits: n })],
  }),
  long_provider_days: (npi, hits, n) => ({
    visits: [visitRow({ npi, longProviderDays: hits, providerDays: n })],
  }),
  denial_share: (npi, hits, n) => ({
    lines: [lineRow({ npi, deniedLines: hits, therapyLines: n })],
  }),
  limit_denials: (npi, hits, n) => ({
    lines: [lineRow({ npi, limitDeniedLines: hits, requiredLines: n - hits })],
  }),
  over_review_share: (npi, hits, n) => ({
    beneficiaries: [beneficiaryRow({ npi, overReviewBeneficiaries: hits, beneficiaries: n })],
  }),
  bunching_under_kx: (npi, hits, n) => ({
    beneficiaries: [beneficiaryRow({ npi, beneficiaries: n })],
    distances: [distanceRow({ npi, justUnderKxTotals: hits, kxWindowTotals: n })],
  }),
  bunching_under_review: (npi, hits, n) => ({
    beneficiaries: [beneficiaryRow({ npi, beneficiaries: n })],
    distances: [distanceRow({ npi, justUnderReviewTotals: hits, reviewWindowTotals: n })],
  }),
  several_providers: (npi, hits, n) => ({
    beneficiaries: [beneficiaryRow({ npi, severalProviderBeneficiaries: hits, beneficiaries: n })],
  }),
  throughout_year: (npi, hits, n) => ({
    beneficiaries: [beneficiaryRow({ npi, throughoutYearBeneficiaries: hits, beneficiaries: n })],
  }),
  assistant_share: (npi, hits, n) => ({
    lines: [lineRow({ npi, assistantLines: hits, therapyLines: n + 2, deniedLines: 2 })],
  }),
  kx_share: (npi, hits, n) => ({
    beneficiaries: [beneficiaryRow({ npi, kxBeneficiaries: hits, beneficiaries: n })],
  }),
};

const PEERS = 30;
const OWN = npiOf(1);

interface Own {
  readonly hits: number;
  /** Beneficiaries behind the hits; left out where the test does not ask. */
  readonly behind?: number;
  readonly n?: number;
  readonly beneficiaries?: number;
  readonly peers?: number;
}

/** Ordinary peers: 6 hits of 100 on average, 4 to 8 in turn. */
function judged(id: PatternId, own: Own) {
  const { hits, behind, n = 100, beneficiaries = 100, peers = PEERS } = own;
  const pattern = SHARE_PATTERNS.find((each) => each.id === id);
  const count = COUNTS[id];
  if (pattern === undefined || count === undefined) throw new Error(`no counts for ${id}`);
  const npis = Array.from({ length: peers }, (_, at) => npiOf(at + 2));
  const rows = [count(OWN, hits, n), ...npis.map((npi, at) => count(npi, 4 + ((at * 2) % 5), 100))];
  const measures = measuresOf({
    lines: rows.flatMap(({ lines = [] }) => lines),
    beneficiaries: rows.flatMap((row) => row.beneficiaries ?? []),
    visits: rows.flatMap(({ visits = [] }) => visits),
    distances: rows.flatMap(({ distances = [] }) => distances),
  });
  const seen = new Map([[OWN, beneficiaries], ...npis.map((npi) => [npi, 100] as const)]);
  const cells = pattern.cells(measures);
  const ofPeers = npis.map((npi) => [npi, 6] as const);
  const hitBeneficiaries =
    behind === undefined ? {} : { hitBeneficiaries: personsBehind([[OWN, behind], ...ofPeers]) };
  const of = { role: 'rendering', cells, beneficiaries: seen, ...hitBeneficiaries } as const;
  const finding = shareFindings(pattern, of).find(({ npi }) => npi === OWN);
  if (finding === undefined) throw new Error('every provider has a finding');
  return finding;
}

/** Of a hundred beneficiaries each. */
function personsBehind(counts: readonly (readonly [npi: string, beneficiaries: number])[]) {
  return hitBeneficiaries(
    counts.map(([npi, beneficiaries]) => ({ ...CELL, npi, beneficiaries, seen: 100 })),
  );
}

function outcome({ outcome: answer }: ShareFinding): string {
  return answer.kind === 'notApplicable' ? answer.reason : answer.kind;
}

const ids = SHARE_PATTERNS.map(({ id }) => id);

describe('share patterns', () => {
  it.each(ids)('%s is detected at six times the share of its peers', (id) => {
    const finding = judged(id, { hits: 36 });

    expect(outcome(finding)).toBe('detected');
    expect(finding.evidence).toMatchObject({ hits: 36, n: 100, share: 0.36 });
    expect(finding.evidence.peers).toMatchObject({
      providers: 30,
      hits: 180,
      n: 3000,
      share: 0.06,
    });
  });

  it.each(ids)('%s is clear at the share of its peers', (id) => {
    expect(outcome(judged(id, { hits: 7 }))).toBe('clear');
  });

  it.each(ids)('%s is clear far below its peers', (id) => {
    expect(outcome(judged(id, { hits: 1 }))).toBe('clear');
  });

  it.each([
    { own: { hits: 36, beneficiaries: 19 }, expected: 'TOO_FEW_BENEFICIARIES' },
    { own: { hits: 15, n: 19 }, expected: 'TOO_FEW_UNITS' },
    { own: { hits: 15, n: 20 }, expected: 'detected' },
    { own: { hits: 36, peers: 4 }, expected: 'TOO_FEW_PEERS' },
    { own: { hits: 60, peers: 5 }, expected: 'detected' },
    { own: { hits: 36, behind: 8 }, expected: 'detected' },
    // Six of a hundred stand behind the hits of each peer.
    { own: { hits: 36, behind: 7 }, expected: 'detected' },
    { own: { hits: 36, behind: 5 }, expected: 'clear' },
    { own: { hits: 36, behind: 2 }, expected: 'clear' },
  ])('answers $expected for $own', ({ own, expected }) => {
    expect(outcome(judged('early_kx', own))).toBe(expected);
  });

  it.each([
    { hits: 9, n: 100, expected: 'clear' },
    { hits: 10, n: 100, expected: 'detected' },
  ])('answers $expected for $hits long working days of $n', ({ hits, n, expected }) => {
    const visits = [
      visitRow({ npi: OWN, longProviderDays: hits, providerDays: n }),
      ...Array.from({ length: 80 }, (_, at) => visitRow({ npi: npiOf(at + 2), providerDays: 100 })),
    ];
    const pattern = longProviderDays;
    const cells = pattern.cells(measuresOf({ visits }));
    const beneficiaries = new Map(visits.map(({ npi }) => [npi, 100] as const));

    const [own] = shareFindings(pattern, { role: 'rendering', cells, beneficiaries });

    expect(own === undefined ? null : outcome(own)).toBe(expected);
  });

  it('asks of long working days of therapists alone', () => {
    const pattern = SHARE_PATTERNS.find(({ id }) => id === 'long_provider_days');
    const visits = [visitRow({ role: 'billing', longProviderDays: 30, providerDays: 40 })];
    const cells = pattern?.cells(measuresOf({ visits })) ?? [];
    const beneficiaries = new Map([[OWN, 100]]);

    const [finding] =
      pattern === undefined
        ? []
        : shareFindings(pattern, { role: 'billing', cells, beneficiaries });

    expect(finding?.outcome).toEqual({ kind: 'notApplicable', reason: 'OTHER_ROLE' });
  });

  it('tells counts, share and peers in one sentence', () => {
    expect(patternSentence(judged('routine_early_kx', { hits: 36 }))).toBe(
      '36 of 100 beneficiaries had KX on their first therapy date of the year while it was not ' +
        'required (36.0 percent); peers in your data: 6.0 percent (30 providers, same discipline, ' +
        'setting and state).',
    );
    expect(patternSentence(judged('early_kx', { hits: 15, n: 19 }))).toContain(
      'Not judged: too few of them to compare.',
    );
    expect(patternSentence(judged('early_kx', { hits: 15, peers: 0 }))).toContain(
      'peers in your data: too few',
    );
  });

  it.each(ids)('%s says nothing that a screening result must not say', (id) => {
    const pattern = SHARE_PATTERNS.find((each) => each.id === id);
    const text = [patternSentence(judged(id, { hits: 36 })), pattern?.mend, pattern?.title].join(
      ' ',
    );

    expect(text).not.toMatch(/fraud|violat|overpay|wrongdoing|suspicious|guilt/i);
    expect(pattern?.mend).toMatch(/\.$/);
  });
});
