// Reconciling, (a) and (b), for a range of shards of one year: versions of the log against versions
// of the ledger, and three ways to one total: stored, summed over versions, summed over the lake.

import { toCents } from '../../domain/money.js';
import type { QueryRow } from '../../ports/query-engine.js';
import type { Differences } from './differences.js';
import {
  addGroups,
  NO_CENTS,
  type ApartReason,
  type GroupCents,
  type LedgerYearFacts,
} from './ledger-year-facts.js';
import {
  addCopy,
  centsText,
  compareVersion,
  takeLogged,
  type OpenVersions,
} from './open-versions.js';
import type { ReconcileInput } from './reconcile-input.js';

export interface ShardRange {
  readonly year: number;
  readonly firstShard: number;
  readonly lastShard: number;
  /** Shards of the range that the ledger has. */
  readonly stored: readonly number[];
}

export interface ComparedShards {
  readonly versions: number;
  readonly persons: number;
  readonly apart: readonly ApartReason[];
}

interface Sides {
  readonly open: OpenVersions;
  readonly differences: Differences;
}

export async function compareShards(
  input: ReconcileInput,
  range: ShardRange,
  sides: Sides,
): Promise<ComparedShards> {
  const { inLog } = sides.open;
  for (const row of await ask(input, 'reconcile_log_versions', range)) {
    addCopy(inLog, String(row['version_key']), centsOf(row));
  }
  const published = new Map<string, GroupCents>();
  for (const row of await ask(input, 'reconcile_lake_totals', range)) {
    published.set(String(row['beneficiary_token']), centsOf(row));
  }
  let versions = 0;
  let persons = 0;
  const apart: ApartReason[] = [];
  for (const shard of range.stored) {
    for await (const facts of input.readFacts(range.year, shard)) {
      persons += 1;
      versions += facts.versions.length;
      for (const version of facts.versions) if (version.apart !== null) apart.push(version.apart);
      matchVersions(facts, sides);
      compareTotals(facts, published.get(facts.token) ?? NO_CENTS, sides.differences);
      published.delete(facts.token);
    }
  }
  for (const token of published.keys()) {
    const detail = 'the lake shows a person whom the ledger does not have';
    const { year } = range;
    sides.differences.add({ kind: 'person_only_in_lake', year, subject: token, detail });
  }
  return { versions, persons, apart };
}

function matchVersions({ year, versions }: LedgerYearFacts, { open, differences }: Sides): void {
  for (const { versionKey, signedCents: ledgerCents, copies } of versions) {
    for (let copy = 0; copy < copies; copy += 1) {
      const logCents = takeLogged(open, versionKey, ledgerCents);
      if (logCents === null) addCopy(open.inLedger, versionKey, ledgerCents);
      else compareVersion(versionKey, { year, logCents, ledgerCents }, differences);
    }
  }
}

function compareTotals(
  facts: LedgerYearFacts,
  published: GroupCents,
  differences: Differences,
): void {
  const { token, year, ownCents } = facts;
  let sum = NO_CENTS;
  for (const version of facts.versions) {
    if (version.apart === null) sum = addGroups(sum, version.signedCents);
  }
  if (!isEqual(sum, ownCents)) {
    const detail = `stored ${centsText(ownCents)}; versions add ${centsText(sum)}`;
    differences.add({ kind: 'ledger_total', year, subject: token, detail });
  }
  if (!isEqual(published, ownCents)) {
    const detail = `stored ${centsText(ownCents)}; published lines add ${centsText(published)}`;
    differences.add({ kind: 'lake_total', year, subject: token, detail });
  }
}

function ask(
  { engine, query, manifest }: ReconcileInput,
  name: string,
  { year, firstShard, lastShard }: ShardRange,
): Promise<readonly QueryRow[]> {
  const { tenantId, snapshotId } = manifest;
  const parameters = { service_year: year, first_shard: firstShard, last_shard: lastShard };
  return engine.run(query(name), { tenantId, snapshotId, parameters });
}

function centsOf(row: QueryRow): GroupCents {
  return { PT_SLP: toCents(Number(row['pt_slp_cents'])), OT: toCents(Number(row['ot_cents'])) };
}

function isEqual(left: GroupCents, right: GroupCents): boolean {
  return left.PT_SLP === right.PT_SLP && left.OT === right.OT;
}
