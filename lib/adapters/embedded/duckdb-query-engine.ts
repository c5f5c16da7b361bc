// QueryEngine on DuckDB: named queries over the Parquet files of one snapshot. The database lives
// in memory and in a jail: it reads the lake of one tenant, nothing else, and cannot be talked out
// of it.

import { join } from 'node:path';
import {
  BIGINT,
  DuckDBInstance,
  StatementType,
  VARCHAR,
  type DuckDBConnection,
} from '@duckdb/node-api';
import { parseIsoDay } from '../../domain/day.js';
import { isTenantId } from '../../domain/tenant-id.js';
import type { NamedQuery, QueryEngine, QueryRow } from '../../ports/query-engine.js';
import { LAKE_TABLES, type LakeTableName } from '../common/lake/lake-schema.js';
import { decodeRows } from './duckdb-rows.js';
import { viewStatement } from './duckdb-view.js';
import { QueryFailedError } from '../common/query-failed-error.js';

/** Keys of the objects behind each table of a snapshot. */
export type SnapshotFiles = Readonly<Record<LakeTableName, readonly string[]>>;

export interface DuckDbQueryEngineOptions {
  /** The folder in which an object's key is its path. */
  readonly objectsDirectory: string;
  /** Null when the tenant has no such snapshot. */
  readonly snapshotFiles: (tenantId: string, snapshotId: string) => Promise<SnapshotFiles | null>;
  /** Where large sorts may spill; without it they must fit the memory limit. */
  readonly spillDirectory?: string;
  readonly memoryLimit?: string;
  readonly threads?: number;
}

type Binding = Parameters<QueryEngine['run']>[1];

const DEFAULT_MEMORY_LIMIT = '2GB';
const DEFAULT_THREADS = 2;

export function openDuckDbQueryEngine(options: DuckDbQueryEngineOptions): QueryEngine {
  // One database a tenant, so that the jail of each is that tenant's folder.
  const instances = new Map<string, Promise<DuckDBInstance>>();
  const instanceOf = (tenantId: string): Promise<DuckDBInstance> => {
    let instance = instances.get(tenantId);
    if (instance === undefined) instances.set(tenantId, (instance = openJail(options, tenantId)));
    return instance;
  };
  return {
    async run(query, binding) {
      const files = await options.snapshotFiles(binding.tenantId, binding.snapshotId);
      if (files === null) throw new QueryFailedError(query.name, 'there is no such snapshot');
      const instance = await instanceOf(binding.tenantId);
      const connection = await instance.connect();
      try {
        return await runQuery(connection, query, { options, binding, files });
      } catch (error) {
        if (error instanceof QueryFailedError) throw error;
        throw new QueryFailedError(query.name, 'the engine refused or failed it', { cause: error });
      } finally {
        connection.closeSync();
      }
    },
    async close() {
      for (const instance of instances.values()) (await instance).closeSync();
      instances.clear();
    },
  };
}

async function openJail(
  options: DuckDbQueryEngineOptions,
  tenantId: string,
): Promise<DuckDBInstance> {
  if (!isTenantId(tenantId)) throw new RangeError('not a tenant id');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
    threads: String(options.threads ?? DEFAULT_THREADS),
    temp_directory: options.spillDirectory ?? '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const lake = join(options.objectsDirectory, `tenant=${tenantId}`, 'lake');
  const connection = await instance.connect();
  try {
    await connection.run(`set allowed_directories = [${sqlText(`${lake}/`)}]`);
    await connection.run('set enable_external_access = false');
    await connection.run('set lock_configuration = true');
  } finally {
    connection.closeSync();
  }
  return instance;
}

async function runQuery(
  connection: DuckDBConnection,
  query: NamedQuery,
  known: {
    readonly options: DuckDbQueryEngineOptions;
    readonly binding: Binding;
    readonly files: SnapshotFiles;
  },
): Promise<readonly QueryRow[]> {
  for (const table of Object.values(LAKE_TABLES)) {
    if (!new RegExp(`\\b${table.name}\\b`).test(query.text)) continue;
    const paths = known.files[table.name].map((key) => join(known.options.objectsDirectory, key));
    // A temporary view belongs to this connection alone: no other query sees this snapshot.
    await connection.run(viewStatement(table, paths));
  }
  const { values, types } = bindParameters(query, known.binding.parameters);
  const statement = await connection.prepare(query.text);
  try {
    // The jail lets DuckDB write where it may read, so a query must be nothing but a query.
    if (statement.statementType !== StatementType.SELECT) {
      throw new QueryFailedError(query.name, 'it is not a select');
    }
    statement.bind(values, types);
    return decodeRows(query, await statement.runAndReadAll());
  } finally {
    statement.destroySync();
  }
}

/** In the order of the `?`; every query casts them to their type (`cast(? as date)`). */
function bindParameters(query: NamedQuery, given: Binding['parameters']) {
  const names = new Set(query.parameters.map(({ name }) => name));
  const unknown = Object.keys(given).find((name) => !names.has(name));
  if (unknown !== undefined) throw new QueryFailedError(query.name, `no parameter ${unknown}`);
  const values = query.parameters.map(({ name, type }) => {
    const value = given[name];
    if (type === 'integer' && Number.isSafeInteger(value)) return BigInt(value as number);
    if (type === 'text' && typeof value === 'string') return value;
    if (type === 'day' && typeof value === 'string' && parseIsoDay(value) !== null) return value;
    throw new QueryFailedError(query.name, `parameter ${name} needs a value of type ${type}`);
  });
  const types = query.parameters.map(({ type }) => (type === 'integer' ? BIGINT : VARCHAR));
  return { values, types };
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
