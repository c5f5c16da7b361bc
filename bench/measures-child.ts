// Child of measures.ts: one thing in a process of its own - the plain scan of a query's columns,
// the query, or all measures and scores - and what it cost.

import { toIsoDay } from '../lib/domain/day.js';
import { scoreProviders } from '../lib/domain/score/score-providers.js';
import { readProviderMeasures } from '../lib/pipeline/measures/read-provider-measures.js';
import { askSnapshot } from '../lib/pipeline/snapshot-queries.js';
import { judgedSnapshot } from './judged-lines.js';
import { measured, type Measured } from './measured.js';
import {
  BENCH_PERIOD,
  openPlainView,
  openSnapshot,
  parametersOf,
  queryFiles,
} from './measures-snapshot.js';
import { plainScan } from './measures-scan.js';

export interface ScanAnswer {
  readonly columns: number;
}

export interface QueryAnswer {
  readonly rows: number;
}

export interface ScoresAnswer {
  readonly providers: number;
  /** The part of the CPU seconds that no query took. */
  readonly scoringCpuSeconds: number;
}

const [mode = '', lines = '', name = ''] = process.argv.slice(2);

async function scan(): Promise<Measured<ScanAnswer>> {
  const connection = await openPlainView(await judgedSnapshot(Number(lines)));
  const { text, columns } = await plainScan(connection, queryFiles().get(name).query);
  return measured(async () => {
    await connection.runAndReadAll(text);
    return { columns: columns.length };
  });
}

async function query(): Promise<Measured<QueryAnswer>> {
  const from = openSnapshot(await judgedSnapshot(Number(lines)));
  const parameters = parametersOf(from.query(name));
  return measured(async () => ({ rows: (await askSnapshot(from, name, parameters)).length }));
}

/** What `score` does between its question and its answer. */
async function scores(): Promise<Measured<ScoresAnswer>> {
  const from = openSnapshot(await judgedSnapshot(Number(lines)));
  const period = { from: toIsoDay(BENCH_PERIOD.from), to: toIsoDay(BENCH_PERIOD.to) };
  return measured(async () => {
    const measures = await readProviderMeasures(from, period);
    const started = process.cpuUsage();
    const { providers } = scoreProviders(measures, { benchmarks: [] });
    const { user, system } = process.cpuUsage(started);
    return {
      providers: providers.rendering.length + providers.billing.length,
      scoringCpuSeconds: (user + system) / 1e6,
    };
  });
}

const MODES: Readonly<Record<string, () => Promise<Measured<unknown>>>> = { scan, query, scores };
const run = MODES[mode];
if (run === undefined) throw new Error(`modes: ${Object.keys(MODES).join(', ')}`);
process.stdout.write(JSON.stringify(await run()));
