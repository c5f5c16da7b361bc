// Every pattern carries weight: one provider whom it alone finds, beside thirty ordinary ones. With
// the pattern taken out nobody finds that provider any more.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import type { ProviderMeasures } from '../../../lib/domain/measures/provider-measures.js';
import { PATTERN_IDS, type PatternId } from '../../../lib/domain/patterns/pattern-finding.js';
import { findingsOf, patternFindings } from '../../../lib/domain/score/pattern-findings.js';
import {
  beneficiaryRow,
  distanceRow,
  jumpRow,
  lineRow,
  measuresOf,
  npiOf,
  ruleFitRow,
  visitRow,
} from './measures-builder.js';

const OWN = npiOf(1);
const PEERS = Array.from({ length: 30 }, (_, at) => npiOf(at + 2));

/** Rows of one provider with so many hits; ordinary ones have four to eight of a hundred. */
type Rows = (npi: string, hits: number) => Partial<ProviderMeasures>;

const lines =
  (count: (hits: number) => Parameters<typeof lineRow>[0]): Rows =>
  (npi, hits) => ({ lines: [lineRow({ npi, ...count(hits) })] });
const beneficiaries =
  (count: (hits: number) => Parameters<typeof beneficiaryRow>[0]): Rows =>
  (npi, hits) => ({ beneficiaries: [beneficiaryRow({ npi, beneficiaries: 100, ...count(hits) })] });
const visits =
  (count: (hits: number) => Parameters<typeof visitRow>[0]): Rows =>
  (npi, hits) => ({ visits: [visitRow({ npi, ...count(hits) })] });
const distances =
  (count: (hits: number) => Parameters<typeof distanceRow>[0]): Rows =>
  (npi, hits) => ({ distances: [distanceRow({ npi, ...count(hits) })] });
const both =
  (one: Rows, other: Rows): Rows =>
  (npi, hits) => ({
    ...one(npi, hits),
    ...other(npi, hits),
  });
/** Only the provider itself has the row. */
const ownOnly =
  (rows: Partial<ProviderMeasures>): Rows =>
  (npi) =>
    npi === OWN ? rows : {};

const CASES: Readonly<Record<PatternId, Rows>> = {
  routine_early_kx: beneficiaries((hits) => ({ firstDateEarlyBeneficiaries: hits })),
  early_kx: both(
    lines((hits) => ({ earlyKxLines: hits, unrequiredLines: 100 })),
    beneficiaries((hits) => ({ earlyKxBeneficiaries: hits })),
  ),
  missing_kx: both(
    lines((hits) => ({ missingKxLines: hits, requiredLines: 100 })),
    beneficiaries((hits) => ({ missingKxBeneficiaries: hits, requiredBeneficiaries: 100 })),
  ),
  kx_conflict: both(
    lines((hits) => ({ conflictLines: hits, requiredLines: 100 - hits })),
    beneficiaries((hits) => ({ conflictBeneficiaries: hits, requiredBeneficiaries: 100 })),
  ),
  discipline_conflict: both(
    lines((hits) => ({ disciplineConflictLines: hits, disciplineCheckedLines: 100 })),
    beneficiaries((hits) => ({ disciplineConflictBeneficiaries: hits })),
  ),
  units_over_limit: visits((hits) => ({
    overLimitCodeDays: hits,
    limitedCodeDays: 100,
    overLimitBeneficiaries: hits,
  })),
  long_days: visits((hits) => ({
    longBeneficiaryDays: hits,
    visits: 100,
    longDayBeneficiaries: hits,
  })),
  long_provider_days: visits((hits) => ({ longProviderDays: hits, providerDays: 100 })),
  denial_share: both(
    lines((hits) => ({ deniedLines: hits, therapyLines: 100 })),
    beneficiaries((hits) => ({ deniedBeneficiaries: hits })),
  ),
  // All have as many lines that lacked KX; only this one had them denied for the limit.
  limit_denials: both(
    lines((hits) => ({
      limitDeniedLines: hits,
      missingKxLines: 40 - hits,
      requiredLines: 100 - hits,
    })),
    beneficiaries((hits) => ({
      limitDeniedBeneficiaries: hits,
      missingKxBeneficiaries: 40 - hits,
      requiredBeneficiaries: 100,
    })),
  ),
  over_review_share: beneficiaries((hits) => ({ overReviewBeneficiaries: hits })),
  bunching_under_kx: both(
    distances((hits) => ({ justUnderKxTotals: hits, kxWindowTotals: 100 })),
    beneficiaries(() => ({})),
  ),
  bunching_under_review: both(
    distances((hits) => ({ justUnderReviewTotals: hits, reviewWindowTotals: 100 })),
    beneficiaries(() => ({})),
  ),
  several_providers: beneficiaries((hits) => ({ severalProviderBeneficiaries: hits })),
  throughout_year: beneficiaries((hits) => ({ throughoutYearBeneficiaries: hits })),
  assistant_share: both(
    lines((hits) => ({ assistantLines: hits, therapyLines: 100 })),
    beneficiaries((hits) => ({ assistantBeneficiaries: hits })),
  ),
  kx_share: beneficiaries((hits) => ({ kxBeneficiaries: hits })),
  mistaken_rule: both(
    ownOnly({
      ruleFits: [
        ruleFitRow({
          role: 'rendering',
          npi: OWN,
          judgedLines: 200,
          wrongLines: 50,
          rightRuleFits: 150,
          mergedExplains: 45,
          mergedFits: 190,
        }),
      ],
    }),
    beneficiaries(() => ({ earlyKxBeneficiaries: 8 })),
  ),
  billing_system_fingerprint: ownOnly({ jumps: [jumpRow({ role: 'rendering', npi: OWN })] }),
  newly_seen: (npi) => ({
    firstSeen: new Map([[npi, toIsoDay(npi === OWN ? '2026-06-01' : '2026-01-02')]]),
  }),
  // The peer that has the same biller has a habit of its own.
  shared_group: (npi, hits) => ({
    lines: [
      lineRow({
        npi,
        deniedLines: npi === npiOf(2) ? 36 : npi === OWN ? 5 : hits,
        therapyLines: 100,
      }),
    ],
    beneficiaries: [
      beneficiaryRow({ npi, beneficiaries: 100, deniedBeneficiaries: npi === npiOf(2) ? 36 : 5 }),
    ],
    links: [
      {
        renderingNpi: npi,
        billingNpi: npi === OWN ? npiOf(2) : npi,
        billingTin: null,
        therapyLines: 100,
      },
    ],
  }),
};

function market(rows: Rows): ProviderMeasures {
  const each = [rows(OWN, 36), ...PEERS.map((npi, at) => rows(npi, 4 + ((at * 2) % 5)))];
  const known = new Set(each.flatMap(({ beneficiaries: some = [] }) => some.map(({ npi }) => npi)));
  const npis = [OWN, ...PEERS];
  return measuresOf({
    lines: [
      ...each.flatMap((one) => one.lines ?? []),
      ...npis.map((npi) => lineRow({ npi, discipline: 'GN' })),
    ],
    beneficiaries: [
      ...each.flatMap((one) => one.beneficiaries ?? []),
      ...npis.filter((npi) => !known.has(npi)).map((npi) => beneficiaryRow({ npi })),
    ],
    visits: each.flatMap((one) => one.visits ?? []),
    distances: each.flatMap((one) => one.distances ?? []),
    ruleFits: each.flatMap((one) => one.ruleFits ?? []),
    jumps: each.flatMap((one) => one.jumps ?? []),
    links: each.flatMap((one) => one.links ?? []),
    firstSeen: new Map(each.flatMap((one) => [...(one.firstSeen ?? [])])),
  });
}

function detected(rows: Rows, asked: readonly PatternId[]): readonly PatternId[] {
  const findings = patternFindings(market(rows), 'rendering', new Set(asked));
  return findingsOf(findings, OWN)
    .filter(({ outcome }) => outcome.kind === 'detected')
    .map(({ pattern }) => pattern);
}

describe('a provider whom one pattern finds', () => {
  it.each(PATTERN_IDS)('is found by %s', (id) => {
    expect(detected(CASES[id], PATTERN_IDS)).toEqual([id]);
  });

  it.each(PATTERN_IDS)('is found by nobody without %s', (id) => {
    const others = PATTERN_IDS.filter((pattern) => pattern !== id);

    expect(detected(CASES[id], others)).toEqual([]);
  });
});
