// When documentation falls due (RULES 6): certification, recertification, progress reports.

import { addDays, daysBetween, earlierDay, toIsoDay, type IsoDay } from './day.js';

const CERTIFICATION_DAYS = 30;
const RECERTIFICATION_DAYS = 90;
const PROGRESS_REPORT_TREATMENT_DAYS = 10;
/** DOC-3a: an order on file and the plan sent within this many days stand for the signature. */
const TRANSMISSION_DAYS = 30;
/** DOC-3a holds for treatment that begins on or after this day. */
const ORDER_EXCEPTION_FROM = toIsoDay('2025-01-01');

/** DOC-3. */
export function certificationDue(firstTreatment: IsoDay): IsoDay {
  return addDays(firstTreatment, CERTIFICATION_DAYS);
}

/** DOC-4: the earlier of the plan's end and 90 days. */
export function recertificationDue(firstTreatment: IsoDay, planEnd: IsoDay | null): IsoDay {
  const latest = addDays(firstTreatment, RECERTIFICATION_DAYS);
  return planEnd === null ? latest : earlierDay(planEnd, latest);
}

export interface ProgressReports {
  /** Treatment days (counted from 1) on which a report falls due, up to the last treatment day. */
  readonly dueByDay: readonly number[];
  readonly isOverdue: boolean;
}

/** DOC-6: by each 10th treatment day; an early report restarts the count. */
export function progressReports(
  treatmentDays: number,
  reportDays: readonly number[],
): ProgressReports {
  const dueByDay: number[] = [];
  let isOverdue = false;
  let due = PROGRESS_REPORT_TREATMENT_DAYS;
  for (const report of [...reportDays].sort((a, b) => a - b)) {
    while (due < report && due <= treatmentDays) {
      dueByDay.push(due);
      isOverdue = true;
      due += PROGRESS_REPORT_TREATMENT_DAYS;
    }
    if (due === report && due <= treatmentDays) dueByDay.push(due);
    due = report + PROGRESS_REPORT_TREATMENT_DAYS;
  }
  for (; due <= treatmentDays; due += PROGRESS_REPORT_TREATMENT_DAYS) {
    dueByDay.push(due);
    isOverdue = isOverdue || due < treatmentDays;
  }
  return { dueByDay, isOverdue };
}

export interface CertificationFacts {
  readonly firstTreatment: IsoDay;
  readonly isSignedOrderOnFile: boolean;
  readonly planTransmitted: IsoDay | null;
  readonly physicianSignature: IsoDay | null;
}

/** DOC-3 and, for treatment begun since 2025, DOC-3a: initial certification only. */
export function isInitialCertificationMet(facts: CertificationFacts): boolean {
  const due = certificationDue(facts.firstTreatment);
  if (facts.physicianSignature !== null && facts.physicianSignature <= due) return true;
  if (facts.firstTreatment < ORDER_EXCEPTION_FROM || !facts.isSignedOrderOnFile) return false;
  return (
    facts.planTransmitted !== null &&
    daysBetween(facts.firstTreatment, facts.planTransmitted) <= TRANSMISSION_DAYS
  );
}
