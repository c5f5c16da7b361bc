// Advice on a claim before it is sent: the draft is put on top of the stored ledger and judged by
// the same fold. Which lines need KX, what remains, and what stands against adding KX unasked.

import type { ClaimVersion } from '../domain/claim.js';
import { addDays, type IsoDay } from '../domain/day.js';
import type { FoldContext } from '../domain/fold-settings.js';
import { foldYear } from '../domain/fold-year.js';
import type {
  Completeness,
  GroupView,
  JudgedLine,
  KxAssessment,
  KxCertainty,
  KxExpected,
  LineFlag,
  YearView,
} from '../domain/judgement.js';
import { toCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import type { PersonLedger } from '../domain/person-ledger.js';
import type { ThresholdGroup } from '../domain/reference.js';
import { resolveVersions } from '../domain/resolve-versions.js';
import {
  autoApplyConditions,
  payerOfDraft,
  DENIAL_MODIFIERS,
  mayAutoApply,
  type Answer,
  type AutoApplyCondition,
} from './auto-apply-conditions.js';
import { versionHeader } from './claim-identity.js';
import { draftVersion, withDraftPayer, type DraftClaim } from './draft-claim.js';
import type { LedgerTools } from './ledger-tools.js';
import { loadChains, loadYears, personLedger } from './person-documents.js';
import { groupName, openQuestion, verdictSentence } from './verdict-sentence.js';

/** `claim_level`: decided for the claim as a whole (KX-4, KX-5). */
export type NeedsKx = 'yes' | 'no' | 'claim_level' | 'unknown';

export interface DraftAdvice {
  /** The day on which Medicare is taken to receive the draft. */
  readonly receivedDate: IsoDay;
  readonly isReceivedDateAssumed: boolean;
  readonly lines: readonly DraftLineAdvice[];
  readonly groups: readonly DraftGroupAdvice[];
  readonly warnings: readonly string[];
}

export interface DraftLineAdvice {
  readonly line: number;
  readonly serviceDate: IsoDay;
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  readonly year: number;
  readonly group: ThresholdGroup | null;
  readonly accruedCents: Cents;
  readonly beforeCents: Cents | null;
  readonly afterCents: Cents | null;
  readonly isLowerBound: boolean;
  readonly needsKx: NeedsKx;
  readonly hasKx: boolean;
  readonly kxExpected: KxExpected;
  readonly kxAssessment: KxAssessment;
  readonly kxCertainty: KxCertainty;
  readonly sentence: string;
  readonly conflicts: readonly { readonly modifier: string; readonly sentence: string }[];
  readonly flags: readonly LineFlag[];
  readonly rules: readonly string[];
  readonly conditions: readonly AutoApplyCondition[];
  readonly mayAutoApply: Answer;
}

export interface DraftGroupAdvice {
  readonly year: number;
  readonly group: ThresholdGroup;
  readonly kxThresholdCents: Cents | null;
  readonly accumulatedBeforeCents: Cents;
  readonly accumulatedAfterCents: Cents;
  /** Null when no amount is known; else never below zero. */
  readonly remainingBeforeCents: Cents | null;
  readonly remainingAfterCents: Cents | null;
  readonly overAfterCents: Cents | null;
  readonly completeness: Completeness;
  readonly isLowerBound: boolean;
  readonly visitsLeft: VisitsLeft | null;
}

/** An estimate: remaining amount over the mean of the beneficiary's own visits, the draft's too. */
export interface VisitsLeft {
  readonly isEstimate: true;
  readonly visits: number;
  readonly meanAllowedCents: Cents;
  /** Visits in the mean: service dates of the group in the year. */
  readonly n: number;
}

interface Judged {
  readonly draft: DraftClaim;
  readonly version: ClaimVersion;
  readonly context: FoldContext;
  readonly before: readonly YearView[];
  readonly after: readonly YearView[];
}

/** Advice for a beneficiary of the store; `draft.beneficiary` is a token. */
export async function adviseFromStore(tools: LedgerTools, draft: DraftClaim): Promise<DraftAdvice> {
  const chains = await loadChains(tools, [draft.beneficiary]);
  const years = await loadYears(tools, chains, draftYears(draft));
  return adviseDraft(draft, personLedger(chains, years), tools.context);
}

/** `person` holds at least the versions and seeds of the years of the draft. */
export function adviseDraft(
  draft: DraftClaim,
  person: PersonLedger,
  stored: FoldContext,
): DraftAdvice {
  const latest = latestReceived(draft, person, stored);
  const receivedDate = draft.receivedDate ?? latest;
  const version = draftVersion(draft, receivedDate);
  // Medicare goes by receipt, whatever view the workspace shows (ORD-1).
  const context: FoldContext = {
    settings: { ...stored.settings, order: 'receipt' },
    reference: withDraftPayer(stored.reference, receivedDate),
  };
  const withDraft: PersonLedger = {
    ...person,
    versions: [...person.versions, version],
    headers: [...person.headers, versionHeader(version)],
  };
  const years = draftYears(draft);
  const judged: Judged = {
    draft,
    version,
    context,
    before: years.map((year) => foldYear(year, person, context)),
    after: years.map((year) => foldYear(year, withDraft, context)),
  };
  return {
    receivedDate,
    isReceivedDateAssumed: draft.receivedDate === undefined,
    lines: judged.after.flatMap((view) => yearLines(view, judged)),
    groups: judged.after.flatMap((view) => view.groups.map((group) => groupAdvice(group, judged))),
    warnings: draftWarnings(judged, person, receivedDate < latest),
  };
}

function draftYears(draft: DraftClaim): readonly number[] {
  const years = new Set(draft.lines.map((line) => Number(line.serviceDate.slice(0, 4))));
  return [...years].sort((left, right) => left - right);
}

/** After all claims and figures that are known, and not before the last service. */
function latestReceived(draft: DraftClaim, person: PersonLedger, context: FoldContext): IsoDay {
  const resolution = resolveVersions(person.headers, context.settings);
  const days = [
    ...draft.lines.map((line) => line.serviceDate),
    ...[...resolution.values()].map((state) => state.received.day),
    ...person.seeds.flatMap((seed) => (seed.asOf === null ? [] : [addDays(seed.asOf, 1)])),
  ];
  return days.reduce((last, day) => (day > last ? day : last));
}

function yearLines(view: YearView, known: Judged): readonly DraftLineAdvice[] {
  return view.lines
    .filter((line) => line.claim.versionKey === known.version.versionKey)
    .map((line) => {
      const group = view.groups.find((each) => each.group === line.group) ?? null;
      return lineAdvice(line, group, known);
    });
}

function lineAdvice(judged: JudgedLine, view: GroupView | null, known: Judged): DraftLineAdvice {
  const { draft, version, context } = known;
  const conditions = autoApplyConditions({
    payer: payerOfDraft(draft),
    version,
    judged,
    view,
    reference: context.reference,
  });
  const { line } = judged;
  return {
    line: line.line,
    serviceDate: line.serviceDate,
    hcpcs: line.hcpcs,
    modifiers: line.modifiers,
    year: judged.year,
    group: judged.group,
    accruedCents: judged.accruedCents,
    beforeCents: judged.beforeCents,
    afterCents: judged.afterCents,
    isLowerBound: judged.isLowerBound,
    needsKx: needsKx(judged),
    hasKx: judged.hasKx,
    kxExpected: judged.kxExpected,
    kxAssessment: judged.kxAssessment,
    kxCertainty: judged.kxCertainty,
    sentence: `${verdictSentence(judged, view)} ${openQuestion(judged, view)}`.trim(),
    conflicts: conflicts(judged),
    flags: judged.flags,
    rules: judged.rules,
    conditions,
    mayAutoApply: mayAutoApply(conditions),
  };
}

/** Spend that is not known never yields a plain no (DESIGN 4: what is not known). */
function needsKx(judged: JudgedLine): NeedsKx {
  const isOpen = judged.kxCertainty === 'depends_on_outside_spend';
  switch (judged.kxExpected) {
    case 'required':
      return isOpen ? 'unknown' : 'yes';
    case 'claim_level':
    case 'all_or_none':
      return isOpen ? 'unknown' : 'claim_level';
    case 'not_required':
      return isOpen || judged.completeness === 'own_only' ? 'unknown' : 'no';
    case 'not_applicable':
      return 'no';
    case 'not_determined':
      return 'unknown';
  }
}

function conflicts(judged: JudgedLine): DraftLineAdvice['conflicts'] {
  const { modifiers } = judged.line;
  return DENIAL_MODIFIERS.filter((modifier) => modifiers.includes(modifier)).map((modifier) => ({
    modifier,
    sentence: judged.hasKx
      ? `KX and ${modifier} contradict each other: send the line with one of them.`
      : `With ${modifier} the line must not carry KX.`,
  }));
}

function groupAdvice(view: GroupView, known: Judged): DraftGroupAdvice {
  const { year, group, kxThresholdCents } = view;
  const before = known.before
    .find((each) => each.year === year)
    ?.groups.find((each) => each.group === group);
  const lines = known.after
    .filter((each) => each.year === year)
    .flatMap((each) => each.lines)
    .filter((line) => line.group === group);
  return {
    year,
    group,
    kxThresholdCents,
    accumulatedBeforeCents: before?.accumulatedCents ?? ZERO_CENTS,
    accumulatedAfterCents: view.accumulatedCents,
    remainingBeforeCents: before === undefined ? kxThresholdCents : before.remainingCents,
    remainingAfterCents: view.remainingCents,
    overAfterCents: view.overCents,
    completeness: view.completeness,
    isLowerBound: view.isLowerBound,
    visitsLeft: view.remainingCents === null ? null : visitsLeft(view.remainingCents, lines),
  };
}

function visitsLeft(remainingCents: Cents, lines: readonly JudgedLine[]): VisitsLeft | null {
  const counted = lines.filter((line) => line.accruedCents > 0);
  const n = new Set(counted.map((line) => line.line.serviceDate)).size;
  const totalCents = counted.reduce((total, line) => total + line.accruedCents, 0);
  if (totalCents === 0) return null;
  return {
    isEstimate: true,
    visits: Math.floor((remainingCents * n) / totalCents),
    meanAllowedCents: toCents(Math.round(totalCents / n)),
    n,
  };
}

function draftWarnings(
  { after, version }: Judged,
  person: PersonLedger,
  isBeforeOthers: boolean,
): readonly string[] {
  const warnings: string[] = [];
  if (person.headers.length === 0 && person.seeds.length === 0) {
    warnings.push('The ledger holds nothing of this beneficiary.');
  }
  if (isBeforeOthers) {
    warnings.push('Claims or figures later than the received date of the draft are known.');
  }
  for (const view of after.flatMap((each) => each.groups)) {
    const name = `${view.year} ${groupName(view.group)}`;
    if (view.isKxAmountPending) warnings.push(`${name}: the KX amount is not known.`);
    if (view.completeness === 'own_only') {
      warnings.push(`${name}: the total is "at least"; enter what others billed with kxray seed.`);
    }
  }
  const isAnyCounted = after.some((view) =>
    view.lines.some((line) => line.claim.versionKey === version.versionKey && line.group !== null),
  );
  if (!isAnyCounted) warnings.push('No line of the draft counts toward a total.');
  return warnings;
}
