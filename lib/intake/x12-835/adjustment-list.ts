// Reads CAS: a group, then up to six triplets of reason, amount and quantity.

import type { Adjustment } from '../../domain/claim.js';
import { addCents } from '../../domain/money.js';
import type { Segment } from '../x12/segment.js';
import type { Fault } from './fault.js';

const FIRST_TRIPLET = 2;
const TRIPLET = 3;
/** 99 CAS of six triplets each is what the standard allows. */
const MOST_ADJUSTMENTS = 594;

/** Adds what the segment says to `list`, repeats of a reason summed; a fault, or null. */
export function readAdjustments(segment: Segment, list: Adjustment[]): Fault | null {
  const group = segment.code(1);
  for (let at = FIRST_TRIPLET; at < segment.count; at += TRIPLET) {
    const reason = segment.code(at);
    if (reason === '' && !segment.has(at + 1)) continue;
    if (reason === '') return { reason: 'ADJUSTMENT_WITHOUT_REASON', field: elementName(at) };
    const cents = segment.cents(at + 1);
    if (cents === null) return { reason: 'MONEY_NOT_A_NUMBER', field: elementName(at + 1) };
    if (!addAdjustment(list, { group, reason, cents })) {
      return { reason: 'TOO_MANY_ADJUSTMENTS', field: 'CAS' };
    }
  }
  return null;
}

/** False when the list is full. */
function addAdjustment(list: Adjustment[], added: Adjustment): boolean {
  for (let at = 0; at < list.length; at += 1) {
    const known = list[at]!;
    if (known.reason !== added.reason || known.group !== added.group) continue;
    list[at] = { ...added, cents: addCents(known.cents, added.cents) };
    return true;
  }
  if (list.length === MOST_ADJUSTMENTS) return false;
  list.push(added);
  return true;
}

function elementName(element: number): string {
  return `CAS${String(element).padStart(2, '0')}`;
}
