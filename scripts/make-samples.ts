// Writes samples/: two small synthetic remittance files cut from one run, and what is true of them.
// Run from the repository: `npx tsx scripts/make-samples.ts`. The same bytes come out every time; a
// test holds the committed files against a fresh run.

import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toIsoDay } from '../lib/domain/day.js';
import type { SynthOptions } from '../lib/synth/synth-options.js';
import { renderX12835 } from '../lib/synth/render-x12-835.js';
import { startSynth } from '../lib/synth/synthesize.js';
import { readSynthThresholds } from './read-synth-thresholds.js';

const ROOT = new URL('../', import.meta.url);

/** Paid through this day goes to the first file, the rest to the second. */
const FIRST_FILE_ENDS = '2025-12-31';

export const SAMPLE_OPTIONS: Omit<SynthOptions, 'thresholds'> = {
  seed: 1530,
  size: { kind: 'beneficiaries', count: 110 },
  years: [2025, 2026],
  lastServiceDay: toIsoDay('2026-08-31'),
  lastPaidDay: toIsoDay('2026-10-31'),
  payCycleDays: 28,
  usage: { light: 90, medium: 7, heavy: 2, veryHeavy: 1 },
  planted: [
    { pattern: 'routine_early_kx', strength: 0.9, providers: 1, caseload: 25 },
    { pattern: 'merged_groups', strength: 0.9, providers: 1, caseload: 3 },
    { pattern: 'missing_kx', strength: 0.8, providers: 1, caseload: 3 },
    { pattern: 'kx_with_ga', strength: 0.8, providers: 1, caseload: 3 },
  ],
};

/** File name to content. */
export function makeSamples(thresholdsCsv: string): ReadonlyMap<string, string> {
  const options = { ...SAMPLE_OPTIONS, thresholds: readSynthThresholds(thresholdsCsv) };
  const first = [
    ...renderX12835(startSynth(options), {
      include: ({ paidDate }) => paidDate <= FIRST_FILE_ENDS,
    }),
  ];
  const run = startSynth(options);
  const second = [...renderX12835(run, { include: ({ paidDate }) => paidDate > FIRST_FILE_ENDS })];
  return new Map([
    ['remittance-2025.835', first.join('')],
    ['remittance-2026.835', second.join('')],
    ['truth.json', `${JSON.stringify(run.truth(), null, 1)}\n`],
  ]);
}

export function readReferenceThresholds(): string {
  return readFileSync(new URL('reference/thresholds.csv', ROOT), 'utf8');
}

if (process.argv[1] !== undefined && isThisFile(process.argv[1])) {
  mkdirSync(new URL('samples/', ROOT), { recursive: true });
  for (const [name, content] of makeSamples(readReferenceThresholds())) {
    writeFileSync(new URL(`samples/${name}`, ROOT), content);
    process.stdout.write(`samples/${name} ${content.length} bytes\n`);
  }
}

function isThisFile(path: string): boolean {
  return realpathSync(path) === fileURLToPath(import.meta.url);
}
