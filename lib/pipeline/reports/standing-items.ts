// What stands at the end of a month, item by item: lines in either exposure, lines whose KX needs
// attention, beneficiaries above an amount. Each has a key that stays the same from month to month
// and through corrections, so that two months can be compared.

import type { IsoDay } from '../../domain/day.js';
import { isReviewExposed } from '../../domain/exposure.js';
import type { JudgedLine, YearView } from '../../domain/judgement.js';
import type { Resolution } from '../../domain/resolve-versions.js';
import { FINDING_KINDS, type FindingKind, type MovementMeasure } from './report-model.js';

export interface StandingItem {
  readonly measure: MovementMeasure;
  readonly key: string;
  /** Allowed cents; charges of under-billed lines; cents above the amount for beneficiaries. */
  readonly cents: number;
  /** What Medicare paid on it; zero where nothing was paid or it is no line. */
  readonly paidCents: number;
}

/** The recovery auditors' window, measured on paid dates (RULES 5.2). */
export interface LookBack {
  readonly from: IsoDay;
  readonly to: IsoDay;
}

export interface YearOfPerson {
  readonly token: string;
  readonly view: YearView;
  readonly resolution: Resolution;
}

/** Whether a reviewer has settled the finding of this line, as it stands. */
export type IsSettled = (line: JudgedLine, year: YearOfPerson) => boolean;

/** Exposures stand whatever was decided: a contractor may ask for the line all the same. */
export function standingItems(
  year: YearOfPerson,
  lookBack: LookBack,
  isSettled: IsSettled = () => false,
): readonly StandingItem[] {
  const items: StandingItem[] = [];
  for (const line of year.view.lines) {
    if (line.group === null) continue;
    for (const measure of measuresOf(line, lookBack)) {
      if (isFinding(measure) && isSettled(line, year)) continue;
      items.push(lineItem(measure, line, year));
    }
  }
  for (const group of year.view.groups) {
    const key = `${year.token}|${group.year}|${group.group}`;
    if ((group.overCents ?? 0) > 0) {
      items.push({ measure: 'over_kx', key, cents: group.overCents ?? 0, paidCents: 0 });
    }
    if (group.reviewExcessCents > 0) {
      items.push({ measure: 'over_review', key, cents: group.reviewExcessCents, paidCents: 0 });
    }
  }
  return items;
}

/** Which of the verdicts asks for attention; null for the rest and for open verdicts. */
export function findingOf(line: JudgedLine): FindingKind | null {
  if (line.kxCertainty !== 'certain' || line.group === null) return null;
  switch (line.kxAssessment) {
    case 'early':
    case 'conflict':
    case 'mixed':
      return line.kxAssessment;
    case 'missing':
      return line.isDenied ? 'under_billed' : 'missing';
    case 'ok':
    case 'near':
    case 'not_applicable':
      return null;
  }
}

function isFinding(measure: MovementMeasure): boolean {
  return FINDING_KINDS.some((kind) => kind === measure);
}

/** Topic 0A339: a paid KX line, its claim paid within the window. */
export function isInLookBack(line: JudgedLine, { from, to }: LookBack): boolean {
  const { paidDate } = line.claim;
  const isWithin = paidDate >= from && paidDate <= to;
  return isWithin && line.group !== null && line.hasKx && line.accruedCents > 0;
}

/** At most one of each: a finding, and either exposure. They overlap and are never added. */
function measuresOf(line: JudgedLine, lookBack: LookBack): readonly MovementMeasure[] {
  const measures: MovementMeasure[] = [];
  if (isInLookBack(line, lookBack)) measures.push('rac_kx_lines');
  if (isReviewExposed(line)) measures.push('review_lines');
  const finding = findingOf(line);
  if (finding !== null) measures.push(finding);
  return measures;
}

/** A correction takes the place of what it corrects (ADJ-2), so the place is part of the key. */
function lineItem(
  measure: MovementMeasure,
  judged: JudgedLine,
  { token, resolution }: YearOfPerson,
): StandingItem {
  const { claim, line } = judged;
  const place = resolution.get(claim.versionKey)?.placeIcn ?? claim.icn;
  const key = `${token}|${judged.year}|${claim.payerId}|${place}|${line.line}`;
  if (measure === 'under_billed') return { measure, key, cents: line.chargeCents, paidCents: 0 };
  return { measure, key, cents: judged.accruedCents, paidCents: line.paidCents };
}
