// When a payment known to be wrong is due back (REF-1): sixty days from the day it was identified,
// stopped while an investigation in good faith looks for related ones, for at most 180 days from
// that same day. The deadline that had passed before an investigation began stays passed.

import { addDays, daysBetween, earlierDay, type IsoDay } from './day.js';

export interface RefundClockDays {
  readonly refundDays: number;
  /** Longest suspension, from identification; null where the reference data has none. */
  readonly investigationDays: number | null;
}

export interface Investigation {
  readonly from: IsoDay;
  /** Day on which it was concluded; null while it runs. */
  readonly until: IsoDay | null;
}

export interface RefundClock {
  readonly identifiedOn: IsoDay;
  /** Latest day to report and return; while an investigation runs, if it takes all its time. */
  readonly returnBy: IsoDay;
  readonly suspendedDays: number;
  /** Of an investigation that was not concluded: when its suspension ends at the latest. */
  readonly suspendedTo: IsoDay | null;
}

/** `investigations`: in their order, each begun on or after the day of identification. */
export function refundClock(
  identifiedOn: IsoDay,
  investigations: readonly Investigation[],
  { refundDays, investigationDays }: RefundClockDays,
): RefundClock {
  let returnBy = addDays(identifiedOn, refundDays);
  let suspendedDays = 0;
  let suspendedTo: IsoDay | null = null;
  if (investigationDays === null) {
    return { identifiedOn, returnBy, suspendedDays, suspendedTo };
  }
  const latest = addDays(identifiedOn, investigationDays);
  for (const { from, until } of investigations) {
    if (from > returnBy || from > latest) continue;
    const end = until === null ? latest : earlierDay(until, latest);
    const days = daysBetween(from, end);
    suspendedDays += days;
    returnBy = addDays(returnBy, days);
    suspendedTo = until === null ? end : null;
  }
  return { identifiedOn, returnBy, suspendedDays, suspendedTo };
}
