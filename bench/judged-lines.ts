// The judged ledger that the benchmarks query: a snapshot of any size as a workspace lays it out,
// made once for a size by two processes and kept in bench/.data. The lines come from the product's
// own fold over synthetic claims. Run: npm run bench:lines [-- LINES].

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { LAKE_SCHEMA_VERSION } from '../lib/adapters/common/lake/lake-schema.js';
import { RULES_VERSION } from '../lib/domain/rules-version.js';
import { shardKey } from '../lib/pipeline/lake/lake-keys.js';
import { SHARD_COUNT } from '../lib/ports/ledger-store.js';
import { BENCH_SNAPSHOT, BENCH_TENANT, BENCH_YEARS } from './judged-lines-child.js';

export const BENCH_DATA = new URL('.data/', import.meta.url).pathname;
const PROCESSES = 2;

export interface JudgedSnapshot {
  /** The folder in which an object's key is its path. */
  readonly directory: string;
  readonly keys: readonly string[];
  readonly lines: number;
}

export async function judgedSnapshot(lines: number): Promise<JudgedSnapshot> {
  const version = `${LAKE_SCHEMA_VERSION}-${RULES_VERSION}`;
  const directory = join(BENCH_DATA, `judged-${lines}-${version}`);
  const summary = join(directory, 'summary.json');
  if (!existsSync(summary)) {
    const part = `${directory}.part`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true });
    const counts = await Promise.all(
      Array.from({ length: PROCESSES }, (_, at) => writeShards(lines, part, at)),
    );
    const total = counts.reduce((sum, count) => sum + count, 0);
    writeFileSync(join(part, 'summary.json'), JSON.stringify({ lines: total }));
    rmSync(directory, { recursive: true, force: true });
    renameSync(part, directory);
  }
  const { lines: written } = JSON.parse(readFileSync(summary, 'utf8')) as { lines: number };
  const keys = BENCH_YEARS.flatMap((year) =>
    Array.from({ length: SHARD_COUNT }, (_, shard) =>
      shardKey(BENCH_TENANT, BENCH_SNAPSHOT, { year, shard, sha256: '' }),
    ),
  );
  return { directory, keys, lines: written };
}

async function writeShards(lines: number, directory: string, process_: number): Promise<number> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = new URL('judged-lines-child.ts', import.meta.url).pathname;
  const shards = Array.from({ length: SHARD_COUNT }, (_, shard) => shard)
    .filter((shard) => shard % PROCESSES === process_)
    .map(String);
  const running = spawn(
    process.execPath,
    ['--import', tsx, child, String(lines), directory, ...shards],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  running.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(running, 'close')) as [number | null];
  if (code !== 0) throw new Error('writing judged lines failed');
  return (JSON.parse(output) as { lines: number }).lines;
}

if (import.meta.filename === process.argv[1]) {
  const snapshot = await judgedSnapshot(Number(process.argv[2] ?? 10_000_000));
  process.stdout.write(`${snapshot.lines} judged lines\n`);
}
