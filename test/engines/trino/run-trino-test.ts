// Every query file on a real Trino, through the Athena adapter, against the embedded engine: the
// same rows, or the run fails (`npm run test:trino`; docs/engines.md). Where Java, Maven or Maven's
// packages are out of reach it says so and ends well, unless TRINO=required.

import { openAthenaQueryEngine } from '../../../lib/adapters/aws/athena-query-engine.js';
import { snapshotObjects, type Manifest } from '../../../lib/pipeline/lake/manifest.js';
import type { NamedQuery, QueryEngine } from '../../../lib/ports/query-engine.js';
import { DATABASE } from '../../adapters/aws/lake-catalogue.js';
import { lakeOnDisk, TENANT, type LakeOnDisk } from '../../pipeline/lake/lake-on-disk.js';
import { differenceOf } from '../../queries/compare-rows.js';
import {
  fixtureLog,
  fixtureYears,
  OTHER_PARAMETERS,
  SAMPLE_PARAMETERS,
} from '../../queries/query-fixture.js';
import { athenaOnTrino } from './athena-on-trino.js';
import { buildClassPath } from './build-class-path.js';
import { loadLake } from './load-lake.js';
import { startTrino, type TrinoProcess } from './trino-process.js';

interface Engines {
  readonly trino: QueryEngine;
  readonly duckDb: QueryEngine;
  readonly snapshotId: string;
}

/** Answered differently, as docs/engines.md says: a run that sees no difference here sees none. */
const KNOWN_DIFFERENCES = [
  `select 'a' as key, cast(substr('abcdef', 0, 2) = '' as integer) as x`,
  `select 'a' as key, cast(cast(2.5e0 as integer) as bigint) as x`,
].map((text): NamedQuery => ({
  name: 'known_difference',
  text,
  parameters: [],
  outputs: [
    { name: 'key', type: 'text' },
    { name: 'x', type: 'integer' },
  ],
}));

async function main(): Promise<boolean> {
  const built = buildClassPath();
  if ('missing' in built) {
    say(`not run: ${built.missing}`);
    return process.env['TRINO'] !== 'required';
  }
  if ('fault' in built) {
    say(`cannot be built: ${built.fault}`);
    return false;
  }
  const lake = await lakeOnDisk();
  const trino = await startTrino(built.classPath);
  try {
    return await compareAll(lake, trino);
  } finally {
    await trino.close();
    await lake.close();
  }
}

async function compareAll(lake: LakeOnDisk, trino: TrinoProcess): Promise<boolean> {
  const manifest = await fill(lake);
  say(`Trino listens on ${trino.address}`);
  const rows = await loadLake(trino, lake.directory);
  say(`${rows} rows loaded, those that no query may read among them`);
  const engines: Engines = {
    trino: openAthenaQueryEngine({
      calls: athenaOnTrino(trino),
      database: DATABASE,
      workGroup: 'none',
      firstWaitMs: 1,
      snapshotFiles: async () => snapshotObjects(manifest),
    }),
    duckDb: lake.engine,
    snapshotId: manifest.snapshotId,
  };
  const faults: string[] = [];
  for (const name of lake.queries.names) {
    const fault = await compareQuery(lake, name, engines);
    if (fault !== null) faults.push(`${name}: ${fault}`);
  }
  for (const query of KNOWN_DIFFERENCES) {
    const asked = { query, uniqueKey: ['key'], parameters: {} };
    if ((await compare(asked, engines)) === null) faults.push('a known difference goes unseen');
  }
  for (const fault of faults) say(fault);
  say(`${lake.queries.names.length} queries, ${faults.length} differences`);
  return faults.length === 0;
}

/** The snapshot to ask, and beside it an older one and a log that has gone on since. */
async function fill(lake: LakeOnDisk): Promise<Manifest> {
  const years = fixtureYears();
  const log = fixtureLog(years);
  await lake.append(log.first);
  await lake.publish(years.slice(0, 20));
  await lake.append(log.again);
  await lake.append(log.restated, 1);
  const manifest = await lake.publish(years);
  await lake.append(log.first.slice(0, 30), 2);
  return manifest;
}

async function compareQuery(
  lake: LakeOnDisk,
  name: string,
  engines: Engines,
): Promise<string | null> {
  const { query, uniqueKey } = lake.queries.get(name);
  const parameters: Record<string, string | number> = {};
  for (const parameter of query.parameters) {
    const value = OTHER_PARAMETERS[name]?.[parameter.name] ?? SAMPLE_PARAMETERS[parameter.name];
    if (value === undefined) return `no sample value for parameter ${parameter.name}`;
    parameters[parameter.name] = value;
  }
  return compare({ query, uniqueKey, parameters }, engines);
}

async function compare(
  asked: {
    readonly query: NamedQuery;
    readonly uniqueKey: readonly string[];
    readonly parameters: Readonly<Record<string, string | number>>;
  },
  { trino, duckDb, snapshotId }: Engines,
): Promise<string | null> {
  const binding = { tenantId: TENANT, snapshotId, parameters: asked.parameters };
  try {
    const left = await duckDb.run(asked.query, binding);
    const right = await trino.run(asked.query, binding);
    return left.length === 0 ? 'no rows to compare' : differenceOf({ ...asked, left, right });
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return `${String(error)}${cause instanceof Error ? `: ${cause.message}` : ''}`;
  }
}

function say(text: string): void {
  process.stdout.write(`trino: ${text}\n`);
}

process.exitCode = (await main()) ? 0 : 1;
