// The view through which a query sees one table of one snapshot: exactly the files of the manifest,
// exactly the columns of the schema.

import type { LakeColumnType, LakeTable } from '../common/lake/lake-schema.js';

export function viewStatement(table: LakeTable, paths: readonly string[]): string {
  const source = paths.length === 0 ? emptySource(table) : parquetSource(table, paths);
  return `create or replace temporary view ${table.name} as ${source}`;
}

function parquetSource(table: LakeTable, paths: readonly string[]): string {
  const columns = [table.partition, ...table.columns].map(({ name }) => name).join(', ');
  const files = paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ');
  const year = `hive_types = {'${table.partition.name}': ${SQL_TYPES[table.partition.type]}}`;
  return `select ${columns} from read_parquet([${files}], hive_partitioning = true, ${year})`;
}

/** A table of a snapshot may have no file at all: then it is a table without rows, not an error. */
function emptySource(table: LakeTable): string {
  const columns = [table.partition, ...table.columns].map(
    ({ name, type }) => `cast(null as ${SQL_TYPES[type]}) as ${name}`,
  );
  return `select ${columns.join(', ')} where false`;
}

const SQL_TYPES: Readonly<Record<LakeColumnType, string>> = {
  text: 'varchar',
  cents: 'bigint',
  integer: 'integer',
  double: 'double',
  day: 'date',
  boolean: 'boolean',
};
