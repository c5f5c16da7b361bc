// The fixture in Trino's memory: the rows that the catalogue's tables would show, those of other
// snapshots, of a later log and of another tenant among them. A query that binds too little reads
// them too and answers wrongly.

import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { LAKE_PARTITIONS } from '../../../lib/adapters/common/glue/lake-partitions.js';
import {
  LAKE_TABLES,
  type LakeColumnType,
  type LakeTable,
} from '../../../lib/adapters/common/lake/lake-schema.js';
import { DATABASE, openCatalogue } from '../../adapters/aws/lake-catalogue.js';
import type { TrinoProcess } from './trino-process.js';

const TRINO_TYPES: Readonly<Record<LakeColumnType, string>> = {
  text: 'varchar',
  cents: 'bigint',
  integer: 'integer',
  double: 'double',
  day: 'date',
  boolean: 'boolean',
};
/** JSON knows no days; they come as text and are cast. */
const JSON_TYPES = { ...TRINO_TYPES, day: 'varchar' };
const ROWS_PER_INSERT = 500;

type Column = readonly [name: string, type: LakeColumnType];

/** Gives the number of rows of the tables together. */
export async function loadLake(trino: TrinoProcess, directory: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  let loaded = 0;
  try {
    await openCatalogue(connection, directory);
    await trino.ask(`create schema ${DATABASE}`);
    for (const table of Object.values(LAKE_TABLES)) {
      const columns = columnsOf(table);
      const names = columns.map(([name]) => `"${name}"`).join(', ');
      const reader = await connection.runAndReadAll(
        `select ${names} from ${DATABASE}.${table.name}`,
      );
      await fill(trino, { table, columns, rows: reader.getRows() });
      loaded += 2 * reader.currentRowCount;
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return loaded;
}

function columnsOf(table: LakeTable): readonly Column[] {
  return [
    ...LAKE_PARTITIONS[table.name].injected.map((name): Column => [name, 'text']),
    ...[table.partition, ...table.columns].map(({ name, type }): Column => [name, type]),
    ['$path', 'text'],
  ];
}

async function fill(
  trino: TrinoProcess,
  of: {
    readonly table: LakeTable;
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly DuckDBValue[])[];
  },
): Promise<void> {
  const { columns, rows } = of;
  const name = `${DATABASE}.${of.table.name}`;
  const types = columns.map(([column, type]) => `"${column}" ${TRINO_TYPES[type]}`);
  await trino.ask(`create table ${name} (${types.join(', ')})`);
  // One JSON text a batch: as values of their own, so many literals take Trino minutes to plan.
  const source = columns.map(([column, type]) => `"${column}" ${JSON_TYPES[type]}`).join(', ');
  const cells = columns.map(([column, type]) => `cast("${column}" as ${TRINO_TYPES[type]})`);
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    const json = JSON.stringify(rows.slice(at, at + ROWS_PER_INSERT).map((row) => row.map(plain)));
    await trino.ask(`insert into ${name} select ${cells.join(', ')} from unnest(
      cast(json_parse('${json.replaceAll("'", "''")}') as array(row(${source}))))`);
  }
  const others = columns.map(([column]) => (column === 'tenant_id' ? `'other'` : `"${column}"`));
  await trino.ask(`insert into ${name} select ${others.join(', ')} from ${name}`);
}

/** Money in cents fits a double exactly as long as it is a safe integer; the fixture's is. */
function plain(value: DuckDBValue): string | number | boolean | null {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  return String(value);
}
