// Reads the query files: one text for both engines, with a header that says what it answers. The
// header is the contract: names, types and order of the answer, and of the parameters. A staging
// query (stg_...) named among the inputs is put before the text as one more CTE.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnType, NamedQuery, QueryParameter } from '../../ports/query-engine.js';
import { HEADER_KEYS, readHeader, type QueryHeader } from './query-header.js';

export interface QueryFile {
  readonly query: NamedQuery;
  readonly purpose: string;
  readonly grain: string;
  /** Tables of the lake and staging queries that it reads. */
  readonly inputs: readonly string[];
  readonly uniqueKey: readonly string[];
  readonly source: string;
  /** Meaning of each output, by its name. */
  readonly meanings: ReadonlyMap<string, string>;
}

export interface QueryFiles {
  readonly names: readonly string[];
  /** Throws when there is no such query, or its file is not as it should be. */
  get(name: string): QueryFile;
}

const COLUMN_TYPES: readonly ColumnType[] = [
  'integer',
  'cents',
  'double',
  'text',
  'day',
  'boolean',
];
const PARAMETER_TYPES: readonly QueryParameter['type'][] = ['integer', 'text', 'day'];
const STAGING = 'stg_';

/** All queries of a folder and its subfolder `staging`; each is read and checked when asked for. */
export function openQueryFiles(directory: string): QueryFiles {
  const paths = new Map<string, string>();
  for (const folder of [directory, join(directory, 'staging')]) {
    for (const file of readdirSync(folder)) {
      if (file.endsWith('.sql')) paths.set(file.slice(0, -'.sql'.length), join(folder, file));
    }
  }
  const read = new Map<string, QueryFile>();
  const get = (name: string): QueryFile => {
    const known = read.get(name);
    if (known !== undefined) return known;
    const path = paths.get(name);
    if (path === undefined) throw new QueryFileError(name, 'no such file');
    const file = parseQueryFile(name, readFileSync(path, 'utf8'), get);
    read.set(name, file);
    return file;
  };
  return { names: [...paths.keys()].sort(), get };
}

export function parseQueryFile(
  name: string,
  text: string,
  staging: (name: string) => QueryFile,
): QueryFile {
  const { header, body } = readHeader(name, text);
  const [missing] = HEADER_KEYS.filter((key) => !header.has(key));
  if (missing !== undefined) throw new QueryFileError(name, `header lacks ${missing}`);
  if (header.get('name')?.text !== name) throw new QueryFileError(name, 'is named otherwise');
  const inputs = words(header, 'inputs');
  const outputs = items(name, header, { key: 'outputs', types: COLUMN_TYPES });
  const parameters = items(name, header, { key: 'parameters', types: PARAMETER_TYPES });
  const marks = withoutComments(body).split('?').length - 1;
  if (marks !== parameters.length) {
    throw new QueryFileError(name, `${marks} question marks, ${parameters.length} parameters`);
  }
  return {
    query: { name, text: withStaging(name, body, { inputs, staging }), parameters, outputs },
    purpose: header.get('purpose')?.text ?? '',
    grain: header.get('grain')?.text ?? '',
    inputs,
    uniqueKey: words(header, 'unique_key'),
    source: header.get('source')?.text ?? '',
    meanings: new Map(outputs.map((output) => [output.name, output.meaning])),
  };
}

/** Parameters of a staging query would come before those of the query itself: it has none. */
function withStaging(
  name: string,
  body: string,
  known: { readonly inputs: readonly string[]; readonly staging: (name: string) => QueryFile },
): string {
  const steps = known.inputs.filter((input) => input.startsWith(STAGING));
  if (steps.length === 0) return body;
  if (!body.startsWith('with ')) throw new QueryFileError(name, 'does not begin with a CTE');
  const ctes = steps.map((step) => {
    const { query } = known.staging(step);
    if (query.parameters.length > 0) throw new QueryFileError(step, 'staging has parameters');
    return `${step} as (\n${query.text}\n),\n\n`;
  });
  return `with ${ctes.join('')}${body.slice('with '.length)}`;
}

function items<Type extends string>(
  name: string,
  header: QueryHeader,
  wanted: { readonly key: string; readonly types: readonly Type[] },
) {
  const { key, types } = wanted;
  return (header.get(key)?.items ?? []).map((item) => {
    const match = /^([a-z][a-z0-9_]*): ([a-z]+)(?:, (.+))?$/.exec(item);
    const [, column = '', typeText = '', meaning = ''] = match ?? [];
    const type = types.find((each) => each === typeText);
    if (match === null || type === undefined) {
      throw new QueryFileError(name, `${key}: not "name: type, meaning"`);
    }
    return { name: column, type, meaning };
  });
}

function words(header: QueryHeader, key: string): readonly string[] {
  return (header.get(key)?.text ?? '').split(', ').filter((word) => word !== '');
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/--[^\n]*/g, '');
}

export class QueryFileError extends Error {
  override readonly name = 'QueryFileError';

  constructor(queryName: string, fault: string, options?: ErrorOptions) {
    super(`query file ${queryName}: ${fault}`, options);
  }
}
