// Works the truth out again from the text alone: chains by claim number and REF*F8, payer by filing
// indicator, allowed from its parts. A second, naive model to hold the generator's own answer to.

import type { SynthThreshold } from '../../lib/synth/synth-options.js';
import type { BeneficiaryTruth, CurrentTotals } from '../../lib/synth/truth.js';
import type { NaiveClaim, NaiveLine, NaiveSet } from './naive-835.js';

/** What stands: of each claim number the last payment, unless a reversal came after. */
export function standingClaims(sets: readonly NaiveSet[]): readonly NaiveClaim[] {
  const byNumber = new Map<string, NaiveClaim[]>();
  for (const claim of sets.flatMap((set) => set.claims)) {
    byNumber.set(claim.icn, [...(byNumber.get(claim.icn) ?? []), claim]);
  }
  return [...byNumber.values()].flatMap((versions) => {
    const inTime = [...versions].sort(
      (left, right) => left.paidDate.localeCompare(right.paidDate) || rank(left) - rank(right),
    );
    const payments = inTime.filter((claim) => claim.status !== '22');
    const open = payments.length - (inTime.length - payments.length);
    return open > 0 ? payments.slice(-open) : [];
  });
}

function rank(claim: NaiveClaim): number {
  return claim.status === '22' ? 0 : 1;
}

export function naiveTotals(standing: readonly NaiveClaim[]): CurrentTotals {
  const lines = standing.flatMap((claim) => claim.lines.map((line) => ({ claim, line })));
  const therapy = lines.filter(({ claim, line }) => groupOf(claim, line) !== null);
  const isDenied = ({ line }: { readonly line: NaiveLine }): boolean =>
    line.cas.some(([, reason]) => ['16', '50', '96', '119'].includes(reason));
  return {
    finalClaims: standing.length,
    finalLines: lines.length,
    therapyLines: therapy.length,
    kxLines: therapy.filter(({ line }) => line.modifiers.includes('KX')).length,
    deniedTherapyLines: therapy.filter(isDenied).length,
    finalAllowedCents: lines.reduce((sum, { line }) => sum + allowedOf(line), 0),
    finalPaidCents: lines.reduce((sum, { line }) => sum + line.paid, 0),
  };
}

/** A line that stands, with the place of its claim in the order of receipt. */
export interface PlacedLine {
  readonly claim: NaiveClaim;
  readonly line: NaiveLine;
  readonly number: number;
  readonly place: string;
}

/** Standing lines in the order in which the limits are used up. */
export function placedLines(sets: readonly NaiveSet[]): readonly PlacedLine[] {
  const all = sets.flatMap((set) => set.claims);
  const byNumber = new Map(all.filter((claim) => claim.status !== '22').map((c) => [c.icn, c]));
  const rootOf = (claim: NaiveClaim): NaiveClaim => {
    const replaced = claim.replaces === null ? undefined : byNumber.get(claim.replaces);
    return replaced === undefined ? claim : rootOf(replaced);
  };
  return standingClaims(sets)
    .flatMap((claim) => {
      const root = rootOf(claim);
      const place = `${root.received ?? root.paidDate}|${root.icn}`;
      return claim.lines.map((line, at) => ({ claim, line, number: at + 1, place }));
    })
    .sort((left, right) => compare(left.place, right.place) || left.number - right.number);
}

export function naiveBeneficiaries(
  sets: readonly NaiveSet[],
  thresholds: readonly SynthThreshold[],
): readonly BeneficiaryTruth[] {
  const all = sets.flatMap((set) => set.claims);
  const placed = placedLines(sets);
  return [...new Set(all.map((claim) => claim.mbi))].sort().map((mbi) => {
    const rows = placed.filter(({ claim }) => claim.mbi === mbi);
    const years = [...new Set(rows.flatMap(({ claim, line }) => yearIfTherapy(claim, line)))].sort(
      (left, right) => left - right,
    );
    return {
      mbi,
      years: years.map((year) => ({
        year,
        groups: (['PT_SLP', 'OT'] as const).flatMap((group) => {
          const own = rows.filter(
            ({ claim, line }) =>
              groupOf(claim, line) === group && Number(line.date.slice(0, 4)) === year,
          );
          if (own.length === 0) return [];
          const amounts = thresholds.find((row) => row.year === year);
          const firstAbove = (
            threshold: number | null | undefined,
          ): { readonly icn: string; readonly line: number } | null => {
            let total = 0;
            for (const { claim, line, number } of own) {
              total += allowedOf(line);
              if (total > (threshold ?? Infinity)) return { icn: claim.icn, line: number };
            }
            return null;
          };
          return [
            {
              group,
              accruedCents: own.reduce((sum, { line }) => sum + allowedOf(line), 0),
              kxCrossing: firstAbove(amounts?.kxCents[group]),
              reviewCrossing: firstAbove(amounts?.reviewCents[group]),
            },
          ];
        }),
      })),
    };
  });
}

/** Paid, deductible, coinsurance, copayment and sequestration (RULES ACC-1). */
export function allowedOf(line: NaiveLine): number {
  const parts = line.cas.filter(([group, reason]) =>
    ['PR1', 'PR2', 'PR3', 'CO253'].includes(group + reason),
  );
  return line.paid + parts.reduce((sum, [, , amount]) => sum + amount, 0);
}

export function groupOf(claim: NaiveClaim, line: NaiveLine): 'PT_SLP' | 'OT' | null {
  if (claim.filing !== 'MA' && claim.filing !== 'MB') return null;
  if (line.modifiers.includes('GO')) return 'OT';
  return line.modifiers.includes('GP') || line.modifiers.includes('GN') ? 'PT_SLP' : null;
}

function yearIfTherapy(claim: NaiveClaim, line: NaiveLine): readonly number[] {
  return groupOf(claim, line) === null ? [] : [Number(line.date.slice(0, 4))];
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
