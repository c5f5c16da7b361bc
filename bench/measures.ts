// All measures over a judged ledger of 10 million lines: each query beside a plain scan of the
// columns that it reads, and all of them with the scores, each in a process of its own with
// two threads, best of the rounds by CPU. Run: npm run bench:measures [-- LINES ROUNDS].

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Measured } from './measured.js';
import { judgedSnapshot } from './judged-lines.js';
import type { ScoresAnswer, QueryAnswer, ScanAnswer } from './measures-child.js';
import { measureQueries, queryFiles } from './measures-snapshot.js';

const RATIO_TARGET = 3;
const WALL_SECONDS_TARGET = 60;
const MEMORY_MB_TARGET = 4_000;

const [lines = '10000000', rounds = '2'] = process.argv.slice(2);
const snapshot = await judgedSnapshot(Number(lines));
print(`${snapshot.lines} judged lines, two threads, best of ${rounds} rounds`);
print(
  'measure                       columns   scan CPU s  query CPU s   wall s   RssAnon MB     rows   ratio',
);
for (const { name } of measureQueries(queryFiles())) {
  const scan = best<ScanAnswer>('scan', name);
  const query = best<QueryAnswer>('query', name);
  const ratio = query.cpuSeconds / scan.cpuSeconds;
  print(
    [
      name.padEnd(29),
      String(scan.answer.columns).padStart(7),
      scan.cpuSeconds.toFixed(2).padStart(12),
      query.cpuSeconds.toFixed(2).padStart(12),
      query.wallSeconds.toFixed(2).padStart(8),
      String(query.peakRssAnonMb).padStart(12),
      String(query.answer.rows).padStart(8),
      `${ratio.toFixed(1)} x`.padStart(7),
      ratio > RATIO_TARGET ? `  above ${RATIO_TARGET}` : '',
    ].join(' '),
  );
}
const all = best<ScoresAnswer>('scores', '');
const isMet = all.wallSeconds <= WALL_SECONDS_TARGET && all.peakRssAnonMb <= MEMORY_MB_TARGET;
print(
  `all measures and the scores of ${all.answer.providers} providers and roles: ` +
    `${all.cpuSeconds.toFixed(1)} CPU s (scoring ${all.answer.scoringCpuSeconds.toFixed(1)}), ` +
    `${all.wallSeconds.toFixed(1)} s, RssAnon ${all.peakRssAnonMb} MB; target ` +
    `${WALL_SECONDS_TARGET} s and ${MEMORY_MB_TARGET} MB ${isMet ? 'met' : 'MISSED'}`,
);

function best<Answer>(mode: string, name: string): Measured<Answer> {
  let least: Measured<Answer> | null = null;
  for (let round = 0; round < Number(rounds); round += 1) {
    const cost = inChild<Answer>(mode, name);
    if (least === null || cost.cpuSeconds < least.cpuSeconds) least = cost;
  }
  if (least === null) throw new Error('at least one round');
  return least;
}

function inChild<Answer>(mode: string, name: string): Measured<Answer> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = new URL('measures-child.ts', import.meta.url).pathname;
  const result = spawnSync(process.execPath, ['--import', tsx, child, mode, lines, name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) {
    throw new Error(`${mode} ${name} failed: ${result.signal ?? result.status}`);
  }
  return JSON.parse(result.stdout) as Measured<Answer>;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
