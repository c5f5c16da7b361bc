// One named part of a score: the shrunken share beside the peers', turned into points. Hundredths
// of points are whole numbers, so that the parts of a score add up to it exactly (SCORE-1).

import type { Interval } from '../statistics/wilson-interval.js';
import {
  BENEFICIARIES_MIN,
  type NotJudgedReason,
  type PatternId,
} from '../patterns/pattern-finding.js';
import type { PeerBasis } from '../patterns/peer-comparison.js';
import type { ShareFinding } from '../patterns/share-findings.js';
import type { ScoreWeight } from './score-weights.js';
import { severity } from './severity.js';

export interface ScorePart {
  /** The measure, which also names the lines behind the part. */
  readonly pattern: PatternId;
  readonly weightPoints: number;
  readonly hundredths: number;
  /** Why the part could not be judged; null when it could. */
  readonly notJudged: NotJudgedReason | null;
  readonly hits: number;
  readonly n: number;
  readonly share: number | null;
  readonly interval: Interval | null;
  readonly shrunkenShare: number | null;
  readonly peerShare: number | null;
  readonly peerProviders: number;
  readonly peerUnits: number;
  readonly peerBasis: PeerBasis | null;
}

const NO_COUNTS = {
  hits: 0,
  n: 0,
  share: null,
  interval: null,
  shrunkenShare: null,
  peerShare: null,
  peerProviders: 0,
  peerUnits: 0,
  peerBasis: null,
} as const;

/** `finding` is undefined where the provider has no row in the measure. */
export function scorePart(weight: ScoreWeight, finding: ShareFinding | undefined): ScorePart {
  const { pattern, points } = weight;
  if (finding === undefined) {
    const none = { pattern, weightPoints: points, hundredths: 0, notJudged: 'NO_DATA' } as const;
    return { ...none, ...NO_COUNTS };
  }
  const { hits, n, share, interval, shrunkenShare, peers } = finding.evidence;
  const notJudged = whyNotJudged(finding);
  const isJudged = notJudged === null && shrunkenShare !== null && peers !== null;
  return {
    pattern,
    weightPoints: points,
    hundredths: isJudged ? Math.round(points * 100 * severity(shrunkenShare, peers.share)) : 0,
    notJudged,
    hits,
    n,
    share,
    interval,
    shrunkenShare,
    peerShare: peers?.share ?? null,
    peerProviders: peers?.providers ?? 0,
    peerUnits: peers?.n ?? 0,
    peerBasis: peers?.basis ?? null,
  };
}

/**
 * Unlike an outcome, a part needs no minimum of units: those can fall when a line gets worse (a
 * denied line needs no KX), and a part that falls away would lower the score. Shrinkage does it.
 */
function whyNotJudged({ outcome, evidence }: ShareFinding): NotJudgedReason | null {
  if (outcome.kind === 'notApplicable' && outcome.reason === 'OTHER_ROLE') return 'OTHER_ROLE';
  if (evidence.beneficiaries < BENEFICIARIES_MIN) return 'TOO_FEW_BENEFICIARIES';
  if (evidence.n === 0) return 'TOO_FEW_UNITS';
  return evidence.peers === null ? 'TOO_FEW_PEERS' : null;
}
