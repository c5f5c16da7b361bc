// Reading remittances at claims level: KXRay's reader beside x12-parser and node-x12, each in a
// process of its own, on the same synthetic file, in rounds, best of each. Ratios are what counts.
// Run: npm run bench:read [-- LINES ROUNDS]; 230000 lines are some 45 MB, 2550000 some 500 MB.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { statSync } from 'node:fs';
import { benchFile } from './bench-file.js';

interface Reading {
  readonly answer: { readonly claims: number; readonly lines: number; readonly paidCents: number };
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakRssAnonMb: number;
}

const READERS = ['kxray', 'x12-parser', 'node-x12'];
const [lines = '230000', rounds = '3'] = process.argv.slice(2);
const file = await benchFile(Number(lines));
const megabytes = statSync(file).size / 1e6;
const best = new Map<string, Reading>();
for (let round = 0; round < Number(rounds); round += 1) {
  for (const reader of READERS) {
    const reading = readInChild(reader);
    const known = best.get(reader);
    if (known === undefined || reading.cpuSeconds < known.cpuSeconds) best.set(reader, reading);
  }
}
const own = best.get('kxray');
if (own === undefined) throw new Error('nothing was measured');
print(`${megabytes.toFixed(1)} MB, best of ${rounds} rounds (CPU seconds)`);
print('reader       claims    lines     CPU s   MB per CPU s   RssAnon MB   CPU against kxray');
for (const [reader, reading] of best) {
  const { claims, lines: read, paidCents } = reading.answer;
  const isSame = claims === own.answer.claims && paidCents === own.answer.paidCents;
  print(
    [
      reader.padEnd(11),
      String(claims).padStart(8),
      String(read).padStart(8),
      reading.cpuSeconds.toFixed(2).padStart(9),
      (megabytes / reading.cpuSeconds).toFixed(1).padStart(14),
      String(reading.peakRssAnonMb).padStart(12),
      `${(reading.cpuSeconds / own.cpuSeconds).toFixed(2)} x`.padStart(15),
      isSame ? '' : '  WRONG: other claims or cents',
    ].join(' '),
  );
}

function readInChild(reader: string): Reading {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = new URL('read-claims.ts', import.meta.url).pathname;
  const result = spawnSync(process.execPath, ['--import', tsx, child, reader, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${reader} failed`);
  return JSON.parse(result.stdout) as Reading;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
