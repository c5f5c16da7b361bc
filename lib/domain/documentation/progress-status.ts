// Progress reports of a course up to a line: by each tenth treatment day, written by a clinician;
// an assistant's alone does not count, and an early report starts the count anew (DOC-6).

import type { IsoDay } from '../day.js';
import type { ItemStatus } from './checklist-items.js';
import type { DocumentRecord } from './document-record.js';
import type { TreatmentCourse } from './treatment-course.js';

const TREATMENT_DAYS = 10;

/** Null before the tenth treatment day. Late: a missed period has its report, after its day. */
export function progressStatus(
  reports: readonly DocumentRecord[],
  { days }: TreatmentCourse,
  serviceDate: IsoDay,
): ItemStatus | null {
  const until = dayNumber(days, serviceDate);
  if (until < TREATMENT_DAYS) return null;
  const written = reports
    .filter(({ signerRole }) => signerRole !== 'assistant')
    .map(({ date }) => dayNumber(days, date))
    .filter((day) => day > 0)
    .toSorted((one, other) => one - other);
  let status: ItemStatus = 'present';
  let due = TREATMENT_DAYS;
  for (const day of written) {
    if (due > until) break;
    if (day > due) status = 'late';
    due = day + TREATMENT_DAYS;
  }
  return due <= until ? 'absent' : status;
}

/** How many treatment days there were by that day: the number of the day in the course. */
function dayNumber(days: readonly IsoDay[], day: IsoDay): number {
  return days.filter((each) => each <= day).length;
}
