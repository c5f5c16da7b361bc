// Pattern: a mistaken rule explains the provider's KX better than the right one does: totals of
// both groups merged or swapped, last year's amount, charges counted instead of allowed amounts
// (FIT-1, ours). Finds the cause where counts of early and missing lines show the symptom.

import type { RuleFitMeasures } from '../measures/provider-measures.js';
import {
  BENEFICIARIES_MIN,
  HIT_BENEFICIARIES_MIN,
  NO_DOLLARS,
  type FindingOutcome,
  type MistakenRule,
  type MistakenRuleEvidence,
  type PatternFinding,
} from './pattern-finding.js';
import type { PatternText } from './share-pattern.js';

export const MISTAKEN_RULE: PatternText = {
  id: 'mistaken_rule',
  title: 'KX that follows another rule',
  rules: ['FIT-1', 'BKT-1', 'THR-1', 'ACC-1'],
  mend: 'Mend the rule in the billing system once; the lines named then mend themselves.',
};

/** Policy: it has to explain this much of what is wrong, and enough lines to be no accident. */
const EXPLAINED_SHARE_MIN = 0.8;
const EXPLAINED_LINES_MIN = 10;
/** Policy: of each beneficiary above the amount, a line or two lie between the two amounts. */
const NEAR_LINES_PER_BENEFICIARY_MIN = 0.75;

/** Beneficiaries behind the lines of the row. */
export interface RuleBeneficiaries {
  /** With any line. */
  readonly seen: number;
  /** With a line whose KX is wrong: one claim is no rule, however many lines it has. */
  readonly wrong: number;
  /** With a line that requires KX. */
  readonly required: number;
}

interface Fit {
  readonly rule: MistakenRule;
  /** Lines that the rule makes right, of those that ask for an explanation. */
  readonly explains: number;
  readonly asking: number;
  /** Tolerated lines among those explained. */
  readonly near: number;
  readonly fits: number;
}

export function mistakenRule(
  row: RuleFitMeasures,
  beneficiaries: RuleBeneficiaries,
): PatternFinding<MistakenRuleEvidence> {
  const isLastYear = goesByLastYear(row, beneficiaries);
  const best = isLastYear ? lastYearFit(row) : bestFit(row);
  const isExplained =
    beneficiaries.wrong >= HIT_BENEFICIARIES_MIN &&
    best.explains >= EXPLAINED_LINES_MIN &&
    best.explains >= EXPLAINED_SHARE_MIN * best.asking &&
    best.fits > row.rightRuleFits;
  return {
    pattern: 'mistaken_rule',
    role: row.role,
    npi: row.npi,
    outcome: outcomeOf(row, beneficiaries, isExplained || isLastYear),
    evidence: {
      kind: 'mistaken_rule',
      rule: best.explains === 0 ? null : best.rule,
      judgedLines: row.judgedLines,
      wrongLines: row.wrongLines,
      explainedLines: best.explains - best.near,
      nearLines: best.near,
      rightRuleFits: row.rightRuleFits,
      mistakenRuleFits: best.fits,
    },
    dollars: NO_DOLLARS,
  };
}

/**
 * Slips of other kinds do not speak against it: whoever keeps to this year's amount rarely has KX
 * between the two amounts, whoever goes by last year's has it on nearly every line there (ours).
 */
function goesByLastYear(row: RuleFitMeasures, { required }: RuleBeneficiaries): boolean {
  const { nearKxLines, lastYearNearLines: near, wrongLines } = row;
  const fits = [row.mergedFits, row.swappedFits, row.chargesFits];
  return (
    near >= EXPLAINED_LINES_MIN &&
    near >= EXPLAINED_SHARE_MIN * nearKxLines &&
    near >= NEAR_LINES_PER_BENEFICIARY_MIN * required &&
    wrongLines < row.rightRuleFits &&
    fits.every((each) => each <= row.lastYearFits + near)
  );
}

function outcomeOf(
  row: RuleFitMeasures,
  { seen }: RuleBeneficiaries,
  isDetected: boolean,
): FindingOutcome {
  if (seen < BENEFICIARIES_MIN) {
    return { kind: 'notApplicable', reason: 'TOO_FEW_BENEFICIARIES' };
  }
  if (row.judgedLines + row.nearKxLines < EXPLAINED_LINES_MIN) {
    return { kind: 'notApplicable', reason: 'TOO_FEW_UNITS' };
  }
  return { kind: isDetected ? 'detected' : 'clear' };
}

/**
 * Most lines fitted, then most explained, then the order of the list. The amount rises by less in a
 * year than KX may come early, so that last year's amount shows in tolerated lines as well.
 */
function bestFit(row: RuleFitMeasures): Fit {
  const wrong = { asking: row.wrongLines, near: 0 };
  const fits: readonly Fit[] = [
    { rule: 'merged', explains: row.mergedExplains, fits: row.mergedFits, ...wrong },
    { rule: 'swapped', explains: row.swappedExplains, fits: row.swappedFits, ...wrong },
    lastYearFit(row),
    { rule: 'charges', explains: row.chargesExplains, fits: row.chargesFits, ...wrong },
  ];
  return fits.reduce((best, fit) => (isBetter(fit, best) ? fit : best));
}

function lastYearFit(row: RuleFitMeasures): Fit {
  return {
    rule: 'last_year',
    explains: row.lastYearExplains + row.lastYearNearLines,
    asking: row.wrongLines + row.nearKxLines,
    near: row.lastYearNearLines,
    fits: row.lastYearFits + row.lastYearNearLines,
  };
}

function isBetter(fit: Fit, than: Fit): boolean {
  return fit.fits === than.fits ? fit.explains > than.explains : fit.fits > than.fits;
}
