// Many findings, few causes: each line falls under exactly one, the sums are those of all lines,
// and every cause has one mend. Dollars go both ways in two columns that are never netted: what
// could be taken back, and what was not collected (CAUSE-1).

import type { FindingMeasures } from '../measures/provider-measures.js';
import { addCents, ZERO_CENTS, type Cents } from '../money.js';
import type { PatternFinding } from '../patterns/pattern-finding.js';
import { patternText } from '../patterns/pattern-list.js';
import { causeOf, detectedHabits, type Cause, type CauseKind } from './cause-of-lines.js';

export interface CauseTotals {
  readonly lines: number;
  readonly exposedPaidCents: Cents;
  readonly underBilledChargeCents: Cents;
}

export interface RootCause extends Cause, CauseTotals {
  readonly mend: string;
}

export interface RootCauses {
  /** Most exposed cents first. */
  readonly causes: readonly RootCause[];
  readonly total: CauseTotals;
}

const MENDS: Readonly<Record<CauseKind, () => string>> = {
  billing_system: () => patternText('billing_system_fingerprint').mend,
  mistaken_rule: () => patternText('mistaken_rule').mend,
  routine_early_kx: () => patternText('routine_early_kx').mend,
  missing_kx: () => patternText('missing_kx').mend,
  kx_conflict: () => patternText('kx_conflict').mend,
  single_early: () => 'Review the lines one by one: no habit of a provider explains them.',
  single_missing: () => 'Correct or reopen the claims one by one, where the record supports KX.',
  single_conflict: () => 'Decide for each line between KX and the notice modifier.',
};

export function rootCauses(
  findingLines: readonly FindingMeasures[],
  findings: readonly PatternFinding[],
): RootCauses {
  const detected = detectedHabits(findings);
  const groups = new Map<string, { readonly cause: Cause; readonly sums: Sums }>();
  const total = noLines();
  for (const lines of findingLines) {
    const cause = causeOf(lines, detected);
    const key = keyOf(cause);
    let known = groups.get(key);
    if (known === undefined) groups.set(key, (known = { cause, sums: noLines() }));
    add(known.sums, lines);
    add(total, lines);
  }
  const causes = [...groups.values()].map(({ cause, sums }) => {
    return { ...cause, ...sums, mend: MENDS[cause.kind]() };
  });
  return { causes: causes.sort(compareCauses), total };
}

type Sums = { -readonly [Name in keyof CauseTotals]: CauseTotals[Name] };

function noLines(): Sums {
  return { lines: 0, exposedPaidCents: ZERO_CENTS, underBilledChargeCents: ZERO_CENTS };
}

function add(sums: Sums, more: CauseTotals): void {
  sums.lines += more.lines;
  sums.exposedPaidCents = addCents(sums.exposedPaidCents, more.exposedPaidCents);
  sums.underBilledChargeCents = addCents(sums.underBilledChargeCents, more.underBilledChargeCents);
}

function keyOf({ kind, role, npi, payerId }: Cause): string {
  return [kind, role, npi, payerId].join(' ');
}

function compareCauses(one: RootCause, other: RootCause): number {
  return (
    other.exposedPaidCents - one.exposedPaidCents ||
    other.underBilledChargeCents - one.underBilledChargeCents ||
    other.lines - one.lines ||
    (keyOf(one) < keyOf(other) ? -1 : 1)
  );
}
