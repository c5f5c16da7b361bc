// The fold: from the set of versions, seeds, chain facts and settings of one person to one judged
// year. Pure; history, order of arrival and the clock play no part.

import { accrueLine, hasKx } from './allowed-amount.js';
import type { ClaimLine, ClaimVersion } from './claim.js';
import { compareText } from './compare-text.js';
import type { FoldContext } from './fold-settings.js';
import { judgeGroup } from './judge-group.js';
import type { GroupView, JudgedLine, LineNote, YearView } from './judgement.js';
import { kxNotes } from './kx-context.js';
import { ZERO_CENTS } from './money.js';
import type { PersonLedger, PlacedLine } from './person-ledger.js';
import { THRESHOLD_GROUPS, type ThresholdGroup } from './reference.js';
import { resolveVersions, type Resolution } from './resolve-versions.js';
import { classifyLine } from './therapy-line.js';
import { unitNotes } from './unit-notes.js';

export function foldYear(
  year: number,
  person: PersonLedger,
  context: FoldContext,
  resolution: Resolution = resolveVersions(person.headers, context.settings),
): YearView {
  const placed = placeLines(year, person.versions, { context, resolution });
  placed.sort(context.settings.order === 'dos' ? compareByService : compareByReceipt);
  const groups: GroupView[] = [];
  const judged: Record<ThresholdGroup, readonly JudgedLine[]> = { PT_SLP: [], OT: [] };
  for (const group of THRESHOLD_GROUPS) {
    const members = placed.filter((each) => each.therapy.group === group);
    const isSeeded = person.seeds.some((seed) => seed.year === year && seed.group === group);
    if (members.length === 0 && !isSeeded) continue;
    const result = judgeGroup({ year, group, members, person, context });
    groups.push(result.view);
    judged[group] = result.lines;
  }
  return { year, groups, lines: inOrder(year, placed, judged) };
}

/** Each group has judged its lines in their order, so that they go back one by one. */
function inOrder(
  year: number,
  placed: readonly PlacedLine[],
  judged: Readonly<Record<ThresholdGroup, readonly JudgedLine[]>>,
): readonly JudgedLine[] {
  const next: Record<ThresholdGroup, number> = { PT_SLP: 0, OT: 0 };
  return placed.map((each) => {
    const { group } = each.therapy;
    if (group === null) return ungroupedLine(year, each);
    const line = judged[group][next[group]];
    if (line === undefined) throw new Error('a line of a group that was not judged');
    next[group] += 1;
    return line;
  });
}

/** Years that a person's versions and seeds touch, ascending. */
export function yearsOf(person: Pick<PersonLedger, 'headers' | 'seeds'>): readonly number[] {
  const years = new Set<number>();
  for (const header of person.headers) for (const year of header.years) years.add(year);
  for (const seed of person.seeds) years.add(seed.year);
  return [...years].sort((left, right) => left - right);
}

function placeLines(
  year: number,
  versions: readonly ClaimVersion[],
  known: { readonly context: FoldContext; readonly resolution: Resolution },
): PlacedLine[] {
  const { reference } = known.context;
  const yearText = String(year);
  const placed: PlacedLine[] = [];
  const seen = new Set<string>();
  for (const claim of versions) {
    const state = known.resolution.get(claim.versionKey);
    if (state?.kind !== 'current' || seen.has(claim.versionKey)) continue;
    seen.add(claim.versionKey);
    for (const line of claim.lines) {
      if (!line.serviceDate.startsWith(yearText)) continue;
      const therapy = classifyLine(claim, line, reference);
      const accrual = accrueLine(claim, line, known.context);
      const notes = lineNotes(line, { claim, state, therapy, accrual, context: known.context });
      placed.push({ claim, line, state, therapy, accrual, notes });
    }
  }
  return placed;
}

function lineNotes(
  line: ClaimLine,
  known: Omit<PlacedLine, 'line' | 'notes'> & { readonly context: FoldContext },
): readonly LineNote[] {
  const { therapy, accrual, state, context } = known;
  const ofCode = kxNotes(line, therapy, context.reference);
  const isGrouped = therapy.group !== null;
  const ofUnits = isGrouped ? unitNotes(known.claim, line, context.reference) : NO_NOTES;
  const isRebuilt = isGrouped && accrual.isRebuilt;
  const isPlain = line.isBalanced && !state.isLinkInferred && !state.isRepayment && !isRebuilt;
  // Most lines have nothing to note: they share it.
  if (isPlain && ofCode.length === 0 && ofUnits.length === 0) return therapy.notes;
  const notes: LineNote[] = [...therapy.notes, ...ofCode];
  if (isRebuilt) notes.push('ALLOWED_REBUILT');
  notes.push(...ofUnits);
  if (!line.isBalanced) notes.push('LINE_UNBALANCED');
  if (state.isLinkInferred) notes.push('LINK_INFERRED');
  if (state.isRepayment) notes.push('REPAID_UNDER_SAME_ICN');
  return notes;
}

const NO_NOTES: readonly LineNote[] = [];

/** ORD-1: received date, then ICN, then line. A correction stands where the original stood. */
function compareByReceipt(left: PlacedLine, right: PlacedLine): number {
  return (
    compareText(left.state.received.day, right.state.received.day) ||
    compareText(left.state.placeIcn, right.state.placeIcn) ||
    compareText(left.claim.icn, right.claim.icn) ||
    compareText(left.claim.claimKey, right.claim.claimKey) ||
    left.line.line - right.line.line
  );
}

/** ORD-2: service date first. */
function compareByService(left: PlacedLine, right: PlacedLine): number {
  return (
    compareText(left.line.serviceDate, right.line.serviceDate) || compareByReceipt(left, right)
  );
}

/** A line of no group: never accrues, never judged; KX on it is not therapy's KX. */
function ungroupedLine(year: number, placed: PlacedLine): JudgedLine {
  const { claim, line, therapy, accrual, state } = placed;
  const isKx = hasKx(line);
  return {
    claim,
    line,
    year,
    group: null,
    discipline: null,
    receivedDate: state.received.day,
    receivedSource: state.received.source,
    allowedCents: accrual.allowedCents,
    accruedCents: ZERO_CENTS,
    isDenied: accrual.isDenied,
    beforeCents: null,
    afterCents: null,
    hasKx: isKx,
    kxExpected: 'not_applicable',
    kxAssessment: 'not_applicable',
    kxCertainty: 'certain',
    completeness: 'own_only',
    isLowerBound: false,
    flags: isKx ? [...therapy.flags, 'KX_NON_THERAPY_IGNORED'] : therapy.flags,
    notes: placed.notes,
    rules: isKx ? [...therapy.rules, 'KX-7'] : therapy.rules,
  };
}
