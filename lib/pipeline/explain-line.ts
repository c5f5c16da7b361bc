// Why a line was judged as it was, or why its claim does not count: the facts that went in, the
// rules in order with their sources, what would change the answer, and the history of the claim.

import type {
  JudgedLine,
  KxAssessment,
  KxCertainty,
  KxExpected,
  LineFlag,
  LineNote,
} from '../domain/judgement.js';
import type { RuleEntry } from '../domain/rule-catalogue-entry.js';
import {
  CERTAINTY_SENTENCES,
  FLAG_SENTENCES,
  NOTE_SENTENCES,
} from '../domain/rule-catalogue-words.js';
import { ruleEntry } from '../domain/rule-catalogue.js';
import { claimLineage, relatedVersions, type VersionStory } from './claim-lineage.js';
import { groupView, lineInputs, type LineInputs } from './line-inputs.js';
import type { BeneficiaryLedger } from './read-beneficiary.js';
import { openQuestion, verdictSentence } from './verdict-sentence.js';
import { whatWouldChange, type Change } from './what-would-change.js';

export type ClaimExplanation =
  | ExplainedClaim
  | { readonly kind: 'unknown_claim'; readonly claim: string }
  | {
      readonly kind: 'unknown_line';
      readonly claim: string;
      readonly line: number;
      readonly knownLines: readonly number[];
    };

export interface ExplainedClaim {
  readonly kind: 'explained';
  readonly token: string;
  readonly claim: string;
  /** Does the claim count, and if not, why. */
  readonly standing: string;
  /** All versions of the claim and of those that replacements connect with it, by paid date. */
  readonly history: readonly VersionStory[];
  /** Empty when no version of the claim counts, or when it has no service lines. */
  readonly lines: readonly LineExplanation[];
}

export interface LineExplanation {
  readonly claim: string;
  readonly line: number;
  readonly year: number;
  readonly inputs: LineInputs;
  readonly hasKx: boolean;
  readonly kxExpected: KxExpected;
  readonly kxAssessment: KxAssessment;
  readonly kxCertainty: KxCertainty;
  readonly verdict: string;
  readonly certainty: string;
  /** What the verdict leaves open; null when nothing. */
  readonly open: string | null;
  readonly flags: readonly { readonly flag: LineFlag; readonly sentence: string }[];
  readonly notes: readonly { readonly note: LineNote; readonly sentence: string }[];
  /** The rules applied, in order. */
  readonly rules: readonly RuleEntry[];
  /** Rules that explain an input or a note. */
  readonly relatedRules: readonly RuleEntry[];
  readonly changes: readonly Change[];
}

/** `claim`: the payer's control number. Without `line` all lines of the claim are explained. */
export function explainLine(
  ledger: BeneficiaryLedger,
  claim: string,
  line?: number,
): ClaimExplanation {
  const lineage = claimLineage(ledger.headers, ledger.resolution);
  const own = lineage.filter((story) => story.claim === claim);
  if (own.length === 0) return { kind: 'unknown_claim', claim };
  const judged = ledger.years
    .flatMap((year) => year.lines)
    .filter((each) => each.claim.icn === claim);
  const asked = line === undefined ? judged : judged.filter((each) => each.line.line === line);
  if (line !== undefined && asked.length === 0 && judged.length > 0) {
    const knownLines = judged.map((each) => each.line.line).sort((left, right) => left - right);
    return { kind: 'unknown_line', claim, line, knownLines };
  }
  return {
    kind: 'explained',
    token: ledger.token,
    claim,
    standing: standingSentence(own, judged.length),
    history: relatedVersions(lineage, claim),
    lines: asked.map((each) => lineExplanation(each, ledger)),
  };
}

function standingSentence(own: readonly VersionStory[], lines: number): string {
  const current = own.find(({ state }) => state === 'current');
  if (current !== undefined) {
    const bare = lines === 0 ? ' It has no service lines, so there is nothing to judge.' : '';
    return `${current.sentence}${bare}`;
  }
  const payment = own.findLast(({ state }) => state === 'superseded' || state === 'reversed');
  if (payment !== undefined) return payment.sentence;
  return 'Does not count: only a reversal of it is known, and it lowers nothing.';
}

function lineExplanation(judged: JudgedLine, ledger: BeneficiaryLedger): LineExplanation {
  const view = groupView(judged, ledger);
  const inputs = lineInputs(judged, ledger);
  const open = openQuestion(judged, view);
  return {
    claim: judged.claim.icn,
    line: judged.line.line,
    year: judged.year,
    inputs,
    hasKx: judged.hasKx,
    kxExpected: judged.kxExpected,
    kxAssessment: judged.kxAssessment,
    kxCertainty: judged.kxCertainty,
    verdict: verdictSentence(judged, view),
    certainty: CERTAINTY_SENTENCES[judged.kxCertainty],
    open: open === '' ? null : open,
    flags: judged.flags.map((flag) => ({ flag, sentence: FLAG_SENTENCES[flag] })),
    notes: judged.notes.map((note) => ({ note, sentence: NOTE_SENTENCES[note] })),
    rules: unique(judged.rules).map(ruleEntry),
    relatedRules: relatedRules(judged, inputs).map(ruleEntry),
    changes: whatWouldChange(judged, view),
  };
}

/** Rules that no verdict names but that explain why an input is what it is. */
function relatedRules(judged: JudgedLine, inputs: LineInputs): readonly string[] {
  const { notes, claim } = judged;
  const related = [
    { rule: 'ACC-3', applies: judged.group !== null },
    { rule: 'ORD-3', applies: judged.receivedSource !== 'stated' },
    { rule: 'ADJ-2', applies: (inputs.place?.inPlaceOf ?? null) !== null },
    { rule: 'ADJ-1', applies: notes.includes('REPAID_UNDER_SAME_ICN') },
    { rule: 'ACC-6', applies: notes.includes('ASSISTANT_FURNISHED') },
    { rule: 'CWF-1', applies: notes.includes('CWF_LEAST_EXCESS_LINE') },
    { rule: 'CWF-2', applies: notes.includes('CWF_LEAST_EXCESS_LINE') },
    {
      rule: 'KX-3',
      applies: judged.kxAssessment === 'missing' && claim.claimType === 'professional',
    },
    { rule: 'KX-11', applies: judged.hasKx && judged.kxAssessment === 'ok' },
  ];
  return related.filter(({ applies }) => applies).map(({ rule }) => rule);
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
