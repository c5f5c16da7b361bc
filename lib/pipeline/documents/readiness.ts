// What reviewers would ask for and what of it is known: collected beside the month's walk, judged
// at its end, when the courses of all beneficiaries are known.

import type { IsoDay } from '../../domain/day.js';
import {
  CHECKLIST_ITEMS,
  type ItemId,
  type ItemStatus,
} from '../../domain/documentation/checklist-items.js';
import type { DocumentRecord } from '../../domain/documentation/document-record.js';
import { lineChecklist, type CheckedItem } from '../../domain/documentation/line-checklist.js';
import {
  courseOf,
  treatmentCourses,
  type TreatmentCourse,
} from '../../domain/documentation/treatment-course.js';
import { groupBy } from '../../domain/group-by.js';
import type { JudgedLine } from '../../domain/judgement.js';
import { therapyCodeOn, type ReferenceData, type TherapyModifier } from '../../domain/reference.js';
import { isInLookBack, type LookBack, type YearOfPerson } from '../reports/standing-items.js';

/** A KX line of the look-back with its checklist. */
export interface CheckedLine {
  readonly token: string;
  readonly discipline: TherapyModifier;
  readonly year: number;
  readonly icn: string;
  readonly line: number;
  readonly serviceDate: IsoDay;
  readonly allowedCents: number;
  readonly paidCents: number;
  readonly hasDocuments: boolean;
  readonly items: readonly CheckedItem[];
}

export interface ReadinessCollector {
  add(year: YearOfPerson): void;
  result(): readonly CheckedLine[];
}

interface WaitingLine {
  readonly judged: JudgedLine;
  readonly token: string;
  readonly discipline: TherapyModifier;
}

/** Documents stand under the head token of their beneficiary. */
export function collectReadiness(
  documents: readonly DocumentRecord[],
  known: { readonly reference: ReferenceData; readonly lookBack: LookBack },
): ReadinessCollector {
  const days = new Map<string, Set<IsoDay>>();
  const units = new Map<string, number>();
  const waiting: WaitingLine[] = [];
  return {
    add({ token, view }) {
      for (const judged of view.lines) {
        const { discipline } = judged;
        if (discipline === null || judged.group === null) continue;
        const place = `${token}|${discipline}`;
        const { serviceDate } = judged.line;
        daysOf(days, place).add(serviceDate);
        const pool = poolUnits(judged, known.reference);
        if (pool > 0) {
          const day = `${place}|${serviceDate}`;
          units.set(day, (units.get(day) ?? 0) + pool);
        }
        if (isInLookBack(judged, known.lookBack)) waiting.push({ judged, token, discipline });
      }
    },
    result() {
      const byPlace = grouped(documents);
      const courses = new Map<string, readonly TreatmentCourse[]>();
      return waiting.map((line) => {
        const place = `${line.token}|${line.discipline}`;
        const own = courses.get(place) ?? treatmentCourses(days.get(place) ?? []);
        courses.set(place, own);
        const day = `${place}|${line.judged.line.serviceDate}`;
        const found = byPlace.get(place) ?? [];
        return checkedLine(line, { courses: own, found, units: units.get(day) ?? 0 });
      });
    },
  };
}

function checkedLine(
  { judged, token, discipline }: WaitingLine,
  known: {
    readonly courses: readonly TreatmentCourse[];
    readonly found: readonly DocumentRecord[];
    readonly units: number;
  },
): CheckedLine {
  const { claim, line } = judged;
  const course = courseOf(known.courses, line.serviceDate);
  if (course === undefined) throw new Error('a line lies within a course of its own days');
  const about = {
    serviceDate: line.serviceDate,
    hcpcs: line.hcpcs,
    typeOfBill: claim.typeOfBill,
    isAboveAmount: judged.kxExpected === 'required' || judged.kxExpected === 'claim_level',
    poolUnits: known.units,
  };
  const items = lineChecklist(about, course, known.found);
  return {
    token,
    discipline,
    year: judged.year,
    icn: claim.icn,
    line: line.line,
    serviceDate: line.serviceDate,
    allowedCents: judged.accruedCents,
    paidCents: line.paidCents,
    hasDocuments: items.some(({ status }) => status !== 'unknown'),
    items,
  };
}

/** Units of the codes that share the day's timed minutes (UNIT-1). */
function poolUnits({ line, isDenied }: JudgedLine, reference: ReferenceData): number {
  if (isDenied) return 0;
  const code = therapyCodeOn(reference, line.hcpcs, line.serviceDate);
  return code?.isTimed === true && code.minutesPerUnit === 15 ? line.units : 0;
}

function daysOf(days: Map<string, Set<IsoDay>>, place: string): Set<IsoDay> {
  const known = days.get(place);
  if (known !== undefined) return known;
  const fresh = new Set<IsoDay>();
  days.set(place, fresh);
  return fresh;
}

function grouped(
  documents: readonly DocumentRecord[],
): ReadonlyMap<string, readonly DocumentRecord[]> {
  return groupBy(documents, ({ token, discipline }) => `${token}|${discipline}`);
}

/** What lines lack, each item once at its worst: `absent: plan, certification`. */
export function lackingOf(items: readonly CheckedItem[]): readonly string[] {
  if (items.length > 0 && items.every(({ status }) => status === 'unknown')) {
    return ['unknown: everything'];
  }
  const worst = new Map<ItemId, ItemStatus>();
  for (const { id, status } of items) {
    if (SEVERITY.indexOf(status) > SEVERITY.indexOf(worst.get(id) ?? 'present')) {
      worst.set(id, status);
    }
  }
  return SEVERITY.toReversed().flatMap((status) => {
    if (status === 'present') return [];
    const named = CHECKLIST_ITEMS.filter(({ id }) => worst.get(id) === status);
    return named.length === 0 ? [] : [`${status}: ${named.map(({ short }) => short).join(', ')}`];
  });
}

const SEVERITY: readonly ItemStatus[] = ['present', 'unknown', 'late', 'absent'];
