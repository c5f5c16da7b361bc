// Progress reports of a course up to a line: by each tenth treatment day, written by a clinician;
// an assistant's alone does not count (DOC-6).

import type { IsoDay } from '../day.js';
import { progressReports } from '../documentation-deadlines.js';
import type { ItemStatus } from './checklist-items.js';
import type { DocumentRecord } from './document-record.js';
import type { TreatmentCourse } from './treatment-course.js';

/** Null before the tenth treatment day. */
export function progressStatus(
  reports: readonly DocumentRecord[],
  { days }: TreatmentCourse,
  serviceDate: IsoDay,
): ItemStatus | null {
  const written = reports.filter(({ signerRole }) => signerRole !== 'assistant');
  const until = dayNumber(days, serviceDate);
  const onDays = written.map(({ date }) => dayNumber(days, date)).filter((day) => day > 0);
  const upTo = progressReports(
    until,
    onDays.filter((day) => day <= until),
  );
  if (upTo.dueByDay.length === 0) return null;
  if (!isLastDueOpen(upTo, until, onDays) && !upTo.isOverdue) return 'present';
  // Written after its day: the report of a missed period is late, not missing.
  const missed = upTo.dueByDay.find((due) => !onDays.some((day) => day <= due && day > due - 10));
  const isCaughtUp = missed !== undefined && onDays.some((day) => day > missed);
  return isCaughtUp ? 'late' : 'absent';
}

/** A report due on the very day of the line: there, or not. */
function isLastDueOpen(
  { dueByDay }: { readonly dueByDay: readonly number[] },
  until: number,
  onDays: readonly number[],
): boolean {
  return dueByDay.at(-1) === until && !onDays.includes(until);
}

/** How many treatment days there were by that day: the number of the day in the course. */
function dayNumber(days: readonly IsoDay[], day: IsoDay): number {
  return days.filter((each) => each <= day).length;
}
