// Counts and cents over current claims, from one snapshot of the lake.

import type { ThresholdGroup } from '../domain/reference.js';
import type { QueryRow } from '../ports/query-engine.js';
import type { QuarantineCounts } from '../ports/quarantine-store.js';

export interface GroupTotals {
  readonly year: number;
  readonly group: ThresholdGroup | null;
  readonly lines: number;
  readonly beneficiaries: number;
  readonly kxLines: number;
  readonly deniedLines: number;
  readonly allowedCents: number;
  readonly paidCents: number;
  readonly accruedCents: number;
}

export interface Totals {
  readonly finalClaims: number;
  readonly finalLines: number;
  readonly therapyLines: number;
  readonly kxLines: number;
  readonly deniedTherapyLines: number;
  readonly finalAllowedCents: number;
  readonly finalPaidCents: number;
  readonly beneficiaries: number;
  readonly quarantinedClaims: number;
  readonly quarantinedLines: number;
  readonly quarantinedFiles: number;
  readonly byYearAndGroup: readonly GroupTotals[];
}

export interface TotalsInput {
  /** Rows of fact_totals and the row of fact_claim_counts. */
  readonly totals: readonly QueryRow[];
  readonly claims: QueryRow | undefined;
  /** Current claims without service lines: in no row of the lake's ledger, in its manifest. */
  readonly headerOnly: { readonly claims: number; readonly paidCents: number };
  readonly quarantine: QuarantineCounts;
}

export function readTotals(input: TotalsInput): Totals {
  const groups = input.totals.map(groupTotals).sort(compareGroups);
  const therapy = groups.filter((each) => each.group !== null);
  const sum = (rows: readonly GroupTotals[], of: (row: GroupTotals) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    finalClaims: Number(input.claims?.['claims'] ?? 0) + input.headerOnly.claims,
    finalLines: sum(groups, (row) => row.lines),
    therapyLines: sum(therapy, (row) => row.lines),
    kxLines: sum(therapy, (row) => row.kxLines),
    deniedTherapyLines: sum(therapy, (row) => row.deniedLines),
    finalAllowedCents: sum(groups, (row) => row.allowedCents),
    finalPaidCents: sum(groups, (row) => row.paidCents) + input.headerOnly.paidCents,
    beneficiaries: Number(input.claims?.['beneficiaries'] ?? 0),
    quarantinedClaims: input.quarantine.claims,
    quarantinedLines: input.quarantine.lines,
    quarantinedFiles: input.quarantine.files,
    byYearAndGroup: groups,
  };
}

function groupTotals(row: QueryRow): GroupTotals {
  const group = row['threshold_group'];
  return {
    year: Number(row['service_year']),
    group: group === 'PT_SLP' || group === 'OT' ? group : null,
    lines: Number(row['lines']),
    beneficiaries: Number(row['beneficiaries']),
    kxLines: Number(row['kx_lines']),
    deniedLines: Number(row['denied_lines']),
    allowedCents: Number(row['allowed_cents']),
    paidCents: Number(row['paid_cents']),
    accruedCents: Number(row['accrued_cents']),
  };
}

function compareGroups(left: GroupTotals, right: GroupTotals): number {
  return left.year - right.year || (groupName(left) < groupName(right) ? -1 : 1);
}

function groupName(totals: GroupTotals): string {
  return totals.group ?? '~';
}
