// One group of one year: verdicts line by line, exposure, certainty.

import { hasKx } from './allowed-amount.js';
import { cwfNotes } from './cwf-replay.js';
import { groupFacts, runningTotals, type GroupFacts, type GroupInput } from './group-facts.js';
import { groupView } from './group-view.js';
import type { Completeness, GroupView, JudgedLine, KxCertainty, LineFlag } from './judgement.js';
import {
  judgeKx,
  type GroupLine,
  type KxVerdict,
  type RunningTotal,
  type VerdictContext,
} from './kx-verdict.js';
import { addCents, ZERO_CENTS, type Cents } from './money.js';
import type { PlacedLine } from './person-ledger.js';

// Shared by all lines that they hold for: a fold makes hundreds of thousands.
const RECEIPT_ORDER: readonly string[] = ['ORD-1'];
const SERVICE_ORDER: readonly string[] = ['ORD-2'];
const EXPOSED: readonly string[] = ['TMR-1'];
const NONE: readonly string[] = [];

export interface GroupResult {
  readonly view: GroupView;
  /** In the order of `members`. */
  readonly lines: readonly JudgedLine[];
}

export function judgeGroup(input: GroupInput): GroupResult {
  const facts = groupFacts(input);
  const verdictContext: VerdictContext = {
    thresholds: facts.thresholds,
    kxThresholdCents: facts.kxThresholdCents,
    nearTolerance: input.context.settings.nearTolerance,
    visitCents: visitCents(input.members),
  };
  const lines = input.members.map(groupLine);
  const verdicts = judgeKx(lines, facts.totals, verdictContext);
  const later = laterVerdicts(facts, lines, verdictContext);
  const joinRules = rememberRules();
  const judged = input.members.map((member, at) =>
    judgedLine(member, {
      facts,
      verdict: verdicts[at],
      later: later?.[at],
      total: facts.totals[at],
      joinRules,
    }),
  );
  const notes = cwfNotes(judged, facts.kxThresholdCents);
  if (notes.size === 0) return { view: groupView(facts, judged), lines: judged };
  const withNotes = judged.map((line) => {
    const more = notes.get(line);
    return more === undefined ? line : { ...line, notes: [...line.notes, ...more] };
  });
  return { view: groupView(facts, withNotes), lines: withNotes };
}

/**
 * The verdicts if the outside spend came only after its as-of day: where they differ from those
 * with the spend from the start, the answer depends on when others billed.
 */
function laterVerdicts(
  facts: GroupFacts,
  lines: readonly GroupLine[],
  context: VerdictContext,
): readonly KxVerdict[] | null {
  const { asOf, cents } = facts.outside;
  if (asOf === null || cents === 0) return null;
  const totals = runningTotals(
    facts.members,
    (member) => (member.state.received.day > asOf ? cents : ZERO_CENTS),
    ZERO_CENTS,
  );
  return judgeKx(lines, totals, context);
}

function judgedLine(
  member: PlacedLine,
  known: {
    readonly facts: GroupFacts;
    readonly verdict: KxVerdict | undefined;
    readonly later: KxVerdict | undefined;
    readonly total: RunningTotal | undefined;
    readonly joinRules: JoinRules;
  },
): JudgedLine {
  const { facts, verdict, later, total } = known;
  if (verdict === undefined || total === undefined) throw new Error('a line without a verdict');
  const { claim, line, therapy, accrual, state } = member;
  const isBelow =
    accrual.isLimitDenied &&
    facts.kxThresholdCents !== null &&
    total.afterCents <= facts.kxThresholdCents;
  const isExposed = isReviewExposed(member, total, facts);
  return {
    claim,
    line,
    year: facts.year,
    group: facts.group,
    discipline: therapy.discipline,
    receivedDate: state.received.day,
    receivedSource: state.received.source,
    allowedCents: accrual.allowedCents,
    accruedCents: accrual.accruedCents,
    isDenied: accrual.isDenied,
    beforeCents: total.beforeCents,
    afterCents: total.afterCents,
    hasKx: hasKx(line),
    kxExpected: verdict.expected,
    kxAssessment: verdict.assessment,
    kxCertainty: certainty(member, verdict, { later, completeness: facts.completeness }),
    completeness: facts.completeness,
    isLowerBound: facts.isLowerBound,
    flags: lineFlags(member, verdict, isExposed),
    notes: isBelow ? [...member.notes, 'OUTSIDE_SPEND_EVIDENCE'] : member.notes,
    rules: known.joinRules([
      therapy.rules,
      accrual.rules,
      facts.context.settings.order === 'dos' ? SERVICE_ORDER : RECEIPT_ORDER,
      facts.outside.rules,
      verdict.rules,
      isExposed ? EXPOSED : NONE,
    ]),
  };
}

type JoinRules = (parts: readonly (readonly string[])[]) => readonly string[];

/** One list of several; lines next to each other mostly share it. */
function rememberRules(): JoinRules {
  let last: readonly (readonly string[])[] = [];
  let joined: readonly string[] = NONE;
  return (parts) => {
    if (parts.length !== last.length || parts.some((part, at) => part !== last[at])) {
      joined = parts.flat();
      last = parts;
    }
    return joined;
  };
}

function lineFlags(
  { therapy, accrual }: PlacedLine,
  verdict: KxVerdict,
  isExposed: boolean,
): readonly LineFlag[] {
  const { isLimitDenied } = accrual;
  if (!isLimitDenied && !isExposed && verdict.flags.length === 0) return therapy.flags;
  const flags: LineFlag[] = [...therapy.flags, ...verdict.flags];
  if (isLimitDenied) flags.push('LIMIT_DENIED');
  if (isExposed) flags.push('REVIEW_EXPOSED');
  return flags;
}

/** A total that lacks outside spend never yields a confident "KX not needed". */
function certainty(
  member: PlacedLine,
  verdict: KxVerdict,
  known: { readonly later: KxVerdict | undefined; readonly completeness: Completeness },
): KxCertainty {
  if (verdict.expected === 'not_determined') return 'not_determined';
  const { later } = known;
  const differs =
    later !== undefined &&
    (later.expected !== verdict.expected || later.assessment !== verdict.assessment);
  if (differs) return 'depends_on_outside_spend';
  const isBareNotNeeded = verdict.expected === 'not_required' && !hasKx(member.line);
  return known.completeness === 'own_only' && isBareNotNeeded
    ? 'depends_on_outside_spend'
    : 'certain';
}

/**
 * TMR-1: strictly above; services before the first day of review are not subject to it. A line
 * without an amount stands above it too, and adds nothing to the exposed dollars.
 */
function isReviewExposed(member: PlacedLine, total: RunningTotal, facts: GroupFacts): boolean {
  const { reviewThresholdCents, thresholds } = facts;
  if (reviewThresholdCents === null || thresholds === null) return false;
  return (
    total.afterCents > reviewThresholdCents && member.line.serviceDate >= thresholds.reviewFrom
  );
}

function groupLine(member: PlacedLine): GroupLine {
  return {
    claim: member.claim,
    line: member.line,
    discipline: member.therapy.discipline,
    accruedCents: member.accrual.accruedCents,
    isLimitDenied: member.accrual.isLimitDenied,
  };
}

function visitCents(members: readonly PlacedLine[]): ReadonlyMap<string, Cents> {
  const visits = new Map<string, Cents>();
  for (const { line, accrual } of members) {
    const before = visits.get(line.serviceDate) ?? ZERO_CENTS;
    visits.set(line.serviceDate, addCents(before, accrual.accruedCents));
  }
  return visits;
}
