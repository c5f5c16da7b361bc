// Courses of treatment: the treatment days of one beneficiary and discipline, cut where nothing
// happened for so long that a new plan is to be expected (our policy, DOC-17).

import { daysBetween, type IsoDay } from '../day.js';

/** Longer than a certification of 30 days and a holiday; shorter than any plan (policy). */
const COURSE_GAP_DAYS = 60;

export interface TreatmentCourse {
  readonly firstTreatment: IsoDay;
  readonly lastTreatment: IsoDay;
  /** Ascending, each day once. */
  readonly days: readonly IsoDay[];
  /** The day after the course before ended; null for the first one. Documents since belong here. */
  readonly after: IsoDay | null;
}

export function treatmentCourses(days: Iterable<IsoDay>): readonly TreatmentCourse[] {
  const courses: TreatmentCourse[] = [];
  let open: IsoDay[] = [];
  let after: IsoDay | null = null;
  const close = (): void => {
    const [first] = open;
    const last = open.at(-1);
    if (first === undefined || last === undefined) return;
    courses.push({ firstTreatment: first, lastTreatment: last, days: open, after });
    after = last;
    open = [];
  };
  for (const day of [...new Set(days)].toSorted()) {
    const last = open.at(-1);
    if (last !== undefined && daysBetween(last, day) > COURSE_GAP_DAYS) close();
    open.push(day);
  }
  close();
  return courses;
}

export function courseOf(
  courses: readonly TreatmentCourse[],
  day: IsoDay,
): TreatmentCourse | undefined {
  return courses.find(({ firstTreatment, lastTreatment }) => {
    return firstTreatment <= day && day <= lastTreatment;
  });
}
