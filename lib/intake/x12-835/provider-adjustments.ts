// Reads PLB: up to six pairs of a reason (with a reference) and an amount. They belong to the
// provider, never to a claim, even where the reference names one.

import type { Cents } from '../../domain/money.js';
import type { Segment } from '../x12/segment.js';

export interface ProviderAdjustmentEntry {
  readonly reason: string;
  /** Null when it is not an amount. */
  readonly cents: Cents | null;
  /** The amount's element. */
  readonly field: string;
}

const FIRST_PAIR = 3;
/** The reason is two characters whatever separates it from the reference. */
const REASON = /^[A-Z0-9]{2}(?=[^A-Z0-9]|$)/;

export function readProviderAdjustments(
  segment: Segment,
  separator: number,
): readonly ProviderAdjustmentEntry[] {
  const entries: ProviderAdjustmentEntry[] = [];
  for (let at = FIRST_PAIR; at < segment.count; at += 2) {
    const amount = at + 1;
    if (!segment.has(at) && !segment.has(amount)) continue;
    const field = `PLB${String(amount).padStart(2, '0')}`;
    entries.push({
      reason: readReason(segment.code(at), separator),
      cents: segment.cents(amount),
      field,
    });
  }
  return entries;
}

/** The first component; never what follows it, which may name a claim. */
function readReason(composite: string, separator: number): string {
  const declared = separator === 0 ? -1 : composite.indexOf(String.fromCharCode(separator));
  if (declared >= 0) return composite.slice(0, declared).trim();
  return REASON.exec(composite)?.[0] ?? '';
}
