// What is missing in the reference, or about to be: asked by commands and screens, so that nobody
// finds out in January that an amount was never entered. The caller gives the day.

import { daysBetween, toIsoDay, yearOf, type IsoDay } from '../../domain/day.js';
import type { Citation, ReferenceData } from '../../domain/reference.js';

export type ReferenceNoticeKind =
  | 'kx_amount_missing'
  | 'review_amount_missing'
  | 'next_kx_amount_missing'
  | 'next_review_amount_missing'
  | 'rows_not_checked';

export interface ReferenceNotice {
  readonly kind: ReferenceNoticeKind;
  /** The year of a missing amount; null on `rows_not_checked`. */
  readonly year: number | null;
  /** The file of unchecked rows; null on a missing amount. */
  readonly file: string | null;
  readonly sentence: string;
}

/** CMS tells next year's amounts in autumn; before this day nobody can have them. */
const NEXT_YEAR_ASKED_AFTER = '09-01';

/** A year and some weeks: every row is looked at once for each annual update. */
const DAYS_UNTIL_UNCHECKED = 400;

export function expiringSoon(reference: ReferenceData, today: IsoDay): readonly ReferenceNotice[] {
  const year = yearOf(today);
  const isAutumn = today > toIsoDay(`${year}-${NEXT_YEAR_ASKED_AFTER}`);
  return [
    ...missingAmounts(reference, year, 'current'),
    ...(isAutumn ? missingAmounts(reference, year + 1, 'next') : []),
    ...uncheckedRows(reference, today),
  ];
}

function missingAmounts(
  reference: ReferenceData,
  year: number,
  when: 'current' | 'next',
): readonly ReferenceNotice[] {
  const row = reference.thresholds.get(year);
  const notices: ReferenceNotice[] = [];
  if (row === undefined || row.isKxAmountPending) {
    notices.push({
      kind: when === 'current' ? 'kx_amount_missing' : 'next_kx_amount_missing',
      year,
      file: null,
      sentence: `The KX amount of ${year} is not entered: KX on its lines is not determined.`,
    });
  }
  if (row === undefined || row.isReviewAmountPending) {
    notices.push({
      kind: when === 'current' ? 'review_amount_missing' : 'next_review_amount_missing',
      year,
      file: null,
      sentence: `The review amount of ${year} is not entered: its review exposure is not known.`,
    });
  }
  return notices;
}

function uncheckedRows(reference: ReferenceData, today: IsoDay): readonly ReferenceNotice[] {
  const tables: readonly (readonly [string, readonly Citation[]])[] = [
    ['thresholds.csv', [...reference.thresholds.values()]],
    ['therapy-codes.csv', [...reference.therapyCodes.values()].flat()],
    ['contractors.csv', [...reference.contractors.values()]],
    ['bill-types.csv', [...reference.billTypes.values()]],
    ['reason-codes.csv', [...reference.reasonCodes.values()]],
    ['kx-contexts.csv', reference.kxContexts],
    ['review-clocks.csv', reference.reviewClocks],
    ['review-topics.csv', reference.reviewTopics],
  ];
  return tables.flatMap(([file, rows]) => {
    const old = rows.filter((row) => daysBetween(row.checkedOn, today) > DAYS_UNTIL_UNCHECKED);
    if (old.length === 0) return [];
    const rest = `not checked for more than ${DAYS_UNTIL_UNCHECKED} days.`;
    const sentence = `${old.length} of ${rows.length} rows of ${file} were ${rest}`;
    return [{ kind: 'rows_not_checked' as const, year: null, file, sentence }];
  });
}
