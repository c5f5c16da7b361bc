// Where a line stands against the year's KX amount, and where it would stand by each mistaken way
// of counting that can be planted. The plainest running totals, kept by the generator alone.

import { yearOfDay } from './calendar.js';
import type { SynthThreshold } from './synth-options.js';
import type { DraftLine } from './visits.js';
import type { ThresholdGroup } from '../domain/reference.js';

/** Allowed cents so far by `year|group`, and charges by `charges|year|group`. */
export type UsedCents = Map<string, number>;

export interface Standing {
  /** The line's own allowed amount ends above the year's amount. */
  readonly isOver: boolean;
  /** Some line of the same group and year on the claim is over: institutional KX is claim-wide. */
  readonly isClaimOver: boolean;
  readonly leftCents: number;
  /** Over when PT+SLP and OT are wrongly added together. */
  readonly isMergedOver: boolean;
  /** Over by the total of the other group. */
  readonly isOtherOver: boolean;
  /** Over by the amount of the year before; null where that is not known. */
  readonly isLastYearOver: boolean | null;
  /** Over when charges are added. */
  readonly isChargesOver: boolean;
}

export function groupOfLine(line: DraftLine): ThresholdGroup | null {
  if (line.discipline === null) return null;
  return line.discipline === 'OT' ? 'OT' : 'PT_SLP';
}

export function usedKey(line: DraftLine, group: ThresholdGroup): string {
  return `${yearOfDay(line.day)}|${group}`;
}

export function addUsed(used: UsedCents, line: DraftLine): void {
  const group = groupOfLine(line);
  if (group === null) return;
  const key = usedKey(line, group);
  used.set(key, (used.get(key) ?? 0) + line.allowedCents);
  const charges = `charges|${key}`;
  used.set(charges, (used.get(charges) ?? 0) + line.chargeCents);
}

/** One standing a line, in order; null for lines that count toward no limit. */
export function standingsOf(
  lines: readonly DraftLine[],
  deniedLines: ReadonlySet<DraftLine>,
  state: { readonly used: UsedCents; readonly thresholds: readonly SynthThreshold[] },
): readonly (Standing | null)[] {
  const running = new Map(state.used);
  const overKeys = new Set<string>();
  const rows = lines.map((line) => {
    const group = groupOfLine(line);
    if (group === null) return null;
    if (!deniedLines.has(line)) addUsed(running, line);
    const year = yearOfDay(line.day);
    const amountOf = (of: number): number | null =>
      state.thresholds.find((row) => row.year === of)?.kxCents[group] ?? null;
    const total = (of: ThresholdGroup): number => running.get(`${year}|${of}`) ?? 0;
    const amount = amountOf(year) ?? Infinity;
    const lastYear = amountOf(year - 1);
    const own = total(group);
    const key = usedKey(line, group);
    const isOver = own > amount;
    if (isOver) overKeys.add(key);
    return {
      key,
      isOver,
      leftCents: amount - own,
      isMergedOver: total('PT_SLP') + total('OT') > amount,
      isOtherOver: total(group === 'OT' ? 'PT_SLP' : 'OT') > amount,
      isLastYearOver: lastYear === null || amount === Infinity ? null : own > lastYear,
      isChargesOver: (running.get(`charges|${key}`) ?? 0) > amount,
    };
  });
  return rows.map((row) => (row === null ? null : { ...row, isClaimOver: overKeys.has(row.key) }));
}
