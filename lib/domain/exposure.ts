// The two exposures, never summed (DESIGN 4; RULES 5): every paid KX line in the recovery auditors'
// look-back, and every line above the review threshold. Screening figures, not findings of error.

import { addDays, type IsoDay } from './day.js';
import type { JudgedLine } from './judgement.js';
import { addCents, ZERO_CENTS, type Cents } from './money.js';

export interface Exposure {
  readonly lines: number;
  readonly allowedCents: Cents;
  /** What could be recouped. */
  readonly paidCents: Cents;
}

export const NO_EXPOSURE: Exposure = { lines: 0, allowedCents: ZERO_CENTS, paidCents: ZERO_CENTS };

const LOOK_BACK_YEARS = 3;

/** Topic 0A339: three years before the record request, measured on the paid date of the claim. */
export function lookBackStart(asOf: IsoDay): IsoDay {
  const year = Number(asOf.slice(0, 4)) - LOOK_BACK_YEARS;
  const sameDay = `${String(year).padStart(4, '0')}${asOf.slice(4)}`;
  return sameDay.endsWith('-02-29') ? addDays(`${year}-03-01` as IsoDay, -1) : (sameDay as IsoDay);
}

export function isRacExposed(line: JudgedLine, asOf: IsoDay): boolean {
  return (
    line.group !== null &&
    line.hasKx &&
    line.accruedCents > 0 &&
    line.claim.paidDate >= lookBackStart(asOf) &&
    line.claim.paidDate <= asOf
  );
}

export function isReviewExposed(line: JudgedLine): boolean {
  return line.accruedCents > 0 && line.flags.includes('REVIEW_EXPOSED');
}

export function addExposure(exposure: Exposure, line: JudgedLine): Exposure {
  return {
    lines: exposure.lines + 1,
    allowedCents: addCents(exposure.allowedCents, line.accruedCents),
    paidCents: addCents(exposure.paidCents, line.line.paidCents),
  };
}
