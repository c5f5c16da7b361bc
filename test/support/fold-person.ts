// Folds a person for tests: the same call for every case, with few words for what is usual.

import {
  DEFAULT_FOLD_SETTINGS,
  type FoldContext,
  type FoldSettings,
} from '../../lib/domain/fold-settings.js';
import { foldYear } from '../../lib/domain/fold-year.js';
import type { ClaimVersion } from '../../lib/domain/claim.js';
import type { GroupView, JudgedLine, YearView } from '../../lib/domain/judgement.js';
import type { QuarantineMark, Seed } from '../../lib/domain/ledger-document.js';
import { ZERO_CENTS } from '../../lib/domain/money.js';
import type { PersonLedger } from '../../lib/domain/person-ledger.js';
import type { ReferenceData, ThresholdGroup } from '../../lib/domain/reference.js';
import { versionHeader } from '../../lib/pipeline/claim-identity.js';
import { day, dollars } from './amounts.js';

export interface PersonGiven {
  readonly versions: readonly ClaimVersion[];
  readonly seeds?: readonly Seed[];
  readonly quarantined?: readonly QuarantineMark[];
}

export function person(given: PersonGiven): PersonLedger {
  return {
    headers: given.versions.map(versionHeader),
    versions: given.versions,
    seeds: given.seeds ?? [],
    quarantined: given.quarantined ?? [],
  };
}

/** Nothing counts as near unless a case says so: as in the worked examples. */
export function foldContext(
  reference: ReferenceData,
  settings: Partial<FoldSettings> = {},
): FoldContext {
  const nearTolerance = { kind: 'fixed', cents: ZERO_CENTS } as const;
  return { reference, settings: { ...DEFAULT_FOLD_SETTINGS, nearTolerance, ...settings } };
}

export function fold(year: number, given: PersonGiven, context: FoldContext): YearView {
  return foldYear(year, person(given), context);
}

export function groupOf(view: YearView, group: ThresholdGroup = 'PT_SLP'): GroupView {
  const found = view.groups.find((each) => each.group === group);
  if (found === undefined) throw new Error('the year has no such group');
  return found;
}

export function lineOf(view: YearView, icn = 'A', number = 1): JudgedLine {
  const found = view.lines.find((each) => each.claim.icn === icn && each.line.line === number);
  if (found === undefined) throw new Error('the line is not current');
  return found;
}

/** `A/1 required missing`: one word for the line, one for what is asked, one for what it does. */
export function verdicts(view: YearView): readonly string[] {
  return view.lines.map(
    (each) => `${each.claim.icn}/${each.line.line} ${each.kxExpected} ${each.kxAssessment}`,
  );
}

export interface SeedGiven extends Partial<Omit<Seed, 'cents' | 'asOf'>> {
  readonly amount: string;
  readonly asOf?: string;
}

/** Spend elsewhere in PT and SLP of 2026, known from the start of the year. */
export function seed(given: SeedGiven): Seed {
  const { amount, asOf, ...rest } = given;
  return {
    seedKey: `seed ${amount} ${asOf ?? ''}`,
    kind: 'outside',
    year: 2026,
    group: 'PT_SLP',
    cents: dollars(amount),
    asOf: asOf === undefined ? null : day(asOf),
    source: 'a table of cases',
    enteredBy: 'a test',
    ...rest,
  };
}
