import { describe, expect, it } from '@jest/globals';
import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js';
import {
  bindSnapshot,
  MAX_QUERY_BYTES,
  type SnapshotBinding,
} from '../../../lib/adapters/aws/bind-snapshot.js';
import { openQueryFiles } from '../../../lib/adapters/common/load-query.js';
import { chunkKey, shardKey } from '../../../lib/pipeline/lake/lake-keys.js';
import type { NamedQuery } from '../../../lib/ports/query-engine.js';
import { QUERIES_DIRECTORY } from '../../pipeline/lake/lake-on-disk.js';

const TENANT = 'clinic-7';
const SNAPSHOT = '0123456789abcdef0123456789abcdef';
const SHARD = { year: 2026, shard: 3, sha256: 'a'.repeat(64) };
const CHUNK = { year: 2025, sha256: `b1${'c'.repeat(62)}`, rows: 12 };

const BINDING: SnapshotBinding = {
  database: 'lake',
  tenantId: TENANT,
  snapshotId: SNAPSHOT,
  files: {
    ledger_lines: [
      shardKey(TENANT, SNAPSHOT, SHARD),
      shardKey(TENANT, SNAPSHOT, { ...SHARD, shard: 4 }),
      shardKey(TENANT, SNAPSHOT, { ...SHARD, year: 2024 }),
    ],
    claim_lines: [chunkKey(TENANT, CHUNK)],
  },
  literals: [],
};

const query = (text: string): NamedQuery => ({
  name: 'made_up',
  text,
  parameters: [],
  outputs: [],
});

describe('bindSnapshot', () => {
  it('reads one tenant, one snapshot and the years it has', () => {
    const text = bindSnapshot(query('select count(*) as n from ledger_lines'), BINDING);

    expect(text).toMatch(/^with ledger_lines as \(\n {4}select service_year, beneficiary_token, /);
    expect(text).toContain(`
    from "lake"."ledger_lines"
    where tenant_id = 'clinic-7'
        and snapshot_id = '${SNAPSHOT}'
        and service_year in (2024, 2026)
)

select count(*) as n from ledger_lines`);
  });

  it('names the objects of the log one by one', () => {
    const text = bindSnapshot(query('select count(*) as n from claim_lines'), BINDING);

    expect(text).toContain(`
    from "lake"."claim_lines"
    where tenant_id = 'clinic-7'
        and service_year in (2025)
        and substr(split_part("$path", '/service_year=', 2), 6, 16) in ('b1cccccccccccccc')
)`);
  });

  it('cuts from the address of an object the name that it asks for', () => {
    const address = `s3://some-bucket/${chunkKey(TENANT, CHUNK)}`;

    // The same cut as in the text: what lies behind the year, from its sixth character on.
    expect(address.split('/service_year=')[1]?.slice(5, 5 + 16)).toBe(CHUNK.sha256.slice(0, 16));
  });

  it('takes a query that names no table as it is', () => {
    expect(bindSnapshot(query('select 1 as x -- not ledger_lines'), BINDING)).toBe(
      'select 1 as x -- not ledger_lines',
    );
  });

  it('reads nothing where the snapshot has no object of the table', () => {
    const files = { ledger_lines: [], claim_lines: [] };
    const text = bindSnapshot(query('select * from ledger_lines'), { ...BINDING, files });

    expect(text).not.toContain('"lake"');
    expect(text).toContain('cast(null as bigint) as charge_cents');
  });

  it.each([
    ['tenantId', `x' or '1' = '1`, 'not a tenant id'],
    ['tenantId', '', 'not a tenant id'],
    ['tenantId', '../x', 'not a tenant id'],
    ['snapshotId', 'F'.repeat(32), 'not a snapshot id'],
    ['snapshotId', `${SNAPSHOT}'`, 'not a snapshot id'],
    ['database', 'a"b', 'not a plain database name'],
  ])('refuses %s %j', (field, value, message) => {
    const binding = { ...BINDING, [field]: value };

    expect(() => bindSnapshot(query('select 1 from ledger_lines'), binding)).toThrow(message);
  });

  it('refuses a year that the tables do not project, as it would be missing in silence', () => {
    const files = {
      ...BINDING.files,
      ledger_lines: [shardKey(TENANT, SNAPSHOT, { ...SHARD, year: 1989 })],
    };

    expect(() => bindSnapshot(query('select 1 from ledger_lines'), { ...BINDING, files })).toThrow(
      'query made_up: a service year lies outside what the tables project',
    );
  });

  it('refuses names of log objects that are no hashes', () => {
    const files = { ...BINDING.files, claim_lines: [`x/service_year=2025/o'x.parquet`] };

    expect(() => bindSnapshot(query('select 1 from claim_lines'), { ...BINDING, files })).toThrow(
      'objects of the log are named by their hash',
    );
  });

  it('refuses a text over the limit, and counts bytes', () => {
    const room = MAX_QUERY_BYTES - Buffer.byteLength(`select '' as x`);
    const fits = query(`select '${'x'.repeat(room)}' as x`);
    const tooLong = query(`select '${'x'.repeat(room - 1)}é' as x`);

    expect(Buffer.byteLength(bindSnapshot(fits, BINDING))).toBe(MAX_QUERY_BYTES);
    expect(() => bindSnapshot(tooLong, BINDING)).toThrow('its text is longer than Athena takes');
  });
});

const files = openQueryFiles(QUERIES_DIRECTORY);
const trino = new TrinoSQL();

describe.each(files.names)('query %s, bound', (name) => {
  const { query: named } = files.get(name);
  const literals = named.parameters.map(() => `'x'`);

  it('is a sentence of the Trino grammar still', () => {
    expect(trino.validate(bindSnapshot(named, { ...BINDING, literals }))).toEqual([]);
  });

  it('fits with a thousand objects in the log', () => {
    const claim_lines = Array.from({ length: 1_000 }, (_, at) =>
      chunkKey(TENANT, { ...CHUNK, sha256: String(at).padStart(16, '0').padEnd(64, 'f') }),
    );
    const bound = bindSnapshot(named, {
      ...BINDING,
      files: { ...BINDING.files, claim_lines },
      literals,
    });

    expect(Buffer.byteLength(bound)).toBeLessThan(MAX_QUERY_BYTES);
  });
});
