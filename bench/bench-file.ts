// The synthetic remittance that the benchmarks read: made once for a size, kept in bench/.data.

import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { loadReference } from '../lib/adapters/common/load-reference.js';
import { referenceDirectory } from '../lib/adapters/common/reference-directory.js';
import { renderX12835 } from '../lib/synth/render-x12-835.js';
import { startSynth } from '../lib/synth/synthesize.js';

const FOLDER = new URL('.data/', import.meta.url).pathname;

/** Path of a file with about that many lines; the same bytes for the same size. */
export async function benchFile(lines: number): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}synthetic-${lines}.835`;
  if (existsSync(path)) return path;
  const reference = await loadReference({ directory: referenceDirectory() });
  const run = startSynth({
    seed: 5,
    size: { kind: 'lines', count: lines },
    years: [2024, 2025, 2026],
    thresholds: [...reference.thresholds.values()],
    truth: 'summary',
  });
  const file = createWriteStream(`${path}.part`);
  for (const chunk of renderX12835(run)) {
    if (!file.write(chunk)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  renameSync(`${path}.part`, path);
  return path;
}
