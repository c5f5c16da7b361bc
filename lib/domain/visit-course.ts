// A course of visits that goes on as it is: on which day the next ones fall, and how far a total
// may lie from the mean after so many of them. Visits differ independently of each other.

import { addDays, type IsoDay } from './day.js';

export interface VisitCourse {
  readonly from: IsoDay;
  readonly visitsPerWeek: number;
  readonly visitCents: number;
  /** Spread of one visit. */
  readonly deviationCents: number;
}

/** Eight of ten courses stay within so many deviations. */
export const EIGHT_OF_TEN = 1.2816;
const DAYS_A_WEEK = 7;

/** Null without visits. */
export function dayOfVisit(course: VisitCourse, visits: number): IsoDay | null {
  if (course.visitsPerWeek <= 0) return null;
  return addDays(course.from, Math.ceil((visits * DAYS_A_WEEK) / course.visitsPerWeek));
}

/** Cents that so many visits add, so many deviations above the mean; never less than nothing. */
export function spendAfter(course: VisitCourse, visits: number, deviations: number): number {
  const spread = deviations * course.deviationCents * Math.sqrt(visits);
  return Math.max(0, visits * course.visitCents + spread);
}
