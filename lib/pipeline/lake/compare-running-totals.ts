// Reconciling, (c): SQL computes every running total and crossing of a year anew and compares.

import type { QueryRow } from '../../ports/query-engine.js';
import type { DifferenceKind, Differences } from './differences.js';
import type { ReconcileInput } from './reconcile-input.js';

const COUNTED: readonly (readonly [string, DifferenceKind])[] = [
  ['order_differences', 'accrual_order'],
  ['before_differences', 'running_total'],
  ['after_differences', 'running_total'],
  ['kx_crossing_differences', 'crossing'],
  ['review_crossing_differences', 'crossing'],
];

/** Lines compared. */
export async function compareRunningTotals(
  { engine, query, manifest }: ReconcileInput,
  year: number,
  differences: Differences,
): Promise<number> {
  const { tenantId, snapshotId } = manifest;
  const binding = { tenantId, snapshotId, parameters: { service_year: year } };
  let lines = 0;
  let wrong = 0;
  for (const row of await engine.run(query('reconcile_running_totals'), binding)) {
    lines += Number(row['lines']);
    for (const [column, kind] of COUNTED) {
      wrong += Number(row[column]);
      differences.count(kind, Number(row[column]));
    }
  }
  if (wrong === 0) return lines;
  for (const row of await engine.run(query('reconcile_running_total_lines'), binding)) {
    addExamples(row, year, differences);
  }
  return lines;
}

function addExamples(row: QueryRow, year: number, differences: Differences): void {
  const subject = String(row['beneficiary_token']);
  const place = `${row['threshold_group']} ${row['accrual_order']}`;
  if (row['is_order_wrong'] === true) {
    const detail = `${place}: the places of the group are not 1, 2, 3 ...`;
    differences.example({ kind: 'accrual_order', year, subject, detail });
  }
  if (row['is_before_wrong'] === true || row['is_after_wrong'] === true) {
    const stored = `before ${row['before_cents']} cents`;
    const detail = `${place}: ${stored}, recomputed ${row['expected_before_cents']}`;
    differences.example({ kind: 'running_total', year, subject, detail });
  }
  if (row['is_crossing_wrong'] === true) {
    const detail = `${place}: the line crosses by the totals or by its mark, not both`;
    differences.example({ kind: 'crossing', year, subject, detail });
  }
}
