// Adds up one beneficiary's therapy lines, per year and group, in the order in which the claims
// were received (then claim number, then line), and notes the line that first ends above an amount.

import type { ThresholdGroup } from '../domain/reference.js';
import type { ClaimEvent, SynthLine } from './claim-event.js';
import type { SynthThreshold } from './synth-options.js';
import type { BeneficiaryTruth, CrossingTruth, GroupTruth } from './truth.js';

interface Placed {
  readonly event: ClaimEvent;
  readonly line: SynthLine;
}

export function groupTruths(
  standing: readonly ClaimEvent[],
  thresholds: readonly SynthThreshold[],
): BeneficiaryTruth['years'] {
  const lines = standing
    .filter((event) => event.payer.isMedicare)
    .flatMap((event) => event.lines.map((line): Placed => ({ event, line })))
    .filter(({ line }) => line.discipline !== null)
    .sort(byPlace);
  const years = [...new Set(lines.map(yearOfLine))].sort((left, right) => left - right);
  return years.map((year) => ({
    year,
    groups: (['PT_SLP', 'OT'] as const).flatMap((group) => {
      const own = lines.filter(
        (placed) => yearOfLine(placed) === year && groupOf(placed) === group,
      );
      const amounts = thresholds.find((row) => row.year === year);
      return own.length === 0 ? [] : [addUp(own, group, amounts)];
    }),
  }));
}

function addUp(
  lines: readonly Placed[],
  group: ThresholdGroup,
  amounts: SynthThreshold | undefined,
): GroupTruth {
  let accruedCents = 0;
  let kxCrossing: CrossingTruth | null = null;
  let reviewCrossing: CrossingTruth | null = null;
  const kxCents = amounts?.kxCents[group] ?? Infinity;
  const reviewCents = amounts?.reviewCents[group] ?? Infinity;
  for (const { event, line } of lines) {
    accruedCents += line.allowedCents;
    const here = { icn: event.icn, line: line.line };
    if (kxCrossing === null && accruedCents > kxCents) kxCrossing = here;
    if (reviewCrossing === null && accruedCents > reviewCents) reviewCrossing = here;
  }
  return { group, accruedCents, kxCrossing, reviewCrossing };
}

function yearOfLine({ line }: Placed): number {
  return Number(line.serviceDate.slice(0, 4));
}

function groupOf({ line }: Placed): ThresholdGroup {
  return line.discipline === 'OT' ? 'OT' : 'PT_SLP';
}

function byPlace(left: Placed, right: Placed): number {
  const [a, b] = [left.event.place, right.event.place];
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.icn !== b.icn) return a.icn < b.icn ? -1 : 1;
  return left.line.line - right.line.line;
}
