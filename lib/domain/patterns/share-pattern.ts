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
  /** Asked of this role only. */
  readonly onlyRole?: ProviderRole;
  /** Where one beneficiary can make many hits: how many stand behind them. */
  readonly hitBeneficiaries?: (measures: ProviderMeasures) => readonly BeneficiaryCount[];
}

/** Of one cell; who is in several cells is counted in each. */
export interface BeneficiaryCount extends Pick<ProviderCell, 'role' | 'npi'> {
  readonly beneficiaries: number;
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

export function ofDistances(count: (row: DistanceMeasures) => Count): Cells {
  return ({ distances }) => distances.map((row) => measuredCell(row, count(row)));
}

export function beneficiariesBehind(
  count: (row: BeneficiaryMeasures) => number,
): NonNullable<SharePattern['hitBeneficiaries']> {
  return ({ beneficiaries }) =>
    beneficiaries.map((row) => ({ role: row.role, npi: row.npi, beneficiaries: count(row) }));
}

export function visitorsBehind(
  count: (row: VisitMeasures) => number,
): NonNullable<SharePattern['hitBeneficiaries']> {
  return ({ visits }) =>
    visits.map((row) => ({ role: row.role, npi: row.npi, beneficiaries: count(row) }));
}

function measuredCell(cell: ProviderCell, count: Count): MeasuredCell {
  const { role, npi, discipline, setting, state } = cell;
  const { hits, n, exposedCents = null, underBilledChargeCents = null } = count;
  return { role, npi, discipline, setting, state, hits, n, exposedCents, underBilledChargeCents };
}
