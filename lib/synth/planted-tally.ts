// Counts what the providers with a habit really did: the share that a detector has to find, and
// what the look-alikes have, that it must not.

import { isoOf } from './calendar.js';
import type { ClaimEvent, SynthLine } from './claim-event.js';
import { nameOf } from './course-habit.js';
import type { Habit } from './market.js';
import { isLookAlike } from './planted-pattern.js';
import type { LookAlikeTruth, PlantedTruth, ProviderCounts } from './truth.js';

export interface PlantedTally {
  plant(habits: readonly Habit[]): void;
  /** All standing claims of one beneficiary. */
  add(standing: readonly ClaimEvent[]): void;
  planted(): readonly PlantedTruth[];
  lookAlikes(): readonly LookAlikeTruth[];
}

interface Row {
  readonly habit: Habit;
  beneficiaries: number;
  therapyLines: number;
  kxLines: number;
  affectedBeneficiaries: number;
  affectedClaims: number;
  affectedVisits: number;
  affectedLines: number;
  readonly affectedTherapists: Set<string>;
}

export function createPlantedTally(): PlantedTally {
  /** By NPI: of the therapist, or of the biller where the habit is the biller's. */
  const rows = new Map<string, Row>();
  return {
    plant(habits) {
      for (const habit of habits) rows.set(nameOf(habit), emptyRow(habit));
    },
    add(standing) {
      if (rows.size === 0) return;
      const seen = new Set<Row>();
      const affected = new Map<Row, { readonly claims: Set<string>; readonly days: Set<string> }>();
      for (const event of standing) {
        if (!event.payer.isMedicare) continue;
        for (const line of event.lines) {
          const row = rows.get(line.renderingNpi ?? '') ?? rows.get(event.biller.npi);
          if (row === undefined || line.discipline === null) continue;
          seen.add(row);
          row.therapyLines += 1;
          if (line.modifiers.includes('KX')) row.kxLines += 1;
          if (!isAffected(line, row)) continue;
          row.affectedLines += 1;
          if (line.renderingNpi !== null) row.affectedTherapists.add(line.renderingNpi);
          const own = affected.get(row) ?? { claims: new Set(), days: new Set() };
          affected.set(row, own);
          own.claims.add(event.icn);
          own.days.add(line.serviceDate);
        }
      }
      for (const row of seen) row.beneficiaries += 1;
      for (const [row, { claims, days }] of affected) {
        row.affectedBeneficiaries += 1;
        row.affectedClaims += claims.size;
        row.affectedVisits += days.size;
      }
    },
    planted: () => [...rows.values()].flatMap(plantedTruth),
    lookAlikes: () => [...rows.values()].flatMap(lookAlikeTruth),
  };
}

/** A shared tax number stands on every line. */
function isAffected(line: SynthLine, { habit }: Row): boolean {
  return line.plantedBy === habit.pattern || habit.sharedTin !== null;
}

function countsOf({ habit, beneficiaries, therapyLines, kxLines }: Row): ProviderCounts {
  const { billingNpi, renderingNpi } = habit;
  return { billingNpi, renderingNpi, beneficiaries, therapyLines, kxLines };
}

function plantedTruth(row: Row): readonly PlantedTruth[] {
  const { pattern, strength, fromDay, payerId, sharedTin } = row.habit;
  if (isLookAlike(pattern)) return [];
  const truth: PlantedTruth = {
    pattern,
    strength,
    ...countsOf(row),
    affectedTherapists: [...row.affectedTherapists].sort(),
    affectedBeneficiaries: row.affectedBeneficiaries,
    affectedClaims: row.affectedClaims,
    affectedVisits: row.affectedVisits,
    affectedLines: row.affectedLines,
    fromDay: fromDay === null ? null : isoOf(fromDay),
    payerId,
    sharedTin,
  };
  return [truth];
}

function lookAlikeTruth(row: Row): readonly LookAlikeTruth[] {
  const { pattern } = row.habit;
  if (!isLookAlike(pattern)) return [];
  return [{ kind: pattern, ...countsOf(row), slipLines: row.affectedLines }];
}

function emptyRow(habit: Habit): Row {
  return {
    habit,
    beneficiaries: 0,
    therapyLines: 0,
    kxLines: 0,
    affectedBeneficiaries: 0,
    affectedClaims: 0,
    affectedVisits: 0,
    affectedLines: 0,
    affectedTherapists: new Set(),
  };
}
