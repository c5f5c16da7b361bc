// What all naive measures count with: groups, sums, and who a line belongs to.

import type { NaiveLine } from './naive-line.js';

export type Role = 'rendering' | 'billing';
export const ROLES: readonly Role[] = ['rendering', 'billing'];

export function npiOf(line: NaiveLine, role: Role): string | null {
  return role === 'rendering' ? line.rendering : line.billing;
}

/** Groups of lines that have the same text of a key. */
export function grouped(
  lines: readonly NaiveLine[],
  keyOf: (line: NaiveLine) => string,
): readonly (readonly NaiveLine[])[] {
  const groups: Record<string, NaiveLine[]> = {};
  for (const line of lines) (groups[keyOf(line)] ??= []).push(line);
  return Object.values(groups);
}

export function total(lines: readonly NaiveLine[], of: (line: NaiveLine) => number): number {
  let sum = 0;
  for (const line of lines) sum += of(line);
  return sum;
}

export const allowed = ({ judged }: NaiveLine): number => judged.accruedCents;
export const paid = ({ judged }: NaiveLine): number => judged.line.paidCents;

export function isDisciplineConflict({ isCounted, judged }: NaiveLine): boolean {
  if (judged.isDenied) return false;
  const { flags } = judged;
  return (
    !isCounted ||
    flags.includes('DISCIPLINE_CODE_MISMATCH') ||
    flags.includes('DISCIPLINE_REVENUE_MISMATCH')
  );
}
