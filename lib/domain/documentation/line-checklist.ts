// The checklist of one KX line: each item present, late, absent or unknown, from the dates of the
// documents of its course. An item that does not arise for the line is not in the answer. A course
// without any document is unknown throughout; notes are absent only where notes were entered at
// all, because most lists of documents leave them out (DOC-18, our policy).

import type { IsoDay } from '../day.js';
import { minutesToUnits } from '../minutes-to-units.js';
import type { ItemId, ItemStatus } from './checklist-items.js';
import type { DocumentKind, DocumentRecord } from './document-record.js';
import { PLAN_PARTS } from './document-record.js';
import { certificationStatus, recertificationStatus } from './certification-status.js';
import { progressStatus } from './progress-status.js';
import type { TreatmentCourse } from './treatment-course.js';

export interface ChecklistLine {
  readonly serviceDate: IsoDay;
  readonly hcpcs: string;
  readonly typeOfBill: string | null;
  /** The total is above the amount: only then is a justification asked for (DOC-9). */
  readonly isAboveAmount: boolean;
  /** Units of 15-minute codes of the discipline on that day. */
  readonly poolUnits: number;
}

export interface CheckedItem {
  readonly id: ItemId;
  readonly status: ItemStatus;
}

const GROUP_THERAPY = '97150';
const CORF_BILL = /^0?75/;

export function lineChecklist(
  line: ChecklistLine,
  course: TreatmentCourse,
  documents: readonly DocumentRecord[],
): readonly CheckedItem[] {
  const own = documents.filter(({ date }) => course.after === null || date > course.after);
  const of = (kind: DocumentKind): readonly DocumentRecord[] =>
    own.filter((document) => document.kind === kind);
  const known = { line, course, of };
  const items: readonly (readonly [ItemId, ItemStatus | null])[] = [
    ['evaluation', byFirstDay(of('evaluation'), course)],
    ['plan_of_care', byFirstDay(of('plan_of_care'), course)],
    ['plan_signed', planSigned(of('plan_of_care'))],
    ['plan_parts', planParts(of('plan_of_care'))],
    ['certification', certificationStatus(own, course)],
    ['recertification', recertificationStatus(own, course, line.serviceDate)],
    ['progress_report', progressStatus(of('progress_report'), course, line.serviceDate)],
    ...noteItems(known),
    ['justification', justification(known)],
    ['corf_plan', corfPlan(known)],
  ];
  const isUnknown = own.length === 0;
  return items.flatMap(([id, status]) =>
    status === null ? [] : [{ id, status: isUnknown ? 'unknown' : status }],
  );
}

interface Known {
  readonly line: ChecklistLine;
  readonly course: TreatmentCourse;
  readonly of: (kind: DocumentKind) => readonly DocumentRecord[];
}

/** Present on the first treatment day at the latest; later ones are late (DOC-1, DOC-2). */
function byFirstDay(found: readonly DocumentRecord[], course: TreatmentCourse): ItemStatus {
  if (found.length === 0) return 'absent';
  return found.some(({ date }) => date <= course.firstTreatment) ? 'present' : 'late';
}

function planSigned(plans: readonly DocumentRecord[]): ItemStatus {
  if (plans.length === 0) return 'absent';
  return plans.some(({ signedOn }) => signedOn !== null) ? 'present' : 'absent';
}

function planParts(plans: readonly DocumentRecord[]): ItemStatus {
  if (plans.length === 0) return 'absent';
  const told = plans.flatMap(({ planParts: parts }) => (parts === null ? [] : [parts]));
  if (told.length === 0) return 'unknown';
  return told.some((parts) => PLAN_PARTS.every((part) => parts.includes(part)))
    ? 'present'
    : 'absent';
}

function noteItems(known: Known): readonly (readonly [ItemId, ItemStatus | null])[] {
  const { line, of } = known;
  const all = of('treatment_note');
  const notes = all.filter(({ date }) => date === line.serviceDate);
  const lacking: ItemStatus = all.length === 0 ? 'unknown' : 'absent';
  const withMinutes = notes.find(
    ({ timedMinutes, totalMinutes }) => timedMinutes !== null && totalMinutes !== null,
  );
  const isGroup = line.hcpcs === GROUP_THERAPY;
  const isGroupNamed = notes.some(({ groupSize }) => groupSize !== null && groupSize > 1);
  return [
    ['treatment_note', notes.length > 0 ? 'present' : lacking],
    ['minutes', withMinutes === undefined ? lacking : 'present'],
    ['units_agree', unitsAgree(line, notes)],
    ['group_note', !isGroup ? null : isGroupNamed ? 'present' : lacking],
  ];
}

/** More units than the minutes give do not agree (DOC-8); without minutes nobody can tell. */
function unitsAgree(line: ChecklistLine, notes: readonly DocumentRecord[]): ItemStatus | null {
  if (line.poolUnits === 0) return null;
  const told = notes.flatMap(({ timedMinutes }) => (timedMinutes === null ? [] : [timedMinutes]));
  if (told.length === 0) return 'unknown';
  const minutes = told.reduce((sum, each) => sum + each, 0);
  const { totalUnits } = minutesToUnits([{ code: 'timed', minutes, timing: 'pool' }]);
  return line.poolUnits <= totalUnits ? 'present' : 'absent';
}

/** A statement of its own is optional: a progress report up to the day says why as well (DOC-9). */
function justification({ line, of }: Known): ItemStatus | null {
  if (!line.isAboveAmount) return null;
  const found = [...of('justification'), ...of('progress_report')];
  if (found.some(({ date }) => date <= line.serviceDate)) return 'present';
  return found.length > 0 ? 'late' : 'absent';
}

function corfPlan({ line, course, of }: Known): ItemStatus | null {
  if (line.typeOfBill === null || !CORF_BILL.test(line.typeOfBill)) return null;
  const plans = of('plan_of_care').filter(({ signerRole }) => signerRole === 'physician');
  return byFirstDay(plans, course);
}
