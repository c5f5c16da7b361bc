// The five factors by which the Secretary may choose providers for targeted review, each a number
// with its peers or "no data" (FAC-1 to FAC-5). A panel, not a sum: the law names no weights.

import type { IsoDay } from '../day.js';
import type {
  FirstSeenEvidence,
  LinkEvidence,
  PatternFinding,
  PatternId,
  SharePeers,
} from '../patterns/pattern-finding.js';
import type { ShareFinding } from '../patterns/share-findings.js';
import { severity } from './severity.js';

export type FactorNumber = 'I' | 'II' | 'III' | 'IV' | 'V';

export type FactorValue =
  | { readonly kind: 'no_data'; readonly reason: string }
  | {
      readonly kind: 'share';
      readonly pattern: PatternId;
      readonly hits: number;
      readonly n: number;
      readonly share: number;
      readonly peers: SharePeers;
    }
  | {
      readonly kind: 'first_seen';
      readonly day: IsoDay;
      readonly isNew: boolean;
      readonly providers: number;
      readonly newProviders: number;
    }
  | { readonly kind: 'links'; readonly detected: number; readonly linkedProviders: number };

export interface Factor {
  readonly factor: FactorNumber;
  readonly title: string;
  readonly rule: string;
  readonly citation: string;
  readonly value: FactorValue;
}

export interface FactorFindings {
  /** Share findings of the provider. */
  readonly shares: readonly ShareFinding[];
  readonly firstSeen: PatternFinding<FirstSeenEvidence> | undefined;
  readonly links: PatternFinding<LinkEvidence> | undefined;
}

const STATUTE = '42 U.S.C. 1395l(g)(5)(E)(ii)';

export function factorPanel({ shares, firstSeen, links }: FactorFindings): readonly Factor[] {
  const denials = shares.find(({ pattern }) => pattern === 'denial_share');
  return [
    factor('I', 'Denied therapy lines', shareValue(denials)),
    factor('II', 'Strongest difference from peers', shareValue(strongest(shares))),
    factor('III', 'New, or not seen furnishing therapy before', firstSeenValue(firstSeen)),
    factor('IV', 'Type of condition treated', {
      kind: 'no_data',
      reason: 'A remittance carries no diagnosis.',
    }),
    factor('V', 'In a group with a detected provider', linkValue(links)),
  ];
}

function factor(number: FactorNumber, title: string, value: FactorValue): Factor {
  const place = { I: 1, II: 2, III: 3, IV: 4, V: 5 }[number];
  return { factor: number, title, rule: `FAC-${place}`, citation: `${STATUTE}(${number})`, value };
}

/** Detected ones first, then by distance from the peers; denials have a factor of their own. */
function strongest(shares: readonly ShareFinding[]): ShareFinding | undefined {
  const judged = shares.filter(
    ({ pattern, outcome }) => pattern !== 'denial_share' && outcome.kind !== 'notApplicable',
  );
  const rank = (finding: ShareFinding): number =>
    (finding.outcome.kind === 'detected' ? 2 : 0) + distance(finding);
  return judged.reduce<ShareFinding | undefined>(
    (best, each) => (best === undefined || rank(each) > rank(best) ? each : best),
    undefined,
  );
}

function distance({ evidence: { shrunkenShare, peers } }: ShareFinding): number {
  return shrunkenShare === null || peers === null ? 0 : severity(shrunkenShare, peers.share);
}

function shareValue(finding: ShareFinding | undefined): FactorValue {
  if (finding === undefined || finding.outcome.kind === 'notApplicable') {
    return { kind: 'no_data', reason: 'Too few beneficiaries, lines or peers to compare.' };
  }
  const { hits, n, share, peers } = finding.evidence;
  if (share === null || peers === null) return { kind: 'no_data', reason: 'Nothing to compare.' };
  return { kind: 'share', pattern: finding.pattern, hits, n, share, peers };
}

function firstSeenValue(finding: FactorFindings['firstSeen']): FactorValue {
  const day = finding?.evidence.firstSeen ?? null;
  if (finding === undefined || day === null || finding.outcome.kind === 'notApplicable') {
    return { kind: 'no_data', reason: 'The data does not reach back far enough.' };
  }
  const { providers, newProviders } = finding.evidence;
  const isNew = finding.outcome.kind === 'detected';
  return { kind: 'first_seen', day, isNew, providers, newProviders };
}

function linkValue(finding: FactorFindings['links']): FactorValue {
  if (finding === undefined || finding.outcome.kind === 'notApplicable') {
    return { kind: 'no_data', reason: 'No billing provider or tax number is known.' };
  }
  const { detected, linkedProviders } = finding.evidence;
  return { kind: 'links', detected: detected.length, linkedProviders };
}
