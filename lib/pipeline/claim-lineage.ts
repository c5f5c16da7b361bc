// The versions of claims and what became of each: which reversal takes which payment back, which
// claim stands in the place of which. Told by the same rules that resolve the ledger.

import { claimHistories, type ClaimHistory } from '../domain/claim-history.js';
import { compareText } from '../domain/compare-text.js';
import type { IsoDay } from '../domain/day.js';
import type { YearView } from '../domain/judgement.js';
import type { VersionHeader } from '../domain/ledger-document.js';
import { findReplacements } from '../domain/replacement-links.js';
import type { Resolution, VersionStateKind } from '../domain/resolve-versions.js';
import { STATE_SENTENCES } from '../domain/rule-catalogue-words.js';

export interface VersionStory {
  readonly claim: string;
  readonly claimKey: string;
  readonly payerId: string;
  readonly versionKey: string;
  readonly state: VersionStateKind;
  readonly paidDate: IsoDay;
  readonly receivedDate: IsoDay | null;
  readonly years: readonly number[];
  /** As the payer names it (835 REF*F8). */
  readonly replacesIcn: string | null;
  /** Control number of the claim that it replaces in this ledger, named or inferred. */
  readonly replaces: string | null;
  /** Control number of the claim that replaces it. */
  readonly replacedBy: string | null;
  /** The link to the claim that it replaces was inferred, not named by the payer. */
  readonly isLinkInferred: boolean;
  /** On a reversal: when the payment that it takes back was paid. */
  readonly takesBack: IsoDay | null;
  /** On a payment: when the reversal that takes it back was paid. */
  readonly takenBackBy: IsoDay | null;
  /** What became of it, and why. */
  readonly sentence: string;
}

interface Lineage {
  readonly histories: ReadonlyMap<string, ClaimHistory>;
  readonly replaces: ReadonlyMap<string, string>;
  readonly replacedBy: ReadonlyMap<string, string>;
  readonly inferred: ReadonlySet<string>;
  readonly resolution: Resolution;
}

/** All versions of a person, in order of claim, paid date, and reversal before payment. */
export function claimLineage(
  headers: readonly VersionHeader[],
  resolution: Resolution,
): readonly VersionStory[] {
  const histories = claimHistories(headers);
  const links = [...findReplacements(histories)];
  const lineage: Lineage = {
    histories,
    replaces: new Map(links.map(([claimKey, link]) => [claimKey, link.replaces])),
    replacedBy: new Map(links.map(([claimKey, link]) => [link.replaces, claimKey])),
    inferred: new Set(links.flatMap(([claimKey, link]) => (link.isInferred ? [claimKey] : []))),
    resolution,
  };
  return [...histories.values()].flatMap((history) => historyStories(history, lineage));
}

/** Current claims that brought no service line: they stand in no list of lines. */
export function claimsWithoutLines(
  lineage: readonly VersionStory[],
  years: readonly YearView[],
): readonly VersionStory[] {
  const judged = new Set(years.flatMap(({ lines }) => lines.map(({ claim }) => claim.versionKey)));
  return lineage.filter(({ state, versionKey }) => state === 'current' && !judged.has(versionKey));
}

/** The versions of the claims that replacements connect with the given control number. */
export function relatedVersions(
  lineage: readonly VersionStory[],
  claim: string,
): readonly VersionStory[] {
  const known = new Set([claim]);
  for (let size = 0; size !== known.size;) {
    size = known.size;
    for (const { claim: icn, replaces } of lineage) {
      if (replaces === null) continue;
      if (known.has(icn)) known.add(replaces);
      if (known.has(replaces)) known.add(icn);
    }
  }
  return lineage
    .filter((story) => known.has(story.claim))
    .sort((left, right) => compareText(left.paidDate, right.paidDate));
}

function historyStories(history: ClaimHistory, lineage: Lineage): readonly VersionStory[] {
  const pairs = reversalPairs(history);
  const takenBack = new Map([...pairs].map(([reversal, payment]) => [payment, reversal]));
  return [...history.reversals, ...history.payments].map((header) => {
    const replacesKey = lineage.replaces.get(history.claimKey);
    const replacedByKey = lineage.replacedBy.get(history.claimKey);
    const story: VersionStory = {
      claim: header.icn,
      claimKey: header.claimKey,
      payerId: header.payerId,
      versionKey: header.versionKey,
      state: stateOf(header, lineage.resolution),
      paidDate: header.paidDate,
      receivedDate: header.receivedDate,
      years: header.years,
      replacesIcn: header.replacesIcn,
      replaces: icnOf(replacesKey, lineage),
      replacedBy: icnOf(replacedByKey, lineage),
      isLinkInferred: lineage.inferred.has(history.claimKey),
      takesBack: pairs.get(header)?.paidDate ?? null,
      takenBackBy: takenBack.get(header)?.paidDate ?? null,
      sentence: '',
    };
    const successor = lineage.histories.get(replacedByKey ?? '');
    const known = {
      history,
      hasSuccessor: successor !== undefined && successor.open.length > 0,
      isSuccessorInferred: lineage.inferred.has(replacedByKey ?? ''),
    };
    return { ...story, sentence: storySentence(story, known) };
  });
}

/**
 * Which payment each reversal takes back: reversals are added one by one, and the payment that is
 * then no longer open is the one. The rule itself stays where it lives, in claim-history.
 */
function reversalPairs(history: ClaimHistory): ReadonlyMap<VersionHeader, VersionHeader> {
  const pairs = new Map<VersionHeader, VersionHeader>();
  const earlier: VersionHeader[] = [];
  for (const reversal of history.reversals) {
    const payments = history.payments.filter(({ paidDate }) => paidDate <= reversal.paidDate);
    const before = openPayments([...payments, ...earlier]);
    earlier.push(reversal);
    const after = new Set(openPayments([...payments, ...earlier]));
    const payment = before.find((open) => !after.has(open));
    if (payment !== undefined) pairs.set(reversal, payment);
  }
  return pairs;
}

function openPayments(versions: readonly VersionHeader[]): readonly VersionHeader[] {
  return [...claimHistories(versions).values()].flatMap(({ open }) => open);
}

function stateOf(header: VersionHeader, resolution: Resolution): VersionStateKind {
  const state = resolution.get(header.versionKey);
  if (state === undefined) throw new Error('a version that was not resolved');
  return state.kind;
}

function icnOf(claimKey: string | undefined, lineage: Lineage): string | null {
  const history = claimKey === undefined ? undefined : lineage.histories.get(claimKey);
  return (history?.payments[0] ?? history?.reversals[0])?.icn ?? null;
}

function storySentence(
  story: VersionStory,
  known: {
    readonly history: ClaimHistory;
    readonly hasSuccessor: boolean;
    readonly isSuccessorInferred: boolean;
  },
): string {
  const { history, hasSuccessor } = known;
  const by = `claim ${story.replacedBy} replaces it${howLinked(known.isSuccessorInferred)}`;
  switch (story.state) {
    case 'current': {
      const link = `It replaces claim ${story.replaces}${howLinked(story.isLinkInferred)}.`;
      const replaces = story.replaces === null ? '' : ` ${link}`;
      const isRepaid = history.reversals.length > 0 && history.payments.length > 1;
      const repaid = isRepaid ? ' It was paid again after having been taken back.' : '';
      return `${STATE_SENTENCES.current}${replaces}${repaid}`;
    }
    case 'reversed': {
      const day = story.takenBackBy;
      const taken =
        day === null ? 'the payer took it back' : `taken back by the reversal of ${day}`;
      return `Does not count: ${taken}${hasSuccessor ? `; ${by}` : ''}.`;
    }
    case 'superseded':
      return story.replacedBy === null
        ? 'Does not count: a later payment under the same control number stands.'
        : `Does not count: ${by}.`;
    case 'reversal':
      return story.takesBack === null
        ? STATE_SENTENCES.reversal
        : `Takes the payment of ${story.takesBack} back.`;
    case 'orphan_reversal':
      return STATE_SENTENCES.orphan_reversal;
  }
}

function howLinked(isInferred: boolean): string {
  return isInferred ? ' (inferred from account, dates and charge)' : '';
}
