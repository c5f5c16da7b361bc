// The project's own synthetic 835 for the tests of the doors: a few hundred lines with reversals,
// corrections, several payments and payers; and as more of its kind as a test wants.

import { renderX12835 } from '../../lib/synth/render-x12-835.js';
import { startSynth } from '../../lib/synth/synthesize.js';
import { THRESHOLDS } from '../synth/synth-fixture.js';

export function syntheticRemittance(lines: number, seed = 7): Uint8Array {
  const run = startSynth({
    seed,
    size: { kind: 'lines', count: lines },
    years: [2025, 2026],
    thresholds: THRESHOLDS,
    truth: 'summary',
  });
  // Marked as a test (ISA15), which the doors refuse; here it stands for a real one.
  return Buffer.from([...renderX12835(run)].join('').replaceAll('*T*:~', '*P*:~'));
}
