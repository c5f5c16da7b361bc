// Child of judged-lines.ts: folds the claims of some shards and writes their judged lines, with the
// fold, the rows and the Parquet writer of the product, so that the bench reads what users read.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadReference } from '../lib/adapters/common/load-reference.js';
import { openParquetTable } from '../lib/adapters/common/lake/parquet-table-writer.js';
import { referenceDirectory } from '../lib/adapters/common/reference-directory.js';
import { DEFAULT_FOLD_SETTINGS } from '../lib/domain/fold-settings.js';
import { foldYear, yearsOf } from '../lib/domain/fold-year.js';
import type { Seed } from '../lib/domain/ledger-document.js';
import { toCents } from '../lib/domain/money.js';
import type { PersonLedger } from '../lib/domain/person-ledger.js';
import type { ReferenceData } from '../lib/domain/reference.js';
import { resolveVersions } from '../lib/domain/resolve-versions.js';
import { identifyClaim, versionHeader } from '../lib/pipeline/claim-identity.js';
import { collectLedgerRows } from '../lib/pipeline/lake/ledger-rows.js';
import { shardKey } from '../lib/pipeline/lake/lake-keys.js';
import { shardOf } from '../lib/ports/ledger-store.js';
import { claimsOf, type ClaimMaker } from './judged-lines-claims.js';
import { market } from './judged-lines-market.js';

export const BENCH_TENANT = 'bench';
export const BENCH_SNAPSHOT = 'bench';
export const BENCH_YEARS: readonly number[] = [2025, 2026];

/** Of the maker of claims, measured; and of a market of the size that 10 million lines have. */
const LINES_PER_BENEFICIARY = 33;
const LINES_PER_THERAPIST = 1_540;
const FEWEST_THERAPISTS = 200;
const ROW_GROUP_ROWS = 100_000;
const OUTSIDE_CENTS = 40_000;

export interface BenchClaims {
  readonly reference: ReferenceData;
  readonly maker: ClaimMaker;
  readonly beneficiaries: number;
}

export async function benchClaims(lines: number): Promise<BenchClaims> {
  const reference = await loadReference({ directory: referenceDirectory() });
  const therapists = Math.max(FEWEST_THERAPISTS, Math.round(lines / LINES_PER_THERAPIST));
  const kxThresholds = new Map(
    BENCH_YEARS.map((year) => {
      const cents = reference.thresholds.get(year)?.kxCents.PT_SLP ?? null;
      if (cents === null) throw new Error(`the reference has no KX threshold for ${year}`);
      return [year, cents] as const;
    }),
  );
  return {
    reference,
    maker: { market: market(therapists), kxThresholds },
    beneficiaries: Math.round(lines / LINES_PER_BENEFICIARY),
  };
}

export interface BenchBeneficiary {
  readonly number: number;
  readonly token: string;
}

/** Beneficiaries of one shard, by token: the order in which a shard is written. */
export function beneficiariesOf(count: number, shard: number): readonly BenchBeneficiary[] {
  const members: BenchBeneficiary[] = [];
  for (let number = 0; number < count; number += 1) {
    const hash = createHash('sha256').update(String(number)).digest().subarray(0, 18);
    const token = `kbench_${hash.toString('base64url')}`;
    if (shardOf(token) === shard) members.push({ number, token });
  }
  return members.sort((left, right) => (left.token < right.token ? -1 : 1));
}

/** Writes the judged lines of a shard; gives the number of lines. */
function writeShard(from: BenchClaims, shard: number, directory: string): number {
  const context = { reference: from.reference, settings: DEFAULT_FOLD_SETTINGS };
  const files = new Map(
    BENCH_YEARS.map((year) => [
      year,
      { table: openParquetTable('ledger_lines'), rows: collectLedgerRows(from.reference) },
    ]),
  );
  let lines = 0;
  for (const { number, token } of beneficiariesOf(from.beneficiaries, shard)) {
    const person = personOf(from, number);
    const resolution = resolveVersions(person.headers, context.settings);
    for (const year of yearsOf(person)) {
      const file = files.get(year);
      if (file === undefined) throw new Error('a claim of another year');
      const view = foldYear(year, person, context, resolution);
      file.rows.add({ token, view }, shard);
      lines += view.lines.length;
      if (file.rows.rows >= ROW_GROUP_ROWS) file.table.append(file.rows.take());
    }
  }
  for (const [year, { table, rows }] of files) {
    if (rows.rows > 0) table.append(rows.take());
    const key = shardKey(BENCH_TENANT, BENCH_SNAPSHOT, { year, shard, sha256: '' });
    const path = join(directory, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, table.finish());
  }
  return lines;
}

function personOf({ maker }: BenchClaims, number: number): PersonLedger {
  const versions = claimsOf(maker, number).map((facts) => identifyClaim(BENCH_TENANT, facts));
  const headers = versions.map(versionHeader);
  // Of some beneficiaries it is known what others billed for them.
  const isSeeded = versions.length > 0 && number % 7 === 0;
  const years = new Set(headers.flatMap((header) => header.years));
  const seeds = isSeeded ? [...years].map((year) => seedOf(year)) : [];
  return { headers, versions, seeds, quarantined: [] };
}

function seedOf(year: number): Seed {
  return {
    seedKey: `bench-${year}`,
    kind: 'outside',
    year,
    group: 'PT_SLP',
    cents: toCents(OUTSIDE_CENTS),
    asOf: null,
    source: 'bench',
    enteredBy: 'bench',
  };
}

const [lines, directory = '', ...shards] = process.argv.slice(2);
if (import.meta.filename === process.argv[1]) {
  const from = await benchClaims(Number(lines));
  let written = 0;
  for (const shard of shards) written += writeShard(from, Number(shard), directory);
  process.stdout.write(JSON.stringify({ lines: written }));
}
