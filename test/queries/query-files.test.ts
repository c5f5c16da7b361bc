// Guards over every query file, present and future: what Athena would refuse, what the two engines
// would answer differently, and what a header must say.

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js';
import { isStep, openQueryFiles } from '../../lib/adapters/common/load-query.js';
import { LAKE_TABLES } from '../../lib/adapters/common/lake/lake-schema.js';
import { QUERIES_DIRECTORY } from '../pipeline/lake/lake-on-disk.js';
import { faultsOf } from './sql-subset.js';

const files = openQueryFiles(QUERIES_DIRECTORY);
const trino = new TrinoSQL();

function folderOf(name: string): string {
  if (name.startsWith('stg_')) return 'staging';
  return name.startsWith('int_') ? 'intermediate' : '';
}

describe.each(files.names)('query %s', (name) => {
  const { query, inputs, purpose, grain, source, uniqueKey } = files.get(name);
  const text = readFileSync(join(QUERIES_DIRECTORY, folderOf(name), `${name}.sql`), 'utf8');

  it('is a sentence of the Trino grammar', () => {
    expect(trino.validate(query.text)).toEqual([]);
  });

  it('keeps to what both engines answer alike', () => {
    expect(faultsOf(text)).toEqual([]);
  });

  it('says what it is, in lines of at most 80 columns', () => {
    expect(purpose).toMatch(/^\S.{10,}\.$/);
    expect(grain).toMatch(/^one row( per \S.*)?$/);
    expect(source).not.toBe('');
    expect(text).toMatch(/\n-- engines: athena, duckdb\n-- used_by: \S/);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('names outputs with a meaning, among them its unique key', () => {
    const outputs = query.outputs.map((output) => output.name);
    const { meanings } = files.get(name);

    expect(outputs).toEqual(expect.arrayContaining([...uniqueKey]));
    expect(uniqueKey.length).toBeGreaterThan(0);
    expect(outputs.filter((output) => (meanings.get(output) ?? '') === '')).toEqual([]);
  });

  it('reads exactly the inputs that it names', () => {
    const known = [...Object.keys(LAKE_TABLES), ...files.names.filter(isStep)];
    const body = text.replaceAll(/--[^\n]*/g, '');
    const read = known.filter((table) => new RegExp(`(from|join) ${table}\\b`).test(body));

    expect([...inputs].sort()).toEqual(read.sort());
  });

  it('calls cents cents, by type and by name', () => {
    const cents = query.outputs.filter((output) => output.type === 'cents');
    const named = query.outputs.filter((output) => output.name.endsWith('_cents'));

    expect(cents).toEqual(named);
  });
});
