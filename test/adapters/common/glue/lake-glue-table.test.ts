import { describe, expect, it } from '@jest/globals';
import {
  createTableText,
  lakeGlueTable,
} from '../../../../lib/adapters/common/glue/lake-glue-table.js';
import { LAKE_PARTITIONS } from '../../../../lib/adapters/common/glue/lake-partitions.js';
import { LAKE_TABLES } from '../../../../lib/adapters/common/lake/lake-schema.js';
import { chunkKey, shardKey } from '../../../../lib/pipeline/lake/lake-keys.js';

const BUCKET = 'some-bucket';
const TENANT = 'clinic-7';
const SNAPSHOT = '0123456789abcdef0123456789abcdef';
const SHA = 'a'.repeat(64);
const KEYS = {
  ledger_lines: shardKey(TENANT, SNAPSHOT, { year: 2026, shard: 3, sha256: SHA }),
  claim_lines: chunkKey(TENANT, { year: 2026, sha256: SHA, rows: 12 }),
};
const VALUES: Readonly<Record<string, string>> = {
  tenant_id: TENANT,
  snapshot_id: SNAPSHOT,
  service_year: '2026',
};
/** Which Hive type reads what the Parquet writer wrote. */
const TYPES = {
  text: 'string',
  cents: 'bigint',
  integer: 'int',
  double: 'double',
  day: 'date',
  boolean: 'boolean',
};

describe.each(Object.values(LAKE_TABLES))('lakeGlueTable of $name', (table) => {
  const input = lakeGlueTable(table, BUCKET);

  it('has the columns of the schema, in its order, under its names', () => {
    expect(input.storageDescriptor.columns.map(({ name, type }) => [name, type])).toEqual(
      table.columns.map(({ name, type }) => [name, TYPES[type]]),
    );
  });

  it('has partition keys that are no columns, the year last', () => {
    const keys = input.partitionKeys.map(({ name }) => name);
    const columns = new Set(table.columns.map(({ name }) => name));

    expect(keys).toEqual([...LAKE_PARTITIONS[table.name].injected, 'service_year']);
    expect(keys.filter((key) => columns.has(key))).toEqual([]);
  });

  it('finds real objects in the folder that its template names', () => {
    const template = input.parameters['storage.location.template'] ?? '';
    const folder = template.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? '');
    const key = KEYS[table.name];

    expect(folder).toBe(`s3://${BUCKET}/${key.slice(0, key.lastIndexOf('/') + 1)}`);
    expect([...template.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name)).toEqual(
      input.partitionKeys.map(({ name }) => name),
    );
  });

  it('projects every key: ids injected, the year from a range', () => {
    const { injected } = LAKE_PARTITIONS[table.name];
    const { parameters } = input;

    expect(parameters['projection.enabled']).toBe('true');
    expect(injected.map((name) => parameters[`projection.${name}.type`])).toEqual(
      injected.map(() => 'injected'),
    );
    expect(parameters['projection.service_year.type']).toBe('integer');
    expect(parameters['projection.service_year.range']).toBe('1990,2099');
    expect(parameters['projection.service_year.digits']).toBe('4');
  });

  it('says the same in DDL', () => {
    const text = createTableText(input, 'kxray');
    const named = (part: string) => [...part.matchAll(/^ {2}`(\w+)` (\w+)/gm)];
    const [before = '', after = ''] = text.split('partitioned by');

    expect(text).toMatch(`create external table \`kxray\`.\`${table.name}\` (\n`);
    expect(named(before).map(([, name, type]) => ({ name, type }))).toEqual(
      input.storageDescriptor.columns.map(({ name, type }) => ({ name, type })),
    );
    expect(named(after).map(([, name, type]) => ({ name, type }))).toEqual(
      input.partitionKeys.map(({ name, type }) => ({ name, type })),
    );
    const properties = [...after.matchAll(/^ {2}'([^']+)' = '([^']+)'/gm)];
    expect(Object.fromEntries(properties.map(([, key = '', value = '']) => [key, value]))).toEqual(
      Object.fromEntries(Object.entries(input.parameters).filter(([key]) => key !== 'EXTERNAL')),
    );
  });
});

describe('lakeGlueTable', () => {
  it.each(['', 'UPPER', `x'; drop`, 'a/b'])('refuses the bucket %j', (bucket) => {
    expect(() => lakeGlueTable(LAKE_TABLES.ledger_lines, bucket)).toThrow('not a bucket name');
  });

  it('quotes what people wrote as the meaning of a column', () => {
    const [first] = LAKE_TABLES.claim_lines.columns;
    const columns = first === undefined ? [] : [{ ...first, meaning: `the patient's` }];
    const input = lakeGlueTable({ ...LAKE_TABLES.claim_lines, columns }, BUCKET);

    expect(createTableText(input, 'kxray')).toContain(`comment 'the patient''s'`);
  });
});
