// The judged snapshot of the bench as the product's own query engine sees it, and the same files
// as a plain view, for scans that no query file asks for.

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { LAKE_TABLES } from '../lib/adapters/common/lake/lake-schema.js';
import { openQueryFiles, type QueryFiles } from '../lib/adapters/common/load-query.js';
import { openDuckDbQueryEngine } from '../lib/adapters/embedded/duckdb-query-engine.js';
import { viewStatement } from '../lib/adapters/embedded/duckdb-view.js';
import type { SnapshotQueries } from '../lib/pipeline/snapshot-queries.js';
import type { NamedQuery } from '../lib/ports/query-engine.js';
import { BENCH_SNAPSHOT, BENCH_TENANT } from './judged-lines-child.js';
import { BENCH_DATA, type JudgedSnapshot } from './judged-lines.js';

/** Every line of the bench: the most that a score can be asked for. */
export const BENCH_PERIOD = { from: '2025-01-01', to: '2026-12-31' } as const;
export const THREADS = 2;

/** One parameter per name; a query takes those of its header. */
const PARAMETERS: Readonly<Record<string, string | number>> = {
  first_year: 2025,
  last_year: 2026,
  period_from: BENCH_PERIOD.from,
  period_to: BENCH_PERIOD.to,
  service_year: 2026,
};

export function parametersOf(query: NamedQuery): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    query.parameters.map(({ name }) => {
      const value = PARAMETERS[name];
      if (value === undefined) throw new Error(`${query.name}: no value for parameter ${name}`);
      return [name, value];
    }),
  );
}

/** The query files that count for scores and ask for nothing that only one provider has. */
export function measureQueries(files: QueryFiles): readonly NamedQuery[] {
  return files.names
    .filter((name) => name.startsWith('fact_provider_') || name === 'fact_finding_lines')
    .map((name) => files.get(name).query);
}

export function queryFiles(): QueryFiles {
  return openQueryFiles(new URL('../queries', import.meta.url).pathname);
}

/** As the command line opens it: its memory limit, its threads, a folder to spill into. */
export function openSnapshot(snapshot: JudgedSnapshot): SnapshotQueries {
  // One for each process: two in one folder would overwrite each other's files.
  const spillDirectory = mkdtempSync(join(BENCH_DATA, 'spill-'));
  process.once('exit', () => rmSync(spillDirectory, { recursive: true, force: true }));
  const files = queryFiles();
  return {
    engine: openDuckDbQueryEngine({
      objectsDirectory: snapshot.directory,
      snapshotFiles: () => Promise.resolve({ ledger_lines: snapshot.keys, claim_lines: [] }),
      spillDirectory,
      threads: THREADS,
    }),
    query: (name) => files.get(name).query,
    tenantId: BENCH_TENANT,
    snapshotId: BENCH_SNAPSHOT,
  };
}

export async function openPlainView(snapshot: JudgedSnapshot): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(THREADS) });
  const connection = await instance.connect();
  const paths = snapshot.keys.map((key) => join(snapshot.directory, key));
  await connection.run(viewStatement(LAKE_TABLES.ledger_lines, paths));
  return connection;
}
