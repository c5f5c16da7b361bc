// The tables of the catalogue, played by DuckDB: views that find objects by folder alone, as
// partition projection does, so that every tenant, every snapshot and every later object of the log
// is there to be read by a query that binds too little.

import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { LAKE_PARTITIONS } from '../../../lib/adapters/common/glue/lake-partitions.js';
import { LAKE_TABLES, type LakeTable } from '../../../lib/adapters/common/lake/lake-schema.js';

export const DATABASE = 'kxray_lake';
const BUCKET = 'kxray-test';

/** Tables without any object at all are left out: nothing could be read from them. */
export async function openCatalogue(
  connection: DuckDBConnection,
  directory: string,
): Promise<void> {
  await connection.run(`create schema if not exists ${DATABASE}`);
  for (const table of Object.values(LAKE_TABLES)) {
    const glob = join(directory, globOf(table));
    const found = await connection.runAndReadAll(`select count(*) from glob('${glob}')`);
    if (found.getRows()[0]?.[0] === 0n) continue;
    await connection.run(viewOf(table, glob, directory));
  }
}

function globOf(table: LakeTable): string {
  return `${LAKE_PARTITIONS[table.name].folder.replaceAll(/\$\{\w+\}/g, '*')}*.parquet`;
}

/** The folders are Hive style, so DuckDB reads the values of partitions from them. */
function viewOf(table: LakeTable, glob: string, directory: string): string {
  const folders = { tenant_id: 'tenant', snapshot_id: 'snapshot' };
  const injected = LAKE_PARTITIONS[table.name].injected;
  const types = [
    ...injected.map((name) => `'${folders[name]}': varchar`),
    `'${table.partition.name}': integer`,
  ];
  const columns = [
    ...injected.map((name) => `${folders[name]} as ${name}`),
    ...[table.partition, ...table.columns].map(({ name }) => name),
    `'s3://${BUCKET}/' || substr(filename, ${directory.length + 2}) as "$path"`,
  ];
  return `create or replace view ${DATABASE}.${table.name} as select ${columns.join(', ')}
    from read_parquet('${glob}', hive_partitioning = true, filename = true,
      hive_types = {${types.join(', ')}})`;
}
