// A synthetic market judged as the product judges it - 835 text, versions, fold, judged rows, query
// engine, scores - without the ledger's documents between. Its standing claims are handed out on
// the way, so that what is true of them can be counted apart from everything that judges them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadReference } from '../lib/adapters/common/load-reference.js';
import { openParquetTable } from '../lib/adapters/common/lake/parquet-table-writer.js';
import { openQueryFiles } from '../lib/adapters/common/load-query.js';
import { referenceDirectory } from '../lib/adapters/common/reference-directory.js';
import { openDuckDbQueryEngine } from '../lib/adapters/embedded/duckdb-query-engine.js';
import type { ClaimVersion } from '../lib/domain/claim.js';
import { toIsoDay } from '../lib/domain/day.js';
import { DEFAULT_FOLD_SETTINGS } from '../lib/domain/fold-settings.js';
import { foldYear, yearsOf } from '../lib/domain/fold-year.js';
import type { Seed } from '../lib/domain/ledger-document.js';
import type { ProviderMeasures } from '../lib/domain/measures/provider-measures.js';
import { toCents } from '../lib/domain/money.js';
import type { ReferenceData } from '../lib/domain/reference.js';
import { resolveVersions } from '../lib/domain/resolve-versions.js';
import { readRemittance } from '../lib/intake/x12-835/read-remittance.js';
import { identifyClaim, versionHeader } from '../lib/pipeline/claim-identity.js';
import { collectLedgerRows } from '../lib/pipeline/lake/ledger-rows.js';
import { shardKey } from '../lib/pipeline/lake/lake-keys.js';
import { readProviderMeasures } from '../lib/pipeline/measures/read-provider-measures.js';
import type { RemittanceBatch } from '../lib/synth/claim-event.js';
import { renderX12835 } from '../lib/synth/render-x12-835.js';
import type { SynthOptions, SynthThreshold } from '../lib/synth/synth-options.js';
import { startSynth, type SynthRun } from '../lib/synth/synthesize.js';
import type { SeedTruth, Truth } from '../lib/synth/truth.js';

export interface JudgedMarket {
  readonly measures: ProviderMeasures;
  readonly truth: Truth;
  readonly thresholds: readonly SynthThreshold[];
}

type Options = Omit<SynthOptions, 'thresholds'>;

const TENANT = 'planted';
const SNAPSHOT = 'planted';
const ROWS_AT_ONCE = 10_000;

/** `onBatch` sees all claim events, in the order of delivery. */
export async function judgeMarket(
  options: Options,
  onBatch: (batch: RemittanceBatch) => void = () => undefined,
): Promise<JudgedMarket> {
  const reference = await loadReference({ directory: referenceDirectory(import.meta.url) });
  const thresholds = [...reference.thresholds.values()];
  const run = startSynth({ ...options, thresholds });
  const people = await readPeople(watched(run, onBatch), reference);
  const truth = run.truth();
  const directory = mkdtempSync(join(tmpdir(), 'planted-'));
  try {
    const files = { reference, directory, seeds: seedsOf(truth.seeds) };
    const keys = writeLedgerLines(people, files);
    const measures = await measure(directory, keys, options.years);
    return { measures, truth, thresholds };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

type Watched = Pick<SynthRun, 'batches'>;

function watched(run: SynthRun, onBatch: (batch: RemittanceBatch) => void): Watched {
  return {
    *batches() {
      for (const batch of run.batches()) {
        onBatch(batch);
        yield batch;
      }
    },
  };
}

/** Claim versions by beneficiary number, from the text that payers would send. */
async function readPeople(
  run: Watched,
  reference: ReferenceData,
): Promise<ReadonlyMap<string, readonly ClaimVersion[]>> {
  const people = new Map<string, ClaimVersion[]>();
  const events = readRemittance(bytesOf(renderX12835(run)), {
    file: 'planted',
    includeTest: true,
    contractorPart: (payerId) => reference.contractors.get(payerId)?.part ?? null,
  });
  for await (const batch of events) {
    for (const event of batch) {
      if (event.kind === 'quarantined' || event.kind === 'file_refused') {
        throw new Error(`a synthetic claim was not read: ${event.reason}`);
      }
      if (event.kind !== 'claim') continue;
      const version = identifyClaim(TENANT, event.claim);
      const known = people.get(event.identity.id);
      if (known === undefined) people.set(event.identity.id, [version]);
      else known.push(version);
    }
  }
  return people;
}

async function* bytesOf(chunks: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

function seedsOf(truths: readonly SeedTruth[]): ReadonlyMap<string, readonly Seed[]> {
  const seeds = new Map<string, Seed[]>();
  for (const { mbi, year, group, outsideCents } of truths) {
    const seed: Seed = {
      seedKey: `${year} ${group}`,
      kind: 'outside',
      year,
      group,
      cents: toCents(outsideCents),
      asOf: null,
      source: 'the truth of the run',
      enteredBy: 'bench',
    };
    seeds.set(mbi, [...(seeds.get(mbi) ?? []), seed]);
  }
  return seeds;
}

interface LakeFiles {
  readonly reference: ReferenceData;
  readonly directory: string;
  readonly seeds: ReadonlyMap<string, readonly Seed[]>;
}

/** One object a year; the people in an order of their own, named by number. */
function writeLedgerLines(
  people: ReadonlyMap<string, readonly ClaimVersion[]>,
  { reference, directory, seeds: allSeeds }: LakeFiles,
): readonly string[] {
  const context = { reference, settings: DEFAULT_FOLD_SETTINGS };
  const files = new Map<number, YearFile>();
  for (const [at, mbi] of [...people.keys()].sort().entries()) {
    const versions = people.get(mbi) ?? [];
    const seeds = allSeeds.get(mbi) ?? [];
    const person = { versions, headers: versions.map(versionHeader), seeds, quarantined: [] };
    const resolution = resolveVersions(person.headers, context.settings);
    for (const year of yearsOf(person)) {
      const file = files.get(year) ?? openYearFile(reference);
      files.set(year, file);
      const view = foldYear(year, person, context, resolution);
      file.rows.add({ token: `k1_${String(at).padStart(8, '0')}`, view }, 0);
      if (file.rows.rows >= ROWS_AT_ONCE) file.table.append(file.rows.take());
    }
  }
  return [...files].map(([year, { rows, table }]) => {
    if (rows.rows > 0) table.append(rows.take());
    const key = shardKey(TENANT, SNAPSHOT, { year, shard: 0, sha256: '' });
    const path = join(directory, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, table.finish());
    return key;
  });
}

type YearFile = ReturnType<typeof openYearFile>;

function openYearFile(reference: ReferenceData) {
  return { rows: collectLedgerRows(reference), table: openParquetTable('ledger_lines') };
}

async function measure(
  directory: string,
  keys: readonly string[],
  years: readonly number[],
): Promise<ProviderMeasures> {
  const files = openQueryFiles(new URL('../queries', import.meta.url).pathname);
  const engine = openDuckDbQueryEngine({
    objectsDirectory: directory,
    snapshotFiles: () => Promise.resolve({ ledger_lines: keys, claim_lines: [] }),
    threads: 1,
  });
  try {
    return await readProviderMeasures(
      {
        engine,
        query: (name) => files.get(name).query,
        tenantId: TENANT,
        snapshotId: SNAPSHOT,
      },
      {
        from: toIsoDay(`${years[0] ?? 0}-01-01`),
        to: toIsoDay(`${years.at(-1) ?? 0}-12-31`),
      },
    );
  } finally {
    await engine.close();
  }
}
