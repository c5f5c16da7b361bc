// Puts one snapshot under a query: each table of the lake that the text names becomes a CTE of that
// name, which reads the catalogue's table for one tenant, one snapshot and the years it has. The
// names and the ids in it are checked here; values of parameters never come near it.

import { createHash } from 'node:crypto';
import { SERVICE_YEAR_RANGE, LAKE_PARTITIONS } from '../common/glue/lake-partitions.js';
import {
  LAKE_TABLES,
  type LakeColumnType,
  type LakeTable,
  type LakeTableName,
} from '../common/lake/lake-schema.js';
import { QueryFailedError } from '../common/query-failed-error.js';
import { isTenantId } from '../../domain/tenant-id.js';
import type { NamedQuery } from '../../ports/query-engine.js';
import { quotedText } from './athena-literals.js';

/** Keys of the objects behind each table of a snapshot. */
export type SnapshotFiles = Readonly<Record<LakeTableName, readonly string[]>>;

export interface SnapshotBinding {
  readonly database: string;
  readonly tenantId: string;
  readonly snapshotId: string;
  readonly files: SnapshotFiles;
  /** As sent beside the text. */
  readonly literals: readonly string[];
}

/** Athena's limit, in bytes of UTF-8. */
export const MAX_QUERY_BYTES = 262_144;

const DATABASE = /^[a-z_][a-z0-9_]*$/;
const SNAPSHOT_ID = /^[0-9a-f]{32}$/;
const OBJECT_KEY = /\/service_year=(\d{4})\/([^/]+)$/;
/** So much of a log object's hash tells it from every other, and keeps the text short. */
const NAME_LENGTH = 16;

export function bindSnapshot(query: NamedQuery, binding: SnapshotBinding): string {
  assertIds(binding);
  const { before, steps } = splitText(query.text);
  const code = withoutComments(query.text);
  const tables = Object.values(LAKE_TABLES).filter(({ name }) =>
    new RegExp(`\\b${name}\\b`).test(code),
  );
  const ctes = [
    ...tables.map((table) => tableCte(query, table, binding)),
    ...(binding.literals.length === 0 ? [] : [valuesCte(binding.literals)]),
  ];
  const opening = ctes.length === 0 ? '' : `with ${ctes.join(',\n\n')}`;
  const text = `${opening}${joint(opening, before)}${steps}`;
  if (Buffer.byteLength(text) > MAX_QUERY_BYTES) {
    throw new QueryFailedError(query.name, 'its text is longer than Athena takes');
  }
  return text;
}

export function isSnapshotId(text: string): boolean {
  return SNAPSHOT_ID.test(text);
}

function assertIds({ database, tenantId, snapshotId }: SnapshotBinding): void {
  if (!DATABASE.test(database)) throw new RangeError('not a plain database name');
  if (!isTenantId(tenantId)) throw new RangeError('not a tenant id');
  if (!isSnapshotId(snapshotId)) throw new RangeError('not a snapshot id');
}

/** A text with CTEs gets ours in front of them; comments before its `with` are left out. */
function splitText(text: string): { readonly before: 'with' | 'select'; readonly steps: string } {
  const match = /^(?:\s|--[^\n]*\n)*with\s+/.exec(text);
  if (match === null) return { before: 'select', steps: text };
  return { before: 'with', steps: text.slice(match[0].length) };
}

function joint(opening: string, before: 'with' | 'select'): string {
  if (before === 'select') return opening === '' ? '' : '\n\n';
  return opening === '' ? 'with ' : ',\n\n';
}

function tableCte(query: NamedQuery, table: LakeTable, binding: SnapshotBinding): string {
  const keys = binding.files[table.name];
  const source = keys.length === 0 ? emptySource(table) : boundSource(query, table, binding);
  return `${table.name} as (\n${source}\n)`;
}

/** A snapshot may have no object of a table: then it has no rows, and nothing is read. */
function emptySource(table: LakeTable): string {
  const columns = [table.partition, ...table.columns].map(
    ({ name, type }) => `cast(null as ${SQL_TYPES[type]}) as ${name}`,
  );
  return `    select ${columns.join(', ')}\n    where 1 = 0`;
}

function boundSource(query: NamedQuery, table: LakeTable, binding: SnapshotBinding): string {
  const columns = [table.partition, ...table.columns].map(({ name }) => name);
  const objects = binding.files[table.name].map((key) => objectOf(query, key));
  const years = [...new Set(objects.map(({ year }) => year))].sort((left, right) => left - right);
  const values = { tenant_id: binding.tenantId, snapshot_id: binding.snapshotId };
  const { injected } = LAKE_PARTITIONS[table.name];
  const conditions = [
    ...injected.map((name) => `${name} = ${quotedText(values[name])}`),
    `${table.partition.name} in (${years.join(', ')})`,
    ...(injected.includes('snapshot_id') ? [] : [objectCondition(objects)]),
  ];
  return [
    `    select ${columns.join(', ')}`,
    `    from "${binding.database}"."${table.name}"`,
    `    where ${conditions.join('\n        and ')}`,
  ].join('\n');
}

/** Athena gives no rows and no error for a year outside the projected range. */
function objectOf(query: NamedQuery, key: string) {
  const [, yearText = '', name = ''] = OBJECT_KEY.exec(key) ?? [];
  const year = Number(yearText);
  if (year < SERVICE_YEAR_RANGE.first || year > SERVICE_YEAR_RANGE.last) {
    throw new QueryFailedError(query.name, 'a service year lies outside what the tables project');
  }
  return { year, name };
}

/** The log's folder also holds what came after the snapshot: its objects are named one by one. */
function objectCondition(objects: readonly { readonly name: string }[]): string {
  const names = objects.map(({ name }) => name.slice(0, NAME_LENGTH));
  if (!names.every((name) => /^[0-9a-f]{16}$/.test(name)) || new Set(names).size < names.length) {
    throw new RangeError('objects of the log are named by their hash');
  }
  const name = `substr(split_part("$path", '/service_year=', 2), 6, ${NAME_LENGTH})`;
  return `${name} in (${[...names].sort().map(quotedText).join(', ')})`;
}

/**
 * Athena reuses a result when it takes two texts for the same, and does not say whether the
 * parameters beside the text count. A digest of them in the text makes texts differ when they do.
 */
function valuesCte(literals: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(literals)).digest('hex').slice(0, 32);
  return `bound_values as (\n    select '${digest}' as digest\n)`;
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/--[^\n]*/g, '');
}

const SQL_TYPES: Readonly<Record<LakeColumnType, string>> = {
  text: 'varchar',
  cents: 'bigint',
  integer: 'integer',
  double: 'double',
  day: 'date',
  boolean: 'boolean',
};
