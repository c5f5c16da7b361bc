// What a reviewer will ask for, item by item, with the rule and the manual section that asks.

export type ItemId =
  | 'evaluation'
  | 'plan_of_care'
  | 'plan_signed'
  | 'plan_parts'
  | 'certification'
  | 'recertification'
  | 'progress_report'
  | 'treatment_note'
  | 'minutes'
  | 'units_agree'
  | 'justification'
  | 'group_note'
  | 'corf_plan';

/** `unknown`: nobody entered anything that would tell. It is not `absent`. */
export type ItemStatus = 'present' | 'late' | 'absent' | 'unknown';

export interface ChecklistItem {
  readonly id: ItemId;
  readonly title: string;
  /** One word or two, for lists of what is lacking. */
  readonly short: string;
  readonly rule: string;
  readonly section: string;
}

const MANUAL = 'Medicare Benefit Policy Manual, ch. 15';

export const CHECKLIST_ITEMS: readonly ChecklistItem[] = [
  item('evaluation', 'evaluation', 'Evaluation by the first treatment', ['DOC-1', '220.3']),
  item('plan_of_care', 'plan', 'Plan of care before treatment', ['DOC-2', '220.1.2']),
  item('plan_signed', 'plan signature', 'Plan signed and dated by its author', [
    'DOC-2',
    '220.1.2',
  ]),
  item('plan_parts', 'plan parts', 'Plan names all its parts', ['DOC-2', '220.1.2']),
  item('certification', 'certification', 'Initial certification, or order and plan sent', [
    'DOC-3, DOC-3a',
    '220.1.3',
  ]),
  item('recertification', 'recertification', 'Recertification by its day', ['DOC-4', '220.1.3']),
  item('progress_report', 'progress reports', 'Progress report by each 10th treatment day', [
    'DOC-6',
    '220.3',
  ]),
  item('treatment_note', 'notes', 'Treatment note of the day', ['DOC-7', '220.3']),
  item('minutes', 'minutes', 'Timed and total minutes in the note', ['DOC-7', '220.3']),
  item('units_agree', 'units', 'Units agree with timed minutes', ['DOC-8', '220.3']),
  item('justification', 'justification', 'Why skilled care goes on above the amount', [
    'DOC-9',
    '220.3',
  ]),
  item('group_note', 'group size', 'Group therapy: the note names the group', ['DOC-16', '230']),
  {
    id: 'corf_plan',
    short: 'plan by physician',
    title: 'CORF: a physician set the plan before treatment',
    rule: 'DOC-14',
    section: '42 CFR 410.105',
  },
];

function item(
  id: ItemId,
  short: string,
  title: string,
  [rule, section]: readonly [string, string],
): ChecklistItem {
  return { id, short, title, rule, section: `${MANUAL}, ${section}` };
}
