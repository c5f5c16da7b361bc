// Reads the amounts that the synthetic claims need from reference/thresholds.csv, on its own: the
// generator uses none of the code that it is there to test.

import type { SynthThreshold } from '../lib/synth/synth-options.js';

export function readSynthThresholds(csv: string): readonly SynthThreshold[] {
  const [header = '', ...rows] = csv.trim().split(/\r?\n/);
  const names = header.split(',');
  return rows.map((row): SynthThreshold => {
    // Amounts stand before the first column that may be quoted.
    const cells = row.split(',');
    const centsOf = (name: string): number | null => {
      const text = cells[names.indexOf(name)] ?? '';
      return text === '' ? null : Math.round(Number(text) * 100);
    };
    return {
      year: Number(cells[0]),
      kxCents: { PT_SLP: centsOf('kx_pt_slp'), OT: centsOf('kx_ot') },
      reviewCents: { PT_SLP: centsOf('review_pt_slp'), OT: centsOf('review_ot') },
    };
  });
}
