// The same query, the same data, another setting or another order of rows: the answer must not
// move. This catches what no grammar does: integer division, null order, ties, sums that depend on
// order.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { LAKE_TABLES } from '../../lib/adapters/common/lake/lake-schema.js';
import { openQueryFiles } from '../../lib/adapters/common/load-query.js';
import { viewStatement } from '../../lib/adapters/embedded/duckdb-view.js';
import { snapshotObjects, type Manifest } from '../../lib/pipeline/lake/manifest.js';
import { lakeOnDisk, QUERIES_DIRECTORY, type LakeOnDisk } from '../pipeline/lake/lake-on-disk.js';
import {
  fixtureLog,
  fixtureYears,
  OTHER_PARAMETERS,
  SAMPLE_PARAMETERS,
} from '../queries/query-fixture.js';

interface World {
  readonly settings: readonly string[];
  /** Rows are laid down in this order. */
  readonly order: string;
}

const WORLDS: Readonly<Record<string, World>> = {
  plain: { settings: [], order: 'row_number() over ()' },
  integerDivision: { settings: ['set integer_division = true'], order: 'hash(version_key)' },
  nullsFirst: {
    settings: [`set default_null_order = 'nulls_first'`, 'set threads = 2'],
    order: 'hash(icn, line_number, 1)',
  },
  reversed: {
    settings: [`set default_null_order = 'nulls_first_on_asc_last_on_desc'`],
    order: 'row_number() over () desc',
  },
};

const files = openQueryFiles(QUERIES_DIRECTORY);
const connections = new Map<string, DuckDBConnection>();
let lake: LakeOnDisk;

beforeAll(async () => {
  lake = await lakeOnDisk();
  const years = fixtureYears();
  const log = fixtureLog(years);
  await lake.append(log.first);
  await lake.append(log.again);
  await lake.append(log.restated, 1);
  const manifest = await lake.publish(years);
  for (const [name, world] of Object.entries(WORLDS)) {
    connections.set(name, await openWorld(manifest, world));
  }
});
afterAll(async () => {
  for (const connection of connections.values()) connection.closeSync();
  await lake.close();
});

async function openWorld(manifest: Manifest, world: World): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const keys = snapshotObjects(manifest);
  for (const table of Object.values(LAKE_TABLES)) {
    const paths = keys[table.name].map((key) => join(lake.directory, key));
    await connection.run(viewStatement({ ...table, name: table.name }, paths));
    await connection.run(
      `create table memory.main.shuffled as select * from ${table.name} order by ${world.order}`,
    );
    await connection.run(`drop view ${table.name}`);
    await connection.run(`alter table shuffled rename to ${table.name}`);
  }
  for (const setting of world.settings) await connection.run(setting);
  return connection;
}

async function answer(world: string, name: string): Promise<readonly string[]> {
  const { query } = files.get(name);
  const values = query.parameters.map((parameter) => {
    const value = OTHER_PARAMETERS[name]?.[parameter.name] ?? SAMPLE_PARAMETERS[parameter.name];
    if (value === undefined) throw new Error(`no sample value for parameter ${parameter.name}`);
    return value;
  });
  const reader = await connections.get(world)?.runAndReadAll(query.text, values);
  return (reader?.getRowsJson() ?? []).map((row) => JSON.stringify(row)).sort();
}

describe.each(files.names)('query %s', (name) => {
  it('answers something', async () => {
    expect((await answer('plain', name)).length).toBeGreaterThan(0);
  });

  it('has no two rows with its unique key', async () => {
    const { query, uniqueKey } = files.get(name);
    const places = uniqueKey.map((key) => query.outputs.findIndex((each) => each.name === key));
    const rows = (await answer('plain', name)).map((row) => JSON.parse(row) as unknown[]);
    const keys = rows.map((row) => JSON.stringify(places.map((place) => row[place])));

    expect(new Set(keys).size).toBe(rows.length);
  });

  it.each(Object.keys(WORLDS).filter((world) => world !== 'plain'))(
    'gives the same answer in a world that is %s',
    async (world) => {
      expect(await answer(world, name)).toEqual(await answer('plain', name));
    },
  );
});
