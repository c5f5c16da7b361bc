// What a workspace adds to the shipped reference: amounts that CMS announced after the release
// (`kxray reference set`) and payers that a person confirmed to be Medicare contractors.
// The shipped files stay as they are; an addition wins over a row, and says so in its note.

import * as z from 'zod';
import { parseIsoDay, toIsoDay, type IsoDay } from '../../domain/day.js';
import { formatCents, toCents, type Cents } from '../../domain/money.js';
import {
  THRESHOLD_GROUPS,
  type Contractor,
  type ReferenceData,
  type ThresholdGroup,
  type ThresholdYear,
} from '../../domain/reference.js';
import { ReferenceDataError } from './reference-data-error.js';

interface Entered {
  readonly source: string;
  readonly checkedOn: IsoDay;
  readonly enteredBy: string;
}

export type AdditionGroup = ThresholdGroup | 'both';

export type ReferenceAddition =
  | (Entered & {
      readonly kind: 'threshold';
      readonly year: number;
      readonly group: AdditionGroup;
      readonly kxCents: Cents;
    })
  | (Entered & {
      readonly kind: 'review_threshold';
      readonly year: number;
      readonly group: AdditionGroup;
      readonly reviewCents: Cents;
    })
  | (Entered & {
      readonly kind: 'confirmed_payer';
      readonly payerId: string;
      readonly part?: 'A' | 'B' | undefined;
      readonly name: string;
    });

const CONFIRMED = 'confirmed by the workspace';
const ENTERED = 'entered';

type AmountAddition = Exclude<ReferenceAddition, { readonly kind: 'confirmed_payer' }>;

const text = z.string().trim().min(1);
const day = z.string().transform((value, context): IsoDay => {
  const parsed = parseIsoDay(value);
  if (parsed !== null) return parsed;
  context.issues.push({ code: 'custom', message: 'must be a day (YYYY-MM-DD)', input: '' });
  return z.NEVER;
});
const amount = z.int().positive().transform(toCents);
const year = z.int().min(2018).max(2199);
const group = z.enum(['PT_SLP', 'OT', 'both']);
const entered = { source: text, checkedOn: day, enteredBy: text };

const additionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('threshold'), year, group, kxCents: amount, ...entered }),
  z.strictObject({
    kind: z.literal('review_threshold'),
    year,
    group,
    reviewCents: amount,
    ...entered,
  }),
  z.strictObject({
    kind: z.literal('confirmed_payer'),
    payerId: text,
    part: z.enum(['A', 'B']).optional(),
    name: text,
    ...entered,
  }),
]);

/** Additions as a workspace stores them; throws with the place of the first wrong one. */
export function parseReferenceAdditions(value: unknown): readonly ReferenceAddition[] {
  const parsed = z.array(additionSchema).safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const [at, ...path] = issue?.path ?? [];
  throw new ReferenceDataError(
    {
      file: 'reference additions',
      row: typeof at === 'number' ? at + 1 : null,
      column: path.length === 0 ? null : path.join('.'),
    },
    issue?.message ?? 'is not a list of additions',
  );
}

/** In the order in which they were entered: a later one corrects an earlier one. */
export function addToReference(
  reference: ReferenceData,
  additions: readonly ReferenceAddition[],
): ReferenceData {
  const thresholds = new Map(reference.thresholds);
  const contractors = new Map(reference.contractors);
  for (const addition of additions) {
    if (addition.kind === 'confirmed_payer') addPayer(contractors, addition);
    else addAmount(thresholds, addition);
  }
  return { ...reference, thresholds, contractors };
}

/** A number on the shipped list keeps its row: that one knows the jurisdiction. */
function addPayer(
  contractors: Map<string, Contractor>,
  addition: Extract<ReferenceAddition, { readonly kind: 'confirmed_payer' }>,
): void {
  const known = contractors.get(addition.payerId);
  if (known !== undefined && known.jurisdiction !== CONFIRMED) return;
  contractors.set(addition.payerId, {
    number: addition.payerId,
    part: addition.part ?? 'B',
    jurisdiction: CONFIRMED,
    name: addition.name,
    states: '',
    ...enteredCitation(addition),
  });
}

function addAmount(thresholds: Map<number, ThresholdYear>, addition: AmountAddition): void {
  const shipped = thresholds.get(addition.year) ?? yearWithoutAmounts(addition);
  const groups = addition.group === 'both' ? THRESHOLD_GROUPS : [addition.group];
  const kxCents = { ...shipped.kxCents };
  const reviewCents = { ...shipped.reviewCents };
  const replaced: string[] = [];
  for (const each of groups) {
    const amounts = addition.kind === 'threshold' ? kxCents : reviewCents;
    const cents = addition.kind === 'threshold' ? addition.kxCents : addition.reviewCents;
    const before = amounts[each];
    if (before !== null && before !== cents) replaced.push(`${each} was ${formatCents(before)}`);
    amounts[each] = cents;
  }
  thresholds.set(addition.year, {
    ...shipped,
    kxCents,
    reviewCents,
    isKxAmountPending: THRESHOLD_GROUPS.some((each) => kxCents[each] === null),
    isReviewAmountPending: THRESHOLD_GROUPS.some((each) => reviewCents[each] === null),
    ...enteredCitation(addition),
    note: noteOf(shipped, addition, replaced),
  });
}

/** A year after the shipped table: the law sets both amounts (THR-2b, THR-3), nobody told them. */
function yearWithoutAmounts(addition: AmountAddition): ThresholdYear {
  return {
    year: addition.year,
    regime: 'kx_threshold',
    kxCents: { PT_SLP: null, OT: null },
    reviewCents: { PT_SLP: null, OT: null },
    reviewFrom: toIsoDay(`${addition.year}-01-01`),
    isKxRemedyAvailable: true,
    isKxAmountPending: true,
    isReviewAmountPending: true,
    ...enteredCitation(addition),
    note: '',
  };
}

function noteOf(
  shipped: ThresholdYear,
  addition: AmountAddition,
  replaced: readonly string[],
): string {
  const what = addition.kind === 'threshold' ? 'KX amount' : 'review amount';
  const before = replaced.length === 0 ? '' : ` (${replaced.join(', ')})`;
  const said = `${what} entered by ${addition.enteredBy}${before}`;
  const kept = shipped.confidence === ENTERED && shipped.note !== '' ? `${shipped.note}; ` : '';
  return `${kept}${said}`;
}

function enteredCitation(addition: Entered) {
  return { source: addition.source, confidence: ENTERED, checkedOn: addition.checkedOn };
}
