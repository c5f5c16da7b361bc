// The checklist of one KX line: which items arise, and whether each is present, late, absent or
// unknown.

import { describe, expect, it } from '@jest/globals';
import type { ItemId } from '../../../lib/domain/documentation/checklist-items.js';
import type { DocumentRecord } from '../../../lib/domain/documentation/document-record.js';
import {
  lineChecklist,
  type ChecklistLine,
} from '../../../lib/domain/documentation/line-checklist.js';
import { courseOf, treatmentCourses } from '../../../lib/domain/documentation/treatment-course.js';
import { addDays } from '../../../lib/domain/day.js';
import { day } from '../../support/amounts.js';

const FIRST = day('2026-01-05');
/** A treatment day each week: `nth(10)` is the tenth. */
const nth = (number: number) => addDays(FIRST, (number - 1) * 7);
const [COURSE] = treatmentCourses(Array.from({ length: 20 }, (_, at) => nth(at + 1)));

const document = (kind: DocumentRecord['kind'], more: Partial<DocumentRecord> = {}) => ({
  documentKey: kind,
  token: 'k1_a',
  discipline: 'GP' as const,
  kind,
  date: FIRST,
  signedOn: null,
  signerRole: null,
  planEnd: null,
  sentOn: null,
  planParts: null,
  timedMinutes: null,
  totalMinutes: null,
  groupSize: null,
  location: null,
  ...more,
});

const EVALUATION = document('evaluation');

function statusOf(
  id: ItemId,
  documents: readonly DocumentRecord[],
  line: Partial<ChecklistLine> = {},
): string | null {
  if (COURSE === undefined) throw new Error('one course');
  const about = {
    serviceDate: FIRST,
    hcpcs: '97110',
    typeOfBill: null,
    isAboveAmount: false,
    poolUnits: 0,
    ...line,
  };
  const items = lineChecklist(about, COURSE, documents);
  return items.find((item) => item.id === id)?.status ?? null;
}

type Case = readonly [
  string,
  ItemId,
  readonly DocumentRecord[],
  Partial<ChecklistLine>,
  string | null,
];

const plan = (more: Partial<DocumentRecord> = {}) => document('plan_of_care', more);
const signed = (on: string, more: Partial<DocumentRecord> = {}) =>
  document('certification', { date: day(on), signedOn: day(on), signerRole: 'physician', ...more });
const again = (on: string, more: Partial<DocumentRecord> = {}) =>
  signed(on, { kind: 'recertification', ...more });
const report = (number: number, more: Partial<DocumentRecord> = {}) =>
  document('progress_report', { date: nth(number), signerRole: 'therapist', ...more });
const note = (more: Partial<DocumentRecord> = {}) => document('treatment_note', more);
const order = document('order', { signedOn: FIRST });
const ALL_PARTS = ['diagnoses', 'goals', 'type', 'amount', 'frequency', 'duration'] as const;

describe('the checklist of a line', () => {
  it.each<Case>([
    ['nothing of the course is known', 'evaluation', [], {}, 'unknown'],
    ['there is an evaluation by the first day', 'evaluation', [EVALUATION], {}, 'present'],
    ['it came later', 'evaluation', [document('evaluation', { date: nth(2) })], {}, 'late'],
    ['only something else is listed', 'plan_of_care', [EVALUATION], {}, 'absent'],
    ['the plan stands the same day', 'plan_of_care', [plan()], {}, 'present'],
    ['the plan is not signed', 'plan_signed', [plan()], {}, 'absent'],
    ['the plan is signed', 'plan_signed', [plan({ signedOn: FIRST })], {}, 'present'],
    ['nobody said what the plan names', 'plan_parts', [plan()], {}, 'unknown'],
    ['the plan names some', 'plan_parts', [plan({ planParts: ['goals'] })], {}, 'absent'],
    ['the plan names all', 'plan_parts', [plan({ planParts: ALL_PARTS })], {}, 'present'],
    ['certified on day 30', 'certification', [signed('2026-02-04')], {}, 'present'],
    ['certified on day 31', 'certification', [signed('2026-02-05')], {}, 'late'],
    [
      'the therapist certified',
      'certification',
      [signed('2026-01-06', { signerRole: 'therapist' })],
      {},
      'absent',
    ],
    [
      'a physician signed the plan',
      'certification',
      [plan({ signedOn: day('2026-01-20'), signerRole: 'physician' })],
      {},
      'present',
    ],
    [
      'an order and the plan sent stand in',
      'certification',
      [order, plan({ sentOn: day('2026-02-04') })],
      {},
      'present',
    ],
    [
      'the plan was sent too late',
      'certification',
      [order, plan({ sentOn: day('2026-02-05') })],
      {},
      'absent',
    ],
    [
      'the first period still runs',
      'recertification',
      [EVALUATION],
      { serviceDate: nth(13) },
      null,
    ],
    ['90 days are over', 'recertification', [EVALUATION], { serviceDate: nth(14) }, 'absent'],
    [
      'it was certified again',
      'recertification',
      [again('2026-04-05')],
      { serviceDate: nth(14) },
      'present',
    ],
    [
      'late, and in force since',
      'recertification',
      [again('2026-04-20')],
      { serviceDate: nth(14) },
      'late',
    ],
    [
      'the plan ended first',
      'recertification',
      [plan({ planEnd: day('2026-01-31') })],
      { serviceDate: nth(6) },
      'absent',
    ],
    ['it is the ninth day', 'progress_report', [EVALUATION], { serviceDate: nth(9) }, null],
    [
      'it is the tenth, without',
      'progress_report',
      [EVALUATION],
      { serviceDate: nth(10) },
      'absent',
    ],
    [
      'with a report that day',
      'progress_report',
      [report(10)],
      { serviceDate: nth(10) },
      'present',
    ],
    ['an early one restarts', 'progress_report', [report(6)], { serviceDate: nth(15) }, 'present'],
    ['and then is due', 'progress_report', [report(6)], { serviceDate: nth(16) }, 'absent'],
    ['it came on the twelfth', 'progress_report', [report(12)], { serviceDate: nth(12) }, 'late'],
    [
      "an assistant's alone",
      'progress_report',
      [report(10, { signerRole: 'assistant' })],
      { serviceDate: nth(10) },
      'absent',
    ],
    ['no note is listed at all', 'treatment_note', [EVALUATION], {}, 'unknown'],
    ['notes are, that one is not', 'treatment_note', [note({ date: nth(2) })], {}, 'absent'],
    ['the note is there', 'treatment_note', [note()], {}, 'present'],
    ['without minutes', 'minutes', [note()], {}, 'absent'],
    ['with both', 'minutes', [note({ timedMinutes: 38, totalMinutes: 50 })], {}, 'present'],
    ['no timed unit', 'units_agree', [note({ timedMinutes: 38 })], {}, null],
    ['units agree', 'units_agree', [note({ timedMinutes: 38 })], { poolUnits: 3 }, 'present'],
    ['one unit too many', 'units_agree', [note({ timedMinutes: 37 })], { poolUnits: 3 }, 'absent'],
    ['no minutes to tell by', 'units_agree', [note()], { poolUnits: 3 }, 'unknown'],
    ['below the amount', 'justification', [EVALUATION], {}, null],
    ['above, nothing', 'justification', [EVALUATION], { isAboveAmount: true }, 'absent'],
    [
      'a progress report says why',
      'justification',
      [report(3)],
      { isAboveAmount: true, serviceDate: nth(4) },
      'present',
    ],
    ['no group therapy', 'group_note', [note()], {}, null],
    ['a group unnamed', 'group_note', [note()], { hcpcs: '97150' }, 'absent'],
    ['a group of four', 'group_note', [note({ groupSize: 4 })], { hcpcs: '97150' }, 'present'],
    ['a CORF', 'corf_plan', [plan({ signerRole: 'physician' })], { typeOfBill: '0751' }, 'present'],
    ['a CORF by a therapist', 'corf_plan', [plan()], { typeOfBill: '0751' }, 'absent'],
    ['a hospital', 'corf_plan', [plan()], { typeOfBill: '0131' }, null],
  ])('%s: %s', (_what, id, documents, line, expected) => {
    expect(statusOf(id, documents, line)).toBe(expected);
  });
});

describe('courses of treatment', () => {
  it('end where 60 days pass without treatment, and own the documents since', () => {
    const days = ['2026-01-05', '2026-03-06', '2026-05-06', '2026-05-05'].map(day);
    const courses = treatmentCourses(days);

    expect(
      courses.map(({ firstTreatment, lastTreatment, after }) => [
        firstTreatment,
        lastTreatment,
        after,
      ]),
    ).toEqual([['2026-01-05', '2026-05-06', null]]);
    const apart = treatmentCourses([day('2026-01-05'), day('2026-03-07')]);
    expect(apart.map(({ after }) => after)).toEqual([null, '2026-01-05']);
    expect(courseOf(apart, day('2026-03-07'))?.firstTreatment).toBe('2026-03-07');
    expect(courseOf(apart, day('2026-02-01'))).toBeUndefined();
  });

  it('do not take documents of the course before', () => {
    const [, second] = treatmentCourses([day('2026-01-05'), day('2026-06-01')]);
    if (second === undefined) throw new Error('two courses');
    const line = {
      serviceDate: day('2026-06-01'),
      hcpcs: '97110',
      typeOfBill: null,
      isAboveAmount: false,
      poolUnits: 0,
    };

    expect(lineChecklist(line, second, [EVALUATION])[0]).toEqual({
      id: 'evaluation',
      status: 'unknown',
    });
  });
});
