// Which claim replaces which: told by the payer (835 REF*F8), or, where the link is missing and
// exactly one candidate exists, inferred and flagged. Links never form a circle.

import type { ClaimHistory } from './claim-history.js';
import type { VersionHeader } from './ledger-document.js';

export interface ReplacementLink {
  /** Claim key of the replaced claim. */
  readonly replaces: string;
  readonly isInferred: boolean;
}

/** Links by the claim key of the replacement. */
export function findReplacements(
  histories: ReadonlyMap<string, ClaimHistory>,
): ReadonlyMap<string, ReplacementLink> {
  const links = new Map<string, ReplacementLink>();
  const keyByIcn = claimKeysByIcn(histories);
  for (const history of histories.values()) {
    const stated = statedTarget(history, keyByIcn);
    if (stated !== null && !reaches(stated, history.claimKey, links)) {
      links.set(history.claimKey, { replaces: stated, isInferred: false });
    }
  }
  for (const [replacement, replaced] of inferredPairs(histories, links)) {
    if (!reaches(replaced, replacement, links)) {
      links.set(replacement, { replaces: replaced, isInferred: true });
    }
  }
  return links;
}

function claimKeysByIcn(histories: ReadonlyMap<string, ClaimHistory>): Map<string, string> {
  const keys = new Map<string, string>();
  for (const history of histories.values()) {
    const header = history.payments[0] ?? history.reversals[0];
    if (header !== undefined) keys.set(`${header.payerId}|${header.icn}`, history.claimKey);
  }
  return keys;
}

/** The newest payment's REF*F8; an ICN that names itself is a repayment, not a link. */
function statedTarget(history: ClaimHistory, keyByIcn: Map<string, string>): string | null {
  const payment = history.payments.findLast(
    (version) => version.replacesIcn !== null && version.replacesIcn !== version.icn,
  );
  if (payment === undefined) return null;
  return keyByIcn.get(`${payment.payerId}|${payment.replacesIcn}`) ?? null;
}

function reaches(from: string, goal: string, links: ReadonlyMap<string, ReplacementLink>): boolean {
  for (let at: string | undefined = from; at !== undefined; at = links.get(at)?.replaces) {
    if (at === goal) return true;
  }
  return false;
}

/**
 * A claim taken back, and another claim with the same account number, dates and charge, paid on or
 * after that day: linked only when each is the other's only candidate.
 */
function inferredPairs(
  histories: ReadonlyMap<string, ClaimHistory>,
  links: ReadonlyMap<string, ReplacementLink>,
): readonly (readonly [string, string])[] {
  const replacedKeys = new Set([...links.values()].map((link) => link.replaces));
  const takenBack: VersionHeader[] = [];
  const newcomers: VersionHeader[] = [];
  for (const history of histories.values()) {
    const last = history.payments.at(-1);
    if (last === undefined || last.accountNumber === null) continue;
    if (history.open.length === 0 && !replacedKeys.has(history.claimKey)) takenBack.push(last);
    const hasLink = history.payments.some((version) => version.replacesIcn !== null);
    if (history.open.length > 0 && !hasLink && history.reversals.length === 0) {
      newcomers.push(last);
    }
  }
  const pairs: [string, string][] = [];
  for (const replaced of takenBack) {
    const reversal = histories.get(replaced.claimKey)?.reversals.at(-1);
    const candidates = newcomers.filter((header) => isCandidate(header, replaced, reversal));
    const rivals = takenBack.filter((other) =>
      candidates.some((header) =>
        isCandidate(header, other, histories.get(other.claimKey)?.reversals.at(-1)),
      ),
    );
    const only = candidates[0];
    if (candidates.length === 1 && rivals.length === 1 && only !== undefined) {
      pairs.push([only.claimKey, replaced.claimKey]);
    }
  }
  return pairs;
}

function isCandidate(
  newcomer: VersionHeader,
  replaced: VersionHeader,
  reversal: VersionHeader | undefined,
): boolean {
  return (
    reversal !== undefined &&
    newcomer.payerId === replaced.payerId &&
    newcomer.accountNumber === replaced.accountNumber &&
    newcomer.matchKey === replaced.matchKey &&
    newcomer.paidDate >= reversal.paidDate
  );
}
