// Which version of each claim is current, and where it stands in the order of accrual.
// A pure function of the set of version headers of one person: any order, any duplication, the
// same answer (DESIGN: identity of claims; ADJ-1 to ADJ-4, IDEM-1).

import type { FoldSettings } from './fold-settings.js';
import { receivedDate, type Received } from './received-date.js';
import { claimHistories, type ClaimHistory } from './claim-history.js';
import { findReplacements, type ReplacementLink } from './replacement-links.js';
import type { VersionHeader } from './ledger-document.js';

export type VersionStateKind =
  | 'current'
  /** Replaced by a later version or a replacement under another ICN, without a reversal. */
  | 'superseded'
  | 'reversed'
  | 'reversal'
  /** Cancels nothing that we know: listed, never negative. */
  | 'orphan_reversal';

export interface VersionState {
  readonly kind: VersionStateKind;
  /** Received date and ICN by which the version is ordered; inherited by a correction (ADJ-2). */
  readonly received: Received;
  readonly placeIcn: string;
  readonly isLinkInferred: boolean;
  readonly isRepayment: boolean;
}

export type Resolution = ReadonlyMap<string, VersionState>;

export function resolveVersions(
  headers: readonly VersionHeader[],
  settings: Pick<FoldSettings, 'correctionPlacement' | 'icnLayouts'>,
): Resolution {
  const histories = claimHistories(headers);
  const links = findReplacements(histories);
  const superseded = supersededKeys(histories, links);
  const states = new Map<string, VersionState>();
  for (const history of histories.values()) {
    const link = links.get(history.claimKey);
    const place = placeOf(history, { histories, links, settings });
    const isLinkInferred = link?.isInferred ?? false;
    const isRepayment = history.payments.length > 1 && history.reversals.length > 0;
    for (const header of history.reversals) {
      states.set(header.versionKey, {
        kind: history.orphans.includes(header) ? 'orphan_reversal' : 'reversal',
        received: receivedDate(header, settings.icnLayouts),
        placeIcn: header.icn,
        isLinkInferred,
        isRepayment,
      });
    }
    const current = history.open.at(-1);
    for (const header of history.payments) {
      const inherited = header === current ? place : null;
      states.set(header.versionKey, {
        kind: paymentState(history, header, superseded.has(history.claimKey)),
        received: inherited?.received ?? receivedDate(header, settings.icnLayouts),
        placeIcn: inherited?.placeIcn ?? header.icn,
        isLinkInferred,
        isRepayment,
      });
    }
  }
  return states;
}

function paymentState(
  history: ClaimHistory,
  header: VersionHeader,
  isReplaced: boolean,
): VersionStateKind {
  if (!history.open.includes(header)) return 'reversed';
  return header === history.open.at(-1) && !isReplaced ? 'current' : 'superseded';
}

/** Claims of which a replacement, or a replacement of that one, is open. */
function supersededKeys(
  histories: ReadonlyMap<string, ClaimHistory>,
  links: ReadonlyMap<string, ReplacementLink>,
): ReadonlySet<string> {
  const superseded = new Set<string>();
  for (const replacement of links.keys()) {
    if ((histories.get(replacement)?.open.length ?? 0) === 0) continue;
    let link = links.get(replacement);
    while (link !== undefined && !superseded.has(link.replaces)) {
      superseded.add(link.replaces);
      link = links.get(link.replaces);
    }
  }
  return superseded;
}

interface PlaceContext {
  readonly histories: ReadonlyMap<string, ClaimHistory>;
  readonly links: ReadonlyMap<string, ReplacementLink>;
  readonly settings: Pick<FoldSettings, 'correctionPlacement' | 'icnLayouts'>;
}

/** The place of the first claim in the chain of corrections; null when the claim starts its own. */
function placeOf(
  history: ClaimHistory,
  context: PlaceContext,
): Pick<VersionState, 'received' | 'placeIcn'> | null {
  if (context.settings.correctionPlacement === 'append') return null;
  const link = context.links.get(history.claimKey);
  const replaced = link === undefined ? undefined : context.histories.get(link.replaces);
  const original = replaced?.payments.at(-1);
  if (replaced === undefined || original === undefined) return null;
  return (
    placeOf(replaced, context) ?? {
      received: receivedDate(original, context.settings.icnLayouts),
      placeIcn: original.icn,
    }
  );
}
