// The ledger's side of reconciling: the versions behind one person's year, what each adds to the
// totals, and the totals as they are stored.

import type { FoldContext } from '../../domain/fold-settings.js';
import type { YearView } from '../../domain/judgement.js';
import type { YearDocument } from '../../domain/ledger-document.js';
import { addCents, subtractCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import type { PersonLedger } from '../../domain/person-ledger.js';
import { THRESHOLD_GROUPS, type ThresholdGroup } from '../../domain/reference.js';
import type { Resolution } from '../../domain/resolve-versions.js';
import type { ClaimVersion } from '../../domain/claim.js';
import type { LoggedAccrual } from './claim-rows.js';
import { lineAccruals } from './line-accruals.js';

export type GroupCents = Readonly<Record<ThresholdGroup, Cents>>;

/** Why a version's amounts are in no sum: nothing cancels them to the cent. */
export type ApartReason =
  | 'orphan_reversal'
  /** Replaced without a reversal. */
  | 'superseded'
  /** The reversal takes back another amount than was paid; together they count as nothing. */
  | 'inexact_reversal';

export interface VersionFacts {
  readonly versionKey: string;
  /** Of the lines of this year. */
  readonly signedCents: GroupCents;
  readonly apart: ApartReason | null;
  /** Tokens of the person under which it is stored; it counts once. */
  readonly copies: number;
}

export interface LedgerYearFacts {
  readonly token: string;
  readonly year: number;
  readonly versions: readonly VersionFacts[];
  /** Stored totals without outside spend. */
  readonly ownCents: GroupCents;
}

/** A person's year as it was read and folded. */
export interface FoldedYear {
  readonly token: string;
  readonly document: YearDocument;
  readonly person: PersonLedger;
  readonly resolution: Resolution;
  readonly view: YearView;
}

const NOT_JUDGED: LoggedAccrual = { group: null, signedCents: ZERO_CENTS };

export const NO_CENTS: GroupCents = { PT_SLP: ZERO_CENTS, OT: ZERO_CENTS };

export function ledgerYearFacts(folded: FoldedYear, context: FoldContext): LedgerYearFacts {
  const { document, person, resolution, view } = folded;
  const byKey = new Map(person.versions.map((version) => [version.versionKey, version]));
  const copies = new Map<string, number>();
  for (const { versionKey } of person.versions) {
    copies.set(versionKey, (copies.get(versionKey) ?? 0) + 1);
  }
  const signed = new Map<ClaimVersion, GroupCents>();
  for (const version of byKey.values()) {
    signed.set(version, signedInYear(version, document.year, context));
  }
  const inexact = inexactClaims(signed, resolution);
  const versions = [...signed].map(([version, signedCents]) => ({
    versionKey: version.versionKey,
    signedCents,
    apart: apartReason(version, resolution, inexact),
    copies: copies.get(version.versionKey) ?? 1,
  }));
  return { token: folded.token, year: document.year, versions, ownCents: ownCents(document, view) };
}

function signedInYear(version: ClaimVersion, year: number, context: FoldContext): GroupCents {
  const yearText = String(year);
  const accruals = lineAccruals(version, context);
  let sums = NO_CENTS;
  version.lines.forEach((line, at) => {
    const { group, signedCents } = accruals[at] ?? NOT_JUDGED;
    if (group === null || !line.serviceDate.startsWith(yearText)) return;
    sums = { ...sums, [group]: addCents(sums[group], signedCents) };
  });
  return sums;
}

/** Claims whose cancelled payments and reversals do not come to nothing. */
function inexactClaims(
  signed: ReadonlyMap<ClaimVersion, GroupCents>,
  resolution: Resolution,
): ReadonlySet<string> {
  const left = new Map<string, GroupCents>();
  for (const [version, cents] of signed) {
    const kind = resolution.get(version.versionKey)?.kind;
    if (kind !== 'reversed' && kind !== 'reversal') continue;
    left.set(version.claimKey, addGroups(left.get(version.claimKey) ?? NO_CENTS, cents));
  }
  const inexact = new Set<string>();
  for (const [claimKey, cents] of left) {
    if (THRESHOLD_GROUPS.some((group) => cents[group] !== 0)) inexact.add(claimKey);
  }
  return inexact;
}

function apartReason(
  version: ClaimVersion,
  resolution: Resolution,
  inexact: ReadonlySet<string>,
): ApartReason | null {
  const kind = resolution.get(version.versionKey)?.kind;
  if (kind === undefined) throw new Error('a version that was never resolved');
  if (kind === 'orphan_reversal' || kind === 'superseded') return kind;
  const isPair = kind === 'reversed' || kind === 'reversal';
  return isPair && inexact.has(version.claimKey) ? 'inexact_reversal' : null;
}

function ownCents(document: YearDocument, view: YearView): GroupCents {
  let own: GroupCents = document.totals;
  for (const { group, outsideCents } of view.groups) {
    own = { ...own, [group]: subtractCents(own[group], outsideCents) };
  }
  return own;
}

export function addGroups(left: GroupCents, right: GroupCents): GroupCents {
  return {
    PT_SLP: addCents(left.PT_SLP, right.PT_SLP),
    OT: addCents(left.OT, right.OT),
  };
}
