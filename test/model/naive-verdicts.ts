// What the rules ask of KX on a line and what the line does: RULES section 4 and the order of
// assessment in EXAMPLES, for the second model. Every line looks at all lines of its claim again.

import type { ExampleConfig } from './ledger-example.js';
import type { NaiveLine } from './naive-line.js';
import { fromDollars } from './naive-money.js';
import type { NaiveReference } from './naive-reference.js';

export interface NaiveVerdict {
  readonly kxExpected: string;
  readonly kxAssessment: string;
  readonly flags: readonly string[];
}

interface Rules {
  readonly config: ExampleConfig;
  readonly reference: NaiveReference;
}

const CONTRADICTIONS = ['GA', 'GX', 'GY', 'GZ'];

export function naiveVerdicts(
  line: NaiveLine,
  all: readonly NaiveLine[],
  rules: Rules,
): NaiveVerdict {
  if (line.bucket === null) {
    return { kxExpected: 'not_applicable', kxAssessment: 'not_applicable', flags: [] };
  }
  const kxExpected = expected(line, all, rules);
  const contradictions = CONTRADICTIONS.filter((modifier) => has(line, modifier));
  const flags = has(line, 'KX') ? contradictions.map((modifier) => `KX_CONFLICT_${modifier}`) : [];
  if (isMixed(line, all, rules)) flags.push('SLP_KX_MIXED');
  return { kxExpected, kxAssessment: assessment(kxExpected, line, { all, ...rules }), flags };
}

function expected(line: NaiveLine, all: readonly NaiveLine[], rules: Rules): string {
  const year = rules.reference.amounts(line.year, line.bucket ?? 'OT');
  if (!year.hasKx) return 'not_applicable';
  if (line.isLimitDenied) return 'required';
  if (line.accrued === 0) return 'not_applicable';
  if (year.kx === null) return 'not_determined';
  if (isOver(line, rules)) return 'required';
  if (!siblings(line, all).some((other) => isOver(other, rules))) return 'not_required';
  if (line.discipline !== 'GN') return 'claim_level';
  return slpLines(line, all).some((other) => isOver(other, rules)) ? 'claim_level' : 'all_or_none';
}

function assessment(
  kxExpected: string,
  line: NaiveLine,
  rules: Rules & { readonly all: readonly NaiveLine[] },
): string {
  if (kxExpected === 'not_applicable' || kxExpected === 'not_determined') return 'not_applicable';
  const isContradicted = CONTRADICTIONS.some((modifier) => has(line, modifier));
  if (line.isLimitDenied && isContradicted) return 'not_applicable';
  if (has(line, 'KX') && isContradicted) return 'conflict';
  if (kxExpected === 'required' || kxExpected === 'claim_level') {
    return has(line, 'KX') ? 'ok' : 'missing';
  }
  if (kxExpected === 'all_or_none') return isMixed(line, rules.all, rules) ? 'mixed' : 'ok';
  if (!has(line, 'KX')) return 'ok';
  const threshold = rules.reference.amounts(line.year, line.bucket ?? 'OT').kx ?? 0;
  const tolerance = fromDollars(rules.config.nearThresholdTolerance);
  return threshold - (line.after ?? 0) < tolerance ? 'near' : 'early';
}

/** Some speech lines of an institutional claim that is over carry KX and some do not (KX-5). */
function isMixed(line: NaiveLine, all: readonly NaiveLine[], rules: Rules): boolean {
  if (line.discipline !== 'GN' || !isJudged(line)) return false;
  if (!siblings(line, all).some((other) => isOver(other, rules))) return false;
  const lines = slpLines(line, all);
  return lines.some((other) => has(other, 'KX')) && lines.some((other) => !has(other, 'KX'));
}

/** Lines of the same institutional claim, year and group: the ones that answer for each other. */
function siblings(line: NaiveLine, all: readonly NaiveLine[]): readonly NaiveLine[] {
  return all.filter(
    (other) =>
      line.claim.claimType === 'institutional' &&
      other.claim === line.claim &&
      other.year === line.year &&
      other.bucket === line.bucket,
  );
}

function slpLines(line: NaiveLine, all: readonly NaiveLine[]): readonly NaiveLine[] {
  return siblings(line, all).filter((other) => other.discipline === 'GN' && isJudged(other));
}

/** A bundled or denied line asks for no KX and speaks for no other line (ACC-5). */
function isJudged(line: NaiveLine): boolean {
  return line.accrued > 0 || line.isLimitDenied;
}

function isOver(line: NaiveLine, rules: Rules): boolean {
  const { kx } = rules.reference.amounts(line.year, line.bucket ?? 'OT');
  return kx !== null && line.accrued > 0 && (line.after ?? 0) > kx;
}

function has(line: NaiveLine, modifier: string): boolean {
  return (line.line.mods ?? []).includes(modifier);
}
