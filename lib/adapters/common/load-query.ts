// Reads the query files: one text for both engines, with a header that says what it answers. The
// header is the contract: names, types and order of the answer, and of the parameters. A staging
// (stg_...) or intermediate (int_...) query named among the inputs is put before the text as one
// more CTE; its parameters come before those of the text.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColumnType, NamedQuery, QueryParameter } from '../../ports/query-engine.js';
import { HEADER_KEYS, readHeader, type QueryHeader } from './query-header.js';

export interface QueryFile {
  readonly query: NamedQuery;
  readonly purpose: string;
  readonly grain: string;
  /** Tables of the lake, staging and intermediate queries that it reads. */
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
/** Queries that others build on, by prefix, and the subfolders in which they lie. */
const STEP_FOLDERS: Readonly<Record<string, string>> = { stg_: 'staging', int_: 'intermediate' };

/** All queries of a folder and its subfolders; each is read and checked when asked for. */
export function openQueryFiles(directory: string): QueryFiles {
  const paths = new Map<string, string>();
  for (const subfolder of ['', ...Object.values(STEP_FOLDERS)]) {
    for (const file of readdirSync(join(directory, subfolder))) {
      if (!file.endsWith('.sql')) continue;
      paths.set(file.slice(0, -'.sql'.length), join(directory, subfolder, file));
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
  stepOf: (name: string) => QueryFile,
): QueryFile {
  const { header, body } = readHeader(name, text);
  const [missing] = HEADER_KEYS.filter((key) => !header.has(key));
  if (missing !== undefined) throw new QueryFileError(name, `header lacks ${missing}`);
  if (header.get('name')?.text !== name) throw new QueryFileError(name, 'is named otherwise');
  const inputs = words(header, 'inputs');
  const outputs = items(name, header, { key: 'outputs', types: COLUMN_TYPES });
  const parameters = items(name, header, { key: 'parameters', types: PARAMETER_TYPES });
  const steps = inputs.filter(isStep).map(stepOf);
  checkParameters(name, parameters, { body, steps });
  return {
    query: { name, text: withSteps(name, body, steps), parameters, outputs },
    purpose: header.get('purpose')?.text ?? '',
    grain: header.get('grain')?.text ?? '',
    inputs,
    uniqueKey: words(header, 'unique_key'),
    source: header.get('source')?.text ?? '',
    meanings: new Map(outputs.map((output) => [output.name, output.meaning])),
  };
}

/** A query that others build on. */
export function isStep(name: string): boolean {
  return Object.keys(STEP_FOLDERS).some((prefix) => name.startsWith(prefix));
}

/** The header names every question mark of the whole text: those of the steps first. */
function checkParameters(
  name: string,
  parameters: readonly QueryParameter[],
  of: { readonly body: string; readonly steps: readonly QueryFile[] },
): void {
  const inherited = of.steps.flatMap(({ query }) => query.parameters);
  const marks = inherited.length + withoutComments(of.body).split('?').length - 1;
  if (marks !== parameters.length) {
    throw new QueryFileError(name, `${marks} question marks, ${parameters.length} parameters`);
  }
  inherited.forEach((parameter, at) => {
    const own = parameters[at];
    if (own?.name !== parameter.name || own.type !== parameter.type) {
      throw new QueryFileError(name, 'its first parameters are not those of its inputs');
    }
  });
}

function withSteps(name: string, body: string, steps: readonly QueryFile[]): string {
  if (steps.length === 0) return body;
  if (!body.startsWith('with ')) throw new QueryFileError(name, 'does not begin with a CTE');
  const ctes = steps.map(({ query }) => `${query.name} as (\n${query.text}\n),\n\n`);
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

/** On the line of the key, or one on each line below it. */
function words(header: QueryHeader, key: string): readonly string[] {
  const { text = '', items: below = [] } = header.get(key) ?? {};
  return [...text.split(', '), ...below].filter((word) => word !== '');
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
