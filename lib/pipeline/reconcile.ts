// Do log, ledger and lake agree? (a) The same claim versions stand in log and ledger and add the
// same; (b) they add up to the stored total, orphans apart, and so do the published lines;
// (c) a window over the lines in order gives the stored totals and crossings. It does not prove
// that a line accrues what the rules say: both sides use the same rules.

import { SHARD_COUNT } from '../ports/ledger-store.js';
import type { ApartReason } from './lake/ledger-year-facts.js';
import { compareRunningTotals } from './lake/compare-running-totals.js';
import { compareShards, type ShardRange } from './lake/compare-shards.js';
import { collectDifferences, type Difference, type DifferenceKind } from './lake/differences.js';
import { openVersions, settleVersions } from './lake/open-versions.js';
import type { ReconcileInput } from './lake/reconcile-input.js';

export interface ReconcileResult {
  readonly snapshotId: string;
  readonly isAgreed: boolean;
  /** Compared: claim versions by year, persons by year, lines with a running total. */
  readonly versions: number;
  readonly persons: number;
  readonly lines: number;
  /**
   * Versions that are in no sum, because nothing cancels them to the cent: listed, never
   * negative.
   */
  readonly apart: Readonly<Record<ApartReason, number>>;
  readonly differences: number;
  readonly byKind: Readonly<Partial<Record<DifferenceKind, number>>>;
  /** The first of each kind. */
  readonly examples: readonly Difference[];
}

const LOG_ROWS_PER_QUERY = 400_000;

/** On a snapshot that shows the present ledger: what came in since would count as drift. */
export async function reconcile(input: ReconcileInput): Promise<ReconcileResult> {
  const differences = collectDifferences();
  const apart = { orphan_reversal: 0, superseded: 0, inexact_reversal: 0 };
  let versions = 0;
  let persons = 0;
  let lines = 0;
  for (const year of yearsOf(input)) {
    const open = openVersions();
    for (const range of shardRanges(input, year)) {
      const compared = await compareShards(input, range, { open, differences });
      versions += compared.versions;
      persons += compared.persons;
      for (const reason of compared.apart) apart[reason] += 1;
    }
    settleVersions(open, year, differences);
    lines += await compareRunningTotals(input, year, differences);
  }
  const { total, byKind, examples } = differences.result();
  return {
    snapshotId: input.manifest.snapshotId,
    isAgreed: total === 0,
    versions,
    persons,
    lines,
    apart,
    differences: total,
    byKind,
    examples,
  };
}

/** A year that stands on one side only is a difference too, so all sides are asked for years. */
function yearsOf({ manifest, shards }: ReconcileInput): readonly number[] {
  const years = new Set(shards.map(({ year }) => year));
  for (const { year } of manifest.ledgerLines) years.add(year);
  for (const { year } of manifest.claimLines) years.add(year);
  return [...years].sort((left, right) => left - right);
}

function shardRanges(input: ReconcileInput, year: number): readonly ShardRange[] {
  const { manifest, shards, logRowsPerQuery = LOG_ROWS_PER_QUERY } = input;
  const chunks = manifest.claimLines.filter((chunk) => chunk.year === year);
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  const parts = Math.min(SHARD_COUNT, Math.max(1, Math.ceil(rows / logRowsPerQuery)));
  const size = Math.ceil(SHARD_COUNT / parts);
  const ranges: ShardRange[] = [];
  for (let firstShard = 0; firstShard < SHARD_COUNT; firstShard += size) {
    const lastShard = Math.min(firstShard + size, SHARD_COUNT) - 1;
    const stored = shards
      .filter((each) => each.year === year && each.shard >= firstShard && each.shard <= lastShard)
      .map(({ shard }) => shard);
    ranges.push({ year, firstShard, lastShard, stored });
  }
  return ranges;
}
