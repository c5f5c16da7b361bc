// Years whose KX amount nobody has entered yet: screens and overviews ask for it.

import type { ReferenceData } from '../domain/reference.js';

export function pendingYears({ thresholds }: Pick<ReferenceData, 'thresholds'>): readonly number[] {
  return [...thresholds.values()]
    .filter(({ isKxAmountPending }) => isKxAmountPending)
    .map(({ year }) => year);
}
