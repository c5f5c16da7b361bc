// How sure the amounts of a year are. The file has one word a year; where an amount of the year is
// not known, the word speaks of the others only.

import type { ThresholdYear } from './reference.js';

export function amountConfidence({
  confidence,
  isKxAmountPending,
  isReviewAmountPending,
}: ThresholdYear): string {
  if (isKxAmountPending && isReviewAmountPending) return 'amounts not known';
  return isKxAmountPending || isReviewAmountPending
    ? `${confidence}, of what is known`
    : confidence;
}
