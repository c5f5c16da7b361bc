// The beneficiaries of a year as columns: a list is filtered and sorted over all of them, and as
// columns a hundred thousand are read in a fraction of the time that so many rows would take.

import type { ThresholdGroup } from '../../domain/reference.js';
import { zoneOf } from '../../domain/threshold-zone.js';
import type { BeneficiaryRow, GroupStanding } from './page-contents.js';

/** What a standing holds but for its zone, which follows from the cents. */
type Stored = Omit<GroupStanding, 'zone'>;

/** One place a beneficiary; null in all of them: no total of that group. */
type StandingColumns = {
  readonly [Field in keyof Stored]: readonly (Stored[Field] | null)[];
};

export interface BeneficiaryTable {
  readonly year: number;
  readonly tokens: readonly string[];
  readonly lastServiceDates: readonly string[];
  readonly providers: readonly number[];
  readonly groups: Readonly<Record<ThresholdGroup, StandingColumns>>;
}

/** Its name among the pages. */
export function beneficiaryTablePage(year: number): string {
  return `beneficiary-table-${year}`;
}

/** Of rows in the order of their tokens. */
export function beneficiaryTable(year: number, rows: readonly BeneficiaryRow[]): BeneficiaryTable {
  return {
    year,
    tokens: rows.map(({ token }) => token),
    lastServiceDates: rows.map(({ lastServiceDate }) => lastServiceDate),
    providers: rows.map(({ providers }) => providers),
    groups: { PT_SLP: standingColumns(rows, 'PT_SLP'), OT: standingColumns(rows, 'OT') },
  };
}

/** The row at a place of the table. */
export function beneficiaryAt(table: BeneficiaryTable, at: number): BeneficiaryRow {
  const [token, lastServiceDate] = [table.tokens[at], table.lastServiceDates[at]];
  if (token === undefined || lastServiceDate === undefined) {
    throw new RangeError(`no beneficiary at ${at} of ${table.tokens.length}`);
  }
  return {
    token,
    year: table.year,
    groups: {
      PT_SLP: standingAt(table.groups.PT_SLP, at),
      OT: standingAt(table.groups.OT, at),
    },
    lastServiceDate,
    providers: table.providers[at] ?? 0,
  };
}

/** What a beneficiary has come to in a group; null: no total there. */
export function standingAt(columns: StandingColumns, at: number): GroupStanding | null {
  const lines = columns.lines[at] ?? null;
  if (lines === null) return null;
  const accumulatedCents = columns.accumulatedCents[at] ?? 0;
  const kxThresholdCents = columns.kxThresholdCents[at] ?? null;
  const reviewThresholdCents = columns.reviewThresholdCents[at] ?? null;
  return {
    lines,
    kxLines: columns.kxLines[at] ?? 0,
    missingLines: columns.missingLines[at] ?? 0,
    earlyLines: columns.earlyLines[at] ?? 0,
    attentionLines: columns.attentionLines[at] ?? 0,
    deniedLines: columns.deniedLines[at] ?? 0,
    accumulatedCents,
    outsideCents: columns.outsideCents[at] ?? 0,
    kxThresholdCents,
    reviewThresholdCents,
    reviewExposedCents: columns.reviewExposedCents[at] ?? 0,
    isLowerBound: columns.isLowerBound[at] ?? true,
    zone: zoneOf({ accumulatedCents, kxThresholdCents, reviewThresholdCents }),
  };
}

function standingColumns(rows: readonly BeneficiaryRow[], group: ThresholdGroup): StandingColumns {
  const column = <Field extends keyof Stored>(field: Field): readonly (Stored[Field] | null)[] =>
    rows.map(({ groups }) => groups[group]?.[field] ?? null);
  return {
    lines: column('lines'),
    kxLines: column('kxLines'),
    missingLines: column('missingLines'),
    earlyLines: column('earlyLines'),
    attentionLines: column('attentionLines'),
    deniedLines: column('deniedLines'),
    accumulatedCents: column('accumulatedCents'),
    outsideCents: column('outsideCents'),
    kxThresholdCents: column('kxThresholdCents'),
    reviewThresholdCents: column('reviewThresholdCents'),
    reviewExposedCents: column('reviewExposedCents'),
    isLowerBound: column('isLowerBound'),
  };
}
