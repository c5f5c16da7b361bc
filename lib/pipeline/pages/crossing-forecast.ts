// What if somebody goes on like this: at so many dollars a visit and visits a week, when does the
// total pass a threshold? Visits differ, so the answer is a span of days, not one.

import type { IsoDay } from '../../domain/day.js';
import {
  dayOfVisit,
  EIGHT_OF_TEN,
  spendAfter,
  type VisitCourse,
} from '../../domain/visit-course.js';

export interface ForecastInput extends VisitCourse {
  /** The yearly total begins anew after it. */
  readonly lastDay: IsoDay;
  /** Above this amount the threshold is crossed; zero or less: it is crossed already. */
  readonly remainingCents: number;
}

export interface Forecast {
  /** Null: not before the end of the year. */
  readonly likely: IsoDay | null;
  readonly earliest: IsoDay | null;
  readonly latest: IsoDay | null;
  readonly visits: number | null;
  readonly isCrossed: boolean;
}

const VISITS_MAX = 400;

export function forecastCrossing(input: ForecastInput): Forecast {
  if (input.remainingCents < 0) {
    return { likely: null, earliest: null, latest: null, visits: null, isCrossed: true };
  }
  const visits = visitsUntil(input, 0);
  return {
    likely: dayOf(input, visits),
    earliest: dayOf(input, visitsUntil(input, EIGHT_OF_TEN)),
    latest: dayOf(input, visitsUntil(input, -EIGHT_OF_TEN)),
    visits,
    isCrossed: false,
  };
}

/** The first visit after which the total is above; null when it never is. */
function visitsUntil(input: ForecastInput, deviations: number): number | null {
  for (let visits = 1; visits <= VISITS_MAX; visits += 1) {
    if (spendAfter(input, visits, deviations) > input.remainingCents) return visits;
  }
  return null;
}

function dayOf(input: ForecastInput, visits: number | null): IsoDay | null {
  const day = visits === null ? null : dayOfVisit(input, visits);
  return day === null || day > input.lastDay ? null : day;
}

/** Mean and spread of the allowed cents of a day of service; null without one. */
export function visitSpend(
  lines: readonly { readonly serviceDate: IsoDay; readonly accruedCents: number }[],
): { readonly visits: number; readonly meanCents: number; readonly deviationCents: number } | null {
  const days = new Map<IsoDay, number>();
  for (const { serviceDate, accruedCents } of lines) {
    if (accruedCents > 0) days.set(serviceDate, (days.get(serviceDate) ?? 0) + accruedCents);
  }
  const visits = days.size;
  if (visits === 0) return null;
  const meanCents = [...days.values()].reduce((sum, cents) => sum + cents, 0) / visits;
  const squares = [...days.values()].reduce((sum, cents) => sum + (cents - meanCents) ** 2, 0);
  const deviationCents = visits < 2 ? 0 : Math.sqrt(squares / (visits - 1));
  return { visits, meanCents: Math.round(meanCents), deviationCents: Math.round(deviationCents) };
}
