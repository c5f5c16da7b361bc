import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAthenaQueryEngine } from '../../../lib/adapters/aws/athena-query-engine.js';
import type { AthenaCalls } from '../../../lib/adapters/aws/athena-calls.js';
import {
  readManifest,
  snapshotObjects,
  type Manifest,
} from '../../../lib/pipeline/lake/manifest.js';
import type { NamedQuery } from '../../../lib/ports/query-engine.js';
import { lakeOnDisk, TENANT, type LakeOnDisk } from '../../pipeline/lake/lake-on-disk.js';
import { describeQueryEngine } from '../../ports/query-engine.suite.js';
import { fixtureYears } from '../../queries/query-fixture.js';
import { DATABASE } from './lake-catalogue.js';
import { openStubAthena, type StubAthenaOptions } from './stub-athena.js';

describeQueryEngine('Athena', async (lake) => engineOn(lake, stubOn(lake)));

function stubOn(lake: LakeOnDisk, options: Omit<StubAthenaOptions, 'directory'> = {}) {
  return openStubAthena({ directory: lake.directory, ...options });
}

function engineOn(lake: LakeOnDisk, calls: AthenaCalls, options: { timeoutMs?: number } = {}) {
  return openAthenaQueryEngine({
    calls,
    database: DATABASE,
    workGroup: 'kxray',
    firstWaitMs: 1,
    snapshotFiles: async (tenantId, snapshotId) => {
      const manifest = await readManifest({ tenantId, objects: lake.objects, snapshotId });
      return manifest === null ? null : snapshotObjects(manifest);
    },
    ...options,
  });
}

const COUNT: NamedQuery = {
  name: 'made_up',
  text: 'select count(*) as lines from ledger_lines',
  parameters: [],
  outputs: [{ name: 'lines', type: 'integer' }],
};

describe('openAthenaQueryEngine', () => {
  let lake: LakeOnDisk;
  let manifest: Manifest;

  beforeAll(async () => {
    lake = await lakeOnDisk();
    manifest = await lake.publish(fixtureYears());
  });
  afterAll(() => lake.close());

  const binding = (parameters: Readonly<Record<string, string | number>> = {}) => ({
    tenantId: TENANT,
    snapshotId: manifest.snapshotId,
    parameters,
  });

  it.each([2, 7, 1_000])('reads every page of %d rows, and no row twice', async (pageRows) => {
    const stub = stubOn(lake, { pageRows });
    const named = {
      ...COUNT,
      text: `select version_key as key, line_number as line from ledger_lines
        where service_year = 2026`,
      outputs: [
        { name: 'key', type: 'text' },
        { name: 'line', type: 'integer' },
      ],
    } as const;

    const rows = await engineOn(lake, stub).run(named, binding());

    const expected = await lake.engine.run(named, binding());
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(
      new Set(expected.map((row) => JSON.stringify(row))),
    );
    expect(rows).toHaveLength(expected.length);
    expect(stub.pages).toHaveLength(Math.ceil((rows.length + 1) / pageRows));
  });

  it('waits where Athena is busy, and starts a query once', async () => {
    const stub = stubOn(lake, { busyTimes: 2 });

    const rows = await engineOn(lake, stub).run(COUNT, binding());

    expect(rows).toEqual(await lake.engine.run(COUNT, binding()));
    expect(stub.executions.size).toBe(1);
  });

  it('asks for the stored result, and makes texts differ with their parameters', async () => {
    const stub = stubOn(lake);
    const named: NamedQuery = {
      ...COUNT,
      text: `${COUNT.text} where service_year = cast(? as integer)`,
      parameters: [{ name: 'year', type: 'integer' }],
    };
    const engine = engineOn(lake, stub);

    for (const year of [2025, 2026, 2025]) await engine.run(named, binding({ year }));

    const inputs = [...stub.executions.values()].map(({ input }) => input);
    const texts = inputs.map(({ QueryString }) => QueryString);
    expect(texts[0]).toBe(texts[2]);
    expect(texts[0]).not.toBe(texts[1]);
    expect(texts[0]).toContain(manifest.snapshotId);
    expect(inputs.map((input) => input.ExecutionParameters)).toEqual([
      ['2025'],
      ['2026'],
      ['2025'],
    ]);
    expect(inputs[0]?.ResultReuseConfiguration).toEqual({
      ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 10_080 },
    });
    expect(inputs[0]?.WorkGroup).toBe('kxray');
  });

  const CUT_OFF = 'it would read more than the bytes cut-off of its workgroup allows';
  it.each([
    ['CANCELLED', 'Bytes scanned limit was exceeded', CUT_OFF],
    ['FAILED', 'Bytes scanned limit was exceeded. The query scanned 20000000 bytes', CUT_OFF],
    ['CANCELLED', '', 'it was cancelled'],
    ['FAILED', `TYPE_MISMATCH: 'k1_a'`, 'the engine refused or failed it'],
  ])('tells of %s, %j', async (State, StateChangeReason, message) => {
    const stub = stubOn(lake, { endsAs: { State, StateChangeReason } });

    const error: unknown = await engineOn(lake, stub)
      .run(COUNT, binding())
      .catch((caught: unknown) => caught);

    expect((error as Error).message).toBe(`query made_up: ${message}`);
    expect(((error as Error).cause as Error).message).toBe(StateChangeReason);
    expect(stub.stopped).toEqual([]);
  });

  it('stops a query at Athena when its time is up', async () => {
    const stub = stubOn(lake, { hangs: true });

    const asked = engineOn(lake, stub, { timeoutMs: 20 }).run(COUNT, binding());

    await expect(asked).rejects.toThrow('query made_up: it took too long and was stopped');
    expect(stub.stopped).toEqual([...stub.executions.keys()]);
  });

  it('stops what runs when it is closed, and starts nothing more', async () => {
    const stub = stubOn(lake, { hangs: true });
    const engine = engineOn(lake, stub);
    const asked = engine.run(COUNT, binding());
    const outcome = asked.catch((error: unknown) => error);
    while (stub.executions.size === 0) await new Promise((resolve) => setImmediate(resolve));

    await engine.close();

    expect(await outcome).toMatchObject({
      message: expect.stringContaining('query made_up: the engine was closed'),
    });
    expect(stub.stopped).toEqual([...stub.executions.keys()]);
    await expect(engine.run(COUNT, binding())).rejects.toThrow('the engine was closed');
    expect(stub.executions.size).toBe(1);
  });

  it('stops a query that it can no longer ask after', async () => {
    const stub = stubOn(lake);
    const calls: AthenaCalls = {
      ...stub,
      status: () => Promise.reject(new Error('connection lost')),
    };

    const asked = engineOn(lake, calls).run(COUNT, binding());

    await expect(asked).rejects.toThrow('the engine refused or failed it');
    expect(stub.stopped).toHaveLength(1);
  });

  it.each([
    ['an answer without its names', []],
    ['other names', [{ Data: [{ VarCharValue: 'other' }] }]],
  ])('refuses %s', async (_, Rows) => {
    const stub = stubOn(lake);
    const ResultSetMetadata = { ColumnInfo: [{ Name: 'lines', Type: 'bigint' }] };
    const calls: AthenaCalls = {
      ...stub,
      results: async () => ({ ResultSet: { Rows, ResultSetMetadata } }),
    };

    await expect(engineOn(lake, calls).run(COUNT, binding())).rejects.toThrow(
      'its answer does not begin with its column names',
    );
  });
});
