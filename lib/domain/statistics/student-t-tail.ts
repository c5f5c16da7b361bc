// The chance of a t value at least this far from zero, either way, with so many degrees of freedom.

import { incompleteBeta } from './incomplete-beta.js';

/** Two-sided. Degrees of freedom need not be whole: Welch's are not. */
export function studentTTail(t: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0)) throw new RangeError('degrees of freedom are positive');
  if (Number.isNaN(t)) throw new RangeError('t is a number');
  if (!Number.isFinite(t)) return 0;
  const x = degreesOfFreedom / (degreesOfFreedom + t * t);
  return incompleteBeta(x, degreesOfFreedom / 2, 0.5);
}
