// A course of treatment as it is planned, and one visit of it: what lies between the plan of a
// person and the lines that are billed.

import type { DayNumber } from './calendar.js';
import type { SynthDiscipline } from './catalogue.js';
import type { SynthGroup, Therapist } from './market.js';
import type { HabitName } from './planted-pattern.js';

/** One course of treatment in one discipline. */
export interface Episode {
  readonly group: SynthGroup;
  readonly discipline: SynthDiscipline;
  /** Null at a facility. */
  readonly therapist: Therapist | null;
  readonly start: DayNumber;
  readonly visits: number;
  readonly visitsPerWeek: number;
  /** Long visits with many units, as heavy users have them. */
  readonly isIntensive: boolean;
  /** Care ends before the year's total passes this amount. */
  readonly stopsBelow: 'kx' | 'review' | null;
  /** The planted habit that gave the course its shape. */
  readonly plantedBy: HabitName | null;
}

export interface Visit {
  readonly day: DayNumber;
  readonly group: SynthGroup;
  readonly discipline: SynthDiscipline;
  readonly therapist: Therapist | null;
  readonly isFirst: boolean;
  readonly isTenth: boolean;
  readonly isIntensive: boolean;
  readonly stopsBelow: Episode['stopsBelow'];
  readonly plantedBy: HabitName | null;
}
