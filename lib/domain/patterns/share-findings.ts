// Judges one share pattern over all providers of a role: peers, test, false discoveries, outcome.
// Detection asks whether an ordinary peer would show so many hits (STAT-2); the shrunken share is
// what a score is made of, and rests on the other providers alone (STAT-3).

import { addCents, type Cents } from '../money.js';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.js';
import { betaBinomialTail } from '../statistics/beta-binomial-tail.js';
import type { PeerCount, PeerNull } from '../statistics/peer-null.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import {
  BENEFICIARIES_MIN,
  FALSE_DISCOVERY_RATE,
  HIT_BENEFICIARIES_MIN,
  HITS_MIN,
  type FindingOutcome,
  type PatternDollars,
  type PatternFinding,
  type ShareEvidence,
  type SharePeers,
  type ShareTest,
} from './pattern-finding.js';
import { clumpSizes } from './clump-sizes.js';
import { comparePeers, PEER_UNITS_MIN, type PeerComparison } from './peer-comparison.js';
import { ordinaryPeers, type OwnedCount } from './ordinary-peers.js';
import type { HitBeneficiaries } from './hit-beneficiaries.js';
import type { ProviderRole } from './provider-role.js';
import type { MeasuredCell, SharePattern } from './share-pattern.js';
import { shrinkage, type Shrinkage } from './shrinkage.js';

/** More persons than at the peers: the odds are a quarter higher at least (policy). */
const RAISED_ODDS = 1.25;
/** At most, beside the test of all providers (policy). */
const RARE_BY_PERSONS = 0.01;

export type ShareFinding = PatternFinding<ShareEvidence>;

export interface RoleCells {
  readonly role: ProviderRole;
  /** Of this role alone. */
  readonly cells: readonly MeasuredCell[];
  /** Beneficiaries seen, by NPI: denied lines and all. */
  readonly beneficiaries: ReadonlyMap<string, number>;
  /** Beneficiaries behind the hits, where the pattern names them. */
  readonly hitBeneficiaries?: HitBeneficiaries;
}

/** One finding per provider of the role that has a row in the measure. */
export function shareFindings(pattern: SharePattern, of: RoleCells): readonly ShareFinding[] {
  const compared = comparePeers(of.cells);
  const clumps = clumpSizes(compared, of.hitBeneficiaries);
  const tests = testAll(compared, {
    cells: of.cells,
    clump: clumps.ofAll,
    isEligible: (npi) => isTestable(pattern, of, npi),
  });
  const persons = of.hitBeneficiaries?.cells ?? null;
  const toPeers = shrinkage({ cells: of.cells, persons, clumps });
  const dollars = dollarsByProvider(pattern, of.cells);
  return compared.map((comparison) => {
    const test = tests.get(comparison.npi) ?? null;
    const beneficiaries = of.beneficiaries.get(comparison.npi) ?? 0;
    const evidence = evidenceOf(comparison, { test, beneficiaries, toPeers });
    return {
      pattern: pattern.id,
      role: of.role,
      npi: comparison.npi,
      outcome: outcomeOf(pattern, of, { npi: comparison.npi, evidence }),
      evidence,
      dollars: dollars.get(comparison.npi) ?? noneOf(pattern),
    };
  });
}

function isTestable(pattern: SharePattern, of: RoleCells, npi: string): boolean {
  const isAsked = pattern.onlyRole === undefined || pattern.onlyRole === of.role;
  return isAsked && (of.beneficiaries.get(npi) ?? 0) >= BENEFICIARIES_MIN;
}

interface Tested {
  readonly cells: readonly MeasuredCell[];
  /** Hits that come together, at an ordinary provider. */
  readonly clump: number;
  readonly isEligible: (npi: string) => boolean;
}

function testAll(
  compared: readonly PeerComparison[],
  { cells, clump, isEligible }: Tested,
): ReadonlyMap<string, ShareTest> {
  const withPeers = compared.filter(({ expectedHits }) => expectedHits !== null);
  const clumped = withPeers.map((each) => clumpsOf(each, clump));
  const nullOf = ordinaryPeers(clumped, { cells, unitsMin: PEER_UNITS_MIN / clump });
  const tested = withPeers.flatMap(({ npi, n }, at) => {
    const clumps = clumped[at];
    if (clumps === undefined || n < PEER_UNITS_MIN || !isEligible(npi)) return [];
    return [{ npi, clumps, peerNull: nullOf(npi) }];
  });
  const pValues = tested.map(({ clumps, peerNull }) => pValueOf(clumps, peerNull));
  const adjusted = benjaminiHochberg(pValues);
  return new Map(
    tested.map(({ npi, clumps, peerNull }, at) => [
      npi,
      {
        pValue: pValues[at] ?? 1,
        adjustedPValue: adjusted[at] ?? 1,
        testedProviders: tested.length,
        ordinaryShare: clumps.peerShare * peerNull.factor,
        rho: peerNull.rho,
      },
    ]),
  );
}

function clumpsOf(comparison: PeerComparison, clump: number): OwnedCount {
  const n = Math.round(comparison.n / clump);
  return {
    npi: comparison.npi,
    hits: Math.min(n, Math.round(comparison.hits / clump)),
    n,
    peerShare: (comparison.steadyHits ?? 0) / Math.max(1, comparison.n),
  };
}

function pValueOf({ hits, n, peerShare }: PeerCount, { factor, rho }: PeerNull): number {
  return betaBinomialTail(hits, { n, share: peerShare * factor, rho });
}

function evidenceOf(
  comparison: PeerComparison,
  known: {
    readonly test: ShareTest | null;
    readonly beneficiaries: number;
    readonly toPeers: Shrinkage;
  },
): ShareEvidence {
  const { npi, hits, n } = comparison;
  const peers = peersOf(comparison);
  return {
    kind: 'share',
    beneficiaries: known.beneficiaries,
    hits,
    n,
    share: n === 0 ? null : hits / n,
    interval: n === 0 ? null : wilsonInterval({ hits, n }),
    shrunkenShare:
      peers === null || n === 0 ? null : known.toPeers.shrink({ npi, hits, n }, peers.share),
    peers,
    test: known.test,
  };
}

function peersOf({ expectedHits, n, peers, basis }: PeerComparison): SharePeers | null {
  return expectedHits === null ? null : { ...peers, share: expectedHits / n, basis };
}

function outcomeOf(
  { onlyRole, shareMin = 0 }: SharePattern,
  { role, hitBeneficiaries }: RoleCells,
  { npi, evidence }: { readonly npi: string; readonly evidence: ShareEvidence },
): FindingOutcome {
  const { beneficiaries, hits, n, share, peers, test } = evidence;
  if (onlyRole !== undefined && onlyRole !== role) {
    return { kind: 'notApplicable', reason: 'OTHER_ROLE' };
  }
  if (beneficiaries < BENEFICIARIES_MIN) {
    return { kind: 'notApplicable', reason: 'TOO_FEW_BENEFICIARIES' };
  }
  if (n < PEER_UNITS_MIN) return { kind: 'notApplicable', reason: 'TOO_FEW_UNITS' };
  if (peers === null || test === null) return { kind: 'notApplicable', reason: 'TOO_FEW_PEERS' };
  const isHigher = share !== null && share >= shareMin && share > peers.share && hits >= HITS_MIN;
  const isOfSeveral =
    hitBeneficiaries === undefined || isSpread({ npi, hits, n, test }, hitBeneficiaries);
  const isRare = test.adjustedPValue <= FALSE_DISCOVERY_RATE;
  return { kind: isHigher && isOfSeveral && isRare ? 'detected' : 'clear' };
}

interface Asked {
  readonly npi: string;
  readonly hits: number;
  readonly n: number;
  readonly test: ShareTest;
}

/**
 * Several persons, and more of them than at the peers. Where most have a hit at the peers too, no
 * provider can have many more: then no fewer will do, if hits stay rare with all of a person's
 * counted as one.
 */
function isSpread({ npi, hits, n, test }: Asked, behind: HitBeneficiaries): boolean {
  const persons = behind.countOf(npi);
  const rise = behind.riseOf(npi);
  if (persons < HIT_BENEFICIARIES_MIN || rise < 1) return false;
  if (rise >= RAISED_ODDS) return true;
  const witnesses = Math.round((n * persons) / Math.max(1, hits));
  const { ordinaryShare: share, rho } = test;
  const tail = betaBinomialTail(Math.min(persons, witnesses), { n: witnesses, share, rho });
  return tail <= RARE_BY_PERSONS;
}

function dollarsByProvider(
  pattern: SharePattern,
  cells: readonly MeasuredCell[],
): ReadonlyMap<string, PatternDollars> {
  const dollars = new Map<string, PatternDollars>();
  for (const cell of cells) {
    if (cell.exposedCents === null && cell.underBilledChargeCents === null) continue;
    const known = dollars.get(cell.npi) ?? noneOf(pattern);
    dollars.set(cell.npi, {
      ...known,
      exposedCents: plus(known.exposedCents, cell.exposedCents),
      underBilledChargeCents: plus(known.underBilledChargeCents, cell.underBilledChargeCents),
    });
  }
  return dollars;
}

function noneOf(pattern: SharePattern): PatternDollars {
  return {
    exposedCents: null,
    exposedBasis: pattern.exposedBasis ?? 'paid',
    underBilledChargeCents: null,
  };
}

function plus(left: Cents | null, right: Cents | null): Cents | null {
  if (left === null || right === null) return left ?? right;
  return addCents(left, right);
}
