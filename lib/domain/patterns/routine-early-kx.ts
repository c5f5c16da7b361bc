// Pattern: KX from the first therapy date of the year, as a routine, while it was not required.
// CMS tolerates KX at or very close to the threshold, not from the first visit on (KX-10); the OIG
// counted beneficiaries with the modifier on their first date of the year (OIG-2).

import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js';
import type { ShareCount } from '../statistics/share-count.js';
import {
  SIGNIFICANCE_LEVEL,
  twoByTwoTest,
  type TwoByTwoResult,
} from '../statistics/two-by-two-test.js';
import { wilsonInterval, type Interval } from '../statistics/wilson-interval.js';
import type { PatternOutcome, PatternResult, ProviderKey } from './pattern-result.js';

/** Counts of one provider and calendar year, as queries/fact_provider_early_kx.sql gives them. */
export interface ProviderEarlyKx extends ProviderKey {
  readonly beneficiaries: number;
  /** Those whose first date is judged with certainty: no outside spend could change the answer. */
  readonly assessableBeneficiaries: number;
  /** Assessable beneficiaries with an early KX on their first date with this provider. */
  readonly firstDateEarlyBeneficiaries: number;
  readonly kxLines: number;
  /** Certain early lines on any date. */
  readonly earlyKxLines: number;
}

export interface RoutineEarlyKxEvidence {
  readonly counts: ProviderEarlyKx;
  /** First-date share of this provider; null without an assessable beneficiary. */
  readonly share: number | null;
  readonly interval: Interval | null;
  /**
   * All other providers of the same role and year in the data: beneficiaries per provider, added.
   */
  readonly peers: { readonly providers: number } & ShareCount;
  readonly test: (TwoByTwoResult & { readonly adjustedPValue: number }) | null;
}

export type RoutineEarlyKxResult = PatternResult<RoutineEarlyKxEvidence>;

export const ROUTINE_EARLY_KX = 'routine_early_kx';
const RULES = ['KX-10', 'OIG-2', 'STAT-1'];
/** Our own policy for every provider measure (RULES 7.7); it holds for the peers too. */
const MINIMUM_BENEFICIARIES = 20;

/**
 * One result per row, in the order of the rows. Rows of one role and year are each other's peers.
 */
export function routineEarlyKx(rows: readonly ProviderEarlyKx[]): readonly RoutineEarlyKxResult[] {
  const families = new Map<string, ProviderEarlyKx[]>();
  for (const row of rows) {
    const key = familyKey(row);
    const family = families.get(key);
    if (family === undefined) families.set(key, [row]);
    else family.push(row);
  }
  const results = new Map<ProviderEarlyKx, RoutineEarlyKxResult>();
  for (const family of families.values()) {
    for (const result of judgeFamily(family)) results.set(result.evidence.counts, result);
  }
  return rows.map((row) => required(results.get(row)));
}

/** Multiple testing is guarded over the providers that are tested at all: one role, one year. */
function judgeFamily(family: readonly ProviderEarlyKx[]): readonly RoutineEarlyKxResult[] {
  const all = addShares(family);
  const compared = family.map((counts) => compareWithPeers(counts, all, family.length - 1));
  const tests = compared.flatMap(({ test }) => (test === null ? [] : [test]));
  const adjusted = benjaminiHochberg(tests.map(({ pValue }) => pValue));
  let tested = 0;
  return compared.map(({ counts, peers, test }) => {
    const adjustedPValue = test === null ? 1 : required(adjusted[tested++]);
    const own = ownShare(counts);
    const evidence: RoutineEarlyKxEvidence = {
      counts,
      share: own.n === 0 ? null : own.hits / own.n,
      interval: own.n === 0 ? null : wilsonInterval(own),
      peers,
      test: test === null ? null : { ...test, adjustedPValue },
    };
    return toResult(evidence);
  });
}

interface Comparison {
  readonly counts: ProviderEarlyKx;
  readonly peers: { readonly providers: number } & ShareCount;
  readonly test: TwoByTwoResult | null;
}

function compareWithPeers(counts: ProviderEarlyKx, all: ShareCount, others: number): Comparison {
  const own = ownShare(counts);
  const peers = { providers: others, hits: all.hits - own.hits, n: all.n - own.n };
  const isTested = own.n >= MINIMUM_BENEFICIARIES && peers.n >= MINIMUM_BENEFICIARIES;
  return { counts, peers, test: isTested ? twoByTwoTest(own, peers) : null };
}

function toResult(evidence: RoutineEarlyKxEvidence): RoutineEarlyKxResult {
  const { year, role, npi } = evidence.counts;
  const outcome = outcomeOf(evidence);
  return {
    pattern: ROUTINE_EARLY_KX,
    provider: { year, role, npi },
    outcome,
    evidence,
    sentence: sentenceOf(evidence, outcome),
    rules: RULES,
  };
}

function outcomeOf({ counts, test }: RoutineEarlyKxEvidence): PatternOutcome {
  if (counts.assessableBeneficiaries < MINIMUM_BENEFICIARIES) {
    return { kind: 'notApplicable', reason: 'TOO_FEW_BENEFICIARIES' };
  }
  if (test === null) return { kind: 'notApplicable', reason: 'TOO_FEW_PEER_BENEFICIARIES' };
  const isSignificant = test.adjustedPValue < SIGNIFICANCE_LEVEL;
  return { kind: isSignificant && test.isHigher ? 'detected' : 'clear' };
}

function sentenceOf(evidence: RoutineEarlyKxEvidence, outcome: PatternOutcome): string {
  const { counts, peers } = evidence;
  const own = shareText(ownShare(counts));
  const providers = peers.providers === 1 ? '1 provider' : `${peers.providers} providers`;
  const others = `peers in your data (${providers}): ${shareText(peers)}`;
  const what = 'KX while not required on the first therapy date of the year';
  if (outcome.kind === 'notApplicable') {
    const whose = outcome.reason === 'TOO_FEW_BENEFICIARIES' ? 'this provider' : 'the peers';
    return (
      `${what}: ${own} beneficiaries; ${others}. Not judged: ${whose} must have at least ` +
      `${MINIMUM_BENEFICIARIES} beneficiaries whose answer does not depend on outside spend.`
    );
  }
  const verdict = outcome.kind === 'detected' ? 'higher than' : 'not significantly higher than';
  return `${what}: ${own} beneficiaries, ${verdict} ${others}.`;
}

function shareText({ hits, n }: ShareCount): string {
  if (n === 0) return '0 of 0';
  const { low, high } = wilsonInterval({ hits, n });
  return `${hits} of ${n} (${percent(hits / n)}, 95% interval ${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function ownShare(counts: ProviderEarlyKx): ShareCount {
  return { hits: counts.firstDateEarlyBeneficiaries, n: counts.assessableBeneficiaries };
}

function addShares(family: readonly ProviderEarlyKx[]): ShareCount {
  let hits = 0;
  let n = 0;
  for (const counts of family) {
    hits += counts.firstDateEarlyBeneficiaries;
    n += counts.assessableBeneficiaries;
  }
  return { hits, n };
}

function familyKey({ year, role }: ProviderKey): string {
  return `${year} ${role}`;
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('every provider row has a result');
  return value;
}
