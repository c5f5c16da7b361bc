// Counts what the planted providers really did: the share that a detector has to find.

import type { ClaimEvent } from './claim-event.js';
import type { PlantedProvider } from './market.js';
import type { PlantedTruth } from './truth.js';

export interface PlantedTally {
  plant(planted: readonly PlantedProvider[]): void;
  /** All standing claims of one beneficiary. */
  add(standing: readonly ClaimEvent[]): void;
  build(): readonly PlantedTruth[];
}

type Row = { -readonly [Key in keyof PlantedTruth]: PlantedTruth[Key] };

export function createPlantedTally(): PlantedTally {
  /** By NPI: of the therapist, or of the practice where the habit is the practice's. */
  const rows = new Map<string, Row>();
  return {
    plant(planted) {
      for (const one of planted) rows.set(one.renderingNpi ?? one.billingNpi, emptyRow(one));
    },
    add(standing) {
      if (rows.size === 0) return;
      const seen = new Set<Row>();
      const affected = new Set<Row>();
      for (const event of standing) {
        if (!event.payer.isMedicare) continue;
        for (const line of event.lines) {
          const row = rows.get(line.renderingNpi ?? '') ?? rows.get(event.biller.npi);
          if (row === undefined || line.discipline === null) continue;
          seen.add(row);
          row.therapyLines += 1;
          if (line.modifiers.includes('KX')) row.kxLines += 1;
          if (line.plantedBy !== row.pattern) continue;
          row.affectedLines += 1;
          affected.add(row);
        }
      }
      for (const row of seen) row.beneficiaries += 1;
      for (const row of affected) row.affectedBeneficiaries += 1;
    },
    build: () => [...rows.values()].map((row) => ({ ...row })),
  };
}

function emptyRow({ pattern, strength, billingNpi, renderingNpi }: PlantedProvider): Row {
  return {
    pattern,
    strength,
    billingNpi,
    renderingNpi,
    beneficiaries: 0,
    therapyLines: 0,
    kxLines: 0,
    affectedBeneficiaries: 0,
    affectedLines: 0,
  };
}
