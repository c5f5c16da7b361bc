// A pattern that compares a share with the share of peers: what it counts is declared, one file
// each; how it is judged is the same for all (share-findings.ts).

import type { Cents } from '../money.js';
import type {
  BeneficiaryMeasures,
  DistanceMeasures,
  LineMeasures,
  ProviderCell,
  ProviderMeasures,
  VisitMeasures,
} from '../measures/provider-measures.js';
import type { PatternDollars, PatternId } from './pattern-finding.js';
import type { ProviderRole } from './provider-role.js';

export interface MeasuredCell extends ProviderCell {
  readonly hits: number;
  readonly n: number;
  readonly exposedCents: Cents | null;
  readonly underBilledChargeCents: Cents | null;
}

export interface PatternText {
  readonly id: PatternId;
  readonly title: string;
  /** Rule ids; the catalogue gives each with its source. */
  readonly rules: readonly string[];
  readonly mend: string;
}

export interface SharePattern extends PatternText {
  /** What is counted, and what is said of those that hit: `23 of 47 beneficiaries had KX ...`. */
  readonly unit: string;
  readonly predicate: string;
  readonly cells: (measures: ProviderMeasures) => readonly MeasuredCell[];
  readonly exposedBasis?: PatternDollars['exposedBasis'];
  /** Below this share it is no habit, however rare it is among peers (policy). */
  readonly shareMin?: number;
  /** Asked of this role only. */
  readonly onlyRole?: ProviderRole;
  /** Where one beneficiary can make many hits: how many stand behind them. */
  readonly hitBeneficiaries?: (measures: ProviderMeasures) => readonly BeneficiaryCount[];
}

/** Of one cell; who is in several cells is counted in each. */
export interface BeneficiaryCount extends ProviderCell {
  readonly beneficiaries: number;
  /** Those who could have one: with any line there, or above the amount, or around it. */
  readonly seen: number;
}

export interface Count {
  readonly hits: number;
  readonly n: number;
  readonly exposedCents?: Cents;
  readonly underBilledChargeCents?: Cents;
}

type Cells = SharePattern['cells'];

export function ofLines(count: (row: LineMeasures) => Count): Cells {
  return ({ lines }) => lines.map((row) => measuredCell(row, count(row)));
}

export function ofBeneficiaries(count: (row: BeneficiaryMeasures) => Count): Cells {
  return ({ beneficiaries }) => beneficiaries.map((row) => measuredCell(row, count(row)));
}

export function ofVisits(count: (row: VisitMeasures) => Count): Cells {
  return ({ visits }) => visits.map((row) => measuredCell(row, count(row)));
}

/** Of all totals of a provider's beneficiaries, those that end in a place. */
export function ofEndings(count: (row: DistanceMeasures) => number): Cells {
  return ({ distances, beneficiaries }) => {
    const all = new Map(beneficiaries.map((row) => [cellKey(row), row.beneficiaries]));
    return distances.map((row) => {
      const n = all.get(cellKey(row)) ?? 0;
      // A period over two years holds two totals of a person.
      return measuredCell(row, { hits: Math.min(n, count(row)), n });
    });
  };
}

export function beneficiariesBehind(
  count: (row: BeneficiaryMeasures) => number,
  /** Who could have one; left out: all that were seen. */
  among: (row: BeneficiaryMeasures) => number = (row) => row.seenBeneficiaries,
): NonNullable<SharePattern['hitBeneficiaries']> {
  return ({ beneficiaries }) =>
    beneficiaries.map((row) => beneficiaryCount(row, count(row), among(row)));
}

/** Totals that end in a place, among those that end around it. */
export function endingsAmong(
  count: (row: DistanceMeasures) => number,
  among: (row: DistanceMeasures) => number,
): NonNullable<SharePattern['hitBeneficiaries']> {
  return ({ distances }) => distances.map((row) => beneficiaryCount(row, count(row), among(row)));
}

export function visitorsBehind(
  count: (row: VisitMeasures) => number,
): NonNullable<SharePattern['hitBeneficiaries']> {
  return ({ visits, beneficiaries }) => {
    const seen = new Map(beneficiaries.map((row) => [cellKey(row), row.seenBeneficiaries]));
    return visits.map((row) => beneficiaryCount(row, count(row), seen.get(cellKey(row)) ?? 0));
  };
}

function beneficiaryCount(
  { role, npi, discipline, setting, state }: ProviderCell,
  beneficiaries: number,
  seen: number,
): BeneficiaryCount {
  return { role, npi, discipline, setting, state, beneficiaries, seen };
}

function cellKey({ role, npi, discipline, setting, state }: ProviderCell): string {
  return [role, npi, discipline, setting, state ?? ''].join('|');
}

function measuredCell(cell: ProviderCell, count: Count): MeasuredCell {
  const { role, npi, discipline, setting, state } = cell;
  const { hits, n, exposedCents = null, underBilledChargeCents = null } = count;
  return { role, npi, discipline, setting, state, hits, n, exposedCents, underBilledChargeCents };
}
