// A finding in one sentence that a compliance lead can read aloud. Counts first, then peers; what
// could not be judged says why. Screening words only: nothing here says that somebody did wrong.

import type {
  FirstSeenEvidence,
  LinkEvidence,
  MistakenRule,
  MistakenRuleEvidence,
  NotJudgedReason,
  PatternFinding,
  ShareEvidence,
  ShareJumpEvidence,
  SharePeers,
} from './pattern-finding.js';
import type { PeerBasis } from './peer-comparison.js';
import { SHARE_PATTERNS } from './pattern-list.js';

const REASONS: Readonly<Record<NotJudgedReason, string>> = {
  TOO_FEW_BENEFICIARIES: 'fewer than 20 beneficiaries',
  TOO_FEW_UNITS: 'too few of them to compare',
  TOO_FEW_PEERS: 'fewer than 5 other providers of the kind in your data',
  DATA_TOO_SHORT: 'the data does not reach back far enough',
  OTHER_ROLE: 'asked of therapists only',
  NO_DATA: 'no data',
};

const BASES: Readonly<Record<PeerBasis, string>> = {
  state: 'same discipline, setting and state',
  setting: 'same discipline and setting, all states',
  discipline: 'same discipline, all settings and states',
};

const MISTAKES: Readonly<Record<MistakenRule, string>> = {
  merged: 'PT, SLP and OT counted in one total',
  swapped: 'the total of the other group',
  last_year: "last year's amount",
  charges: 'charges counted instead of allowed amounts',
};

export function patternSentence(finding: PatternFinding): string {
  const sentence = sentenceOf(finding);
  if (finding.outcome.kind !== 'notApplicable') return `${sentence}.`;
  return `${sentence}. Not judged: ${REASONS[finding.outcome.reason]}.`;
}

function sentenceOf({ pattern, evidence }: PatternFinding): string {
  switch (evidence.kind) {
    case 'share': {
      const declared = SHARE_PATTERNS.find(({ id }) => id === pattern);
      if (declared === undefined) throw new Error(`pattern ${pattern} compares no share`);
      return shareSentence(declared, evidence);
    }
    case 'mistaken_rule':
      return mistakenRuleSentence(evidence);
    case 'share_jump':
      return shareJumpSentence(evidence);
    case 'first_seen':
      return firstSeenSentence(evidence);
    case 'links':
      return linkSentence(evidence);
  }
}

function shareSentence(
  { unit, predicate }: { readonly unit: string; readonly predicate: string },
  { hits, n, share, peers }: ShareEvidence,
): string {
  const counts = `${hits} of ${n} ${unit} ${predicate}`;
  const own = share === null ? counts : `${counts} (${percent(share)})`;
  return `${own}; ${peerText(peers)}`;
}

function peerText(peers: SharePeers | null): string {
  if (peers === null) return 'peers in your data: too few';
  const who = `${peers.providers} providers, ${BASES[peers.basis]}`;
  return `peers in your data: ${percent(peers.share)} (${who})`;
}

function mistakenRuleSentence(evidence: MistakenRuleEvidence): string {
  const { rule, judgedLines, wrongLines, explainedLines, nearLines } = evidence;
  if (rule === null) return `KX is wrong on ${wrongLines} of ${judgedLines} judged lines`;
  if (nearLines > 0) {
    return (
      `${nearLines} lines just below the amount carry KX, which is tolerated, and one mistaken ` +
      `rule, ${MISTAKES[rule]}, asks for it; of ${judgedLines} other judged lines KX is wrong on ` +
      `${wrongLines}, and the rule would explain ${explainedLines} of them`
    );
  }
  return (
    `KX is wrong on ${wrongLines} of ${judgedLines} judged lines; one mistaken rule, ` +
    `${MISTAKES[rule]}, would explain ${explainedLines} of them and fits ` +
    `${evidence.mistakenRuleFits} lines, the right rule ${evidence.rightRuleFits}`
  );
}

function shareJumpSentence(evidence: ShareJumpEvidence): string {
  const { payerId, day, linesBefore, kxLinesBefore, linesAfter, kxLinesAfter } = evidence;
  if (day === null) return 'No day was found from which nearly every line carries KX';
  return (
    `From ${day} on ${kxLinesAfter} of ${linesAfter} lines to payer ${payerId ?? ''} carry KX, ` +
    `before it ${kxLinesBefore} of ${linesBefore}; ${evidence.earlyKxLinesAfter} of ` +
    `${evidence.judgedKxLinesAfter} judged lines with KX since then had not reached the amount`
  );
}

function firstSeenSentence(evidence: FirstSeenEvidence): string {
  const { firstSeen, dataFrom, providers, newProviders } = evidence;
  if (firstSeen === null) return 'The first day in the data is not known';
  return (
    `First seen on ${firstSeen} in data that begins on ${dataFrom ?? ''}; ` +
    `${newProviders} of ${providers} providers in your data are as new`
  );
}

function linkSentence({ detected, linkedProviders }: LinkEvidence): string {
  const they =
    detected.length === 1 ? '1 provider who shares' : `${detected.length} providers who share`;
  const stand = detected.length === 1 ? 'stands' : 'stand';
  const others = linkedProviders === 1 ? '1 other' : `${linkedProviders} others`;
  return (
    `${they} a tax number or billing NPI with this one ${stand} out in a pattern; its largest ` +
    `group has ${others}`
  );
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} percent`;
}
