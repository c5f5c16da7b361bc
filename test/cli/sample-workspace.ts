// The bundled samples, ingested once for the tests of a file, and the answer sheet to them.

import { beforeAll } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Truth } from '../../lib/synth/truth.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runJson } from './run-cli.js';

export const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
export const SAMPLE_FILES = ['remittance-2025.835', 'remittance-2026.835'].map((name) =>
  join(SAMPLES, name),
);
export const TRUTH = JSON.parse(readFileSync(join(SAMPLES, 'truth.json'), 'utf8')) as Truth;

/** What `kxray totals` says of claims that an answer sheet is about. */
export function totalsOf(truth: Truth) {
  const { finalClaims, finalLines, therapyLines, kxLines, deniedTherapyLines } = truth;
  const { finalAllowedCents, finalPaidCents } = truth;
  const lines = { finalLines, therapyLines, kxLines, deniedTherapyLines };
  return { finalClaims, ...lines, finalAllowedCents, finalPaidCents };
}

/** The folder; `--data` of every command of the file. Further options are for the ingest. */
export function sampleWorkspace(options: readonly string[] = []): string {
  const data = join(temporaryDirectory(), 'workspace');
  beforeAll(async () => {
    await runJson(['ingest', ...SAMPLE_FILES, '--include-test', '--data', data, ...options]);
  });
  return data;
}
