// Options that the tests of the synthetic claims share: real amounts of the reference, small sizes.

import { readReferenceThresholds } from '../../scripts/make-samples.js';
import { readSynthThresholds } from '../../scripts/read-synth-thresholds.js';
import type { ClaimEvent } from '../../lib/synth/claim-event.js';
import { renderX12835 } from '../../lib/synth/render-x12-835.js';
import type { SynthOptions } from '../../lib/synth/synth-options.js';
import { startSynth } from '../../lib/synth/synthesize.js';
import type { Truth } from '../../lib/synth/truth.js';

export const THRESHOLDS = readSynthThresholds(readReferenceThresholds());

export const PLANTED: NonNullable<SynthOptions['planted']> = [
  { pattern: 'routine_early_kx', strength: 0.8, providers: 1 },
  { pattern: 'merged_groups', strength: 0.8, providers: 1 },
  { pattern: 'missing_kx', strength: 0.8, providers: 1 },
  { pattern: 'kx_with_ga', strength: 0.8, providers: 1 },
];

export function optionsOf(some: Partial<SynthOptions> = {}): SynthOptions {
  return {
    seed: 1,
    size: { kind: 'beneficiaries', count: 60 },
    years: [2024, 2025, 2026],
    thresholds: THRESHOLDS,
    planted: PLANTED,
    ...some,
  };
}

export function renderAll(options: SynthOptions): { readonly text: string; readonly truth: Truth } {
  const run = startSynth(options);
  const text = [...renderX12835(run)].join('');
  return { text, truth: run.truth() };
}

export function eventsOf(options: SynthOptions): readonly ClaimEvent[] {
  const batches = [...startSynth(options).batches()];
  return batches.flatMap((batch) => batch.remittances.flatMap((remittance) => remittance.claims));
}
