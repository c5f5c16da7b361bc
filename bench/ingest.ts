// The whole ingest - parsed, durable, published - against reading alone, same file, same run, each
// in a process of its own, best of the rounds. The ratio of CPU seconds is what counts. Run: npm
// run bench:ingest [-- LINES ROUNDS].

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { statSync } from 'node:fs';
import { benchFile } from './bench-file.js';

interface Cost {
  readonly answer: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakRssAnonMb: number;
}

const [lines = '230000', rounds = '3'] = process.argv.slice(2);
const file = await benchFile(Number(lines));
const best = new Map<string, Cost>();
for (let round = 0; round < Number(rounds); round += 1) {
  for (const mode of ['read', 'ingest']) {
    const cost = inChild(mode);
    const known = best.get(mode);
    if (known === undefined || cost.cpuSeconds < known.cpuSeconds) best.set(mode, cost);
  }
}
const reading = best.get('read');
const megabytes = statSync(file).size / 1e6;
process.stdout.write(`${megabytes.toFixed(1)} MB, best of ${rounds} rounds\n`);
for (const [mode, cost] of best) {
  const ratio = cost.cpuSeconds / (reading?.cpuSeconds ?? Number.NaN);
  process.stdout.write(
    `${mode.padEnd(7)} ${cost.answer} claims  ${cost.cpuSeconds.toFixed(2)} CPU s  ` +
      `${cost.wallSeconds.toFixed(2)} s  RssAnon ${cost.peakRssAnonMb} MB  ${ratio.toFixed(2)} x reading\n`,
  );
}

function inChild(mode: string): Cost {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = new URL('ingest-child.ts', import.meta.url).pathname;
  const result = spawnSync(process.execPath, ['--import', tsx, child, mode, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${mode} failed`);
  return JSON.parse(result.stdout) as Cost;
}
