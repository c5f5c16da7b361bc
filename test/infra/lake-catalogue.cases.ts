// What Athena is told of the lake is what the writer of the Parquet writes.

import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { LAKE_TABLES } from '../../lib/adapters/common/lake/lake-schema.js';
import { chunkKey, shardKey } from '../../lib/pipeline/lake/lake-keys.js';
import { statefulTemplate, text } from './synthesized.js';

const COLUMNS = z.array(z.object({ Name: z.string(), Type: z.string() }));
const TABLE = z.object({
  Properties: z.object({
    DatabaseName: z.string(),
    TableInput: z.object({
      Name: z.enum(['claim_lines', 'ledger_lines']),
      PartitionKeys: COLUMNS,
      Parameters: z.record(z.string(), z.unknown()),
      StorageDescriptor: z.object({ Columns: COLUMNS, Location: z.unknown() }),
    }),
  }),
});

const tables = Object.values(statefulTemplate('prod').findResources('AWS::Glue::Table')).map(
  (resource) => TABLE.parse(resource).Properties,
);

const SHA = 'a'.repeat(64);
const SNAPSHOT = '0'.repeat(32);
const KEYS = {
  ledger_lines: shardKey('ours', SNAPSHOT, { year: 2026, shard: 3, sha256: SHA }),
  claim_lines: chunkKey('ours', { year: 2026, sha256: SHA, rows: 5 }),
};
const VALUES: Readonly<Record<string, string>> = {
  tenant_id: 'ours',
  snapshot_id: SNAPSHOT,
  service_year: '2026',
};

describe('LakeCatalogue', () => {
  it('holds the tables of the lake', () => {
    expect(tables.map(({ TableInput }) => TableInput.Name).sort()).toEqual(
      Object.keys(LAKE_TABLES).sort(),
    );
    expect(new Set(tables.map(({ DatabaseName }) => DatabaseName))).toEqual(
      new Set(['kxray_prod']),
    );
  });

  it.each(tables.map(({ TableInput }) => TableInput))(
    'finds the objects of $Name where publishing puts them',
    ({ Name, Parameters, StorageDescriptor }) => {
      const template = text(Parameters['storage.location.template']);
      const folder = template.replace(/\$\{(\w+_\w+)\}/g, (_, key: string) => VALUES[key] ?? '?');
      const [, bucket = '', prefix = ''] = /^s3:\/\/(\$\{\w+\})\/(.*)$/.exec(folder) ?? [];

      expect(bucket).toMatch(/BucketsLake/);
      expect(text(StorageDescriptor.Location)).toBe(`s3://${bucket}/`);
      expect(KEYS[Name].startsWith(prefix)).toBe(true);
      expect(KEYS[Name].slice(prefix.length)).not.toContain('/');
    },
  );

  it.each(tables.map(({ TableInput }) => TableInput))(
    'has the columns of $Name and asks for tenant and snapshot',
    ({ Name, PartitionKeys, StorageDescriptor, Parameters }) => {
      const injected = PartitionKeys.map((key) => key.Name).filter(
        (name) => Parameters[`projection.${name}.type`] === 'injected',
      );

      expect(StorageDescriptor.Columns.map((column) => column.Name)).toEqual(
        LAKE_TABLES[Name].columns.map(({ name }) => name),
      );
      expect(injected[0]).toBe('tenant_id');
      expect(injected.includes('snapshot_id')).toBe(Name === 'ledger_lines');
    },
  );
});
