// One planted market from its claims to what was found in it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { scoreProviders } from '../lib/domain/score/score-providers.js';
import { countEvents } from './planted-counts.js';
import { judgeMarket } from './planted-ledger.js';
import type { MarketOptions } from './planted-market.js';
import { compareWithTruth, type Outcome } from './planted-outcome.js';

export async function runPlanted(options: MarketOptions): Promise<Outcome> {
  const counter = countEvents();
  const { measures, truth, thresholds } = await judgeMarket(options, counter.add);
  const counts = counter.counts({ seeds: truth.seeds, thresholds });
  return compareWithTruth({ truth, counts, scores: scoreProviders(measures, { benchmarks: [] }) });
}

/** The same in a process of its own: 250,000 lines want neither a test's sandbox nor its memory. */
export async function runPlantedApart(options: MarketOptions): Promise<Outcome> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = spawn(
    process.execPath,
    ['--import', pathToFileURL(tsx).href, import.meta.filename, JSON.stringify(options)],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error('the planted market could not be run');
  return JSON.parse(output) as Outcome;
}

const [given] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && given !== undefined) {
  const outcome = await runPlanted(JSON.parse(given) as MarketOptions);
  process.stdout.write(JSON.stringify(outcome));
}
