// The people of a market before anything is known of them: for whom a seat is reserved, and, in a
// planned population, whose patient it is and who pays.

import type { Habit, Market, SynthCoverage, SynthGroup, Therapist } from './market.js';
import type { ResolvedOptions } from './synth-options.js';

export interface Seat {
  /** The provider with a habit for whom the person is reserved. */
  readonly reservedFor: Habit | null;
  /** Number among those reserved for the same provider, from 0. */
  readonly number: number;
  /** Of a planned population; null = drawn, as at a facility, or none. */
  readonly therapist: Therapist | null;
  readonly home: SynthGroup | null;
  readonly coverage: SynthCoverage | null;
}

/** Claims may be taken back or not be therapy: a few people more make about the asked number. */
const SPARE_SHARE = 0.03;
const OTHER_COVERAGE_SHARE = 0.04;

/** Seats of a market whose people are drawn, in order; about a third of them stay free. */
export function drawnSeats(market: Market, seats: number): readonly Seat[] {
  const numbers = new Map<Habit, number>();
  return reserveSeats(market, seats).map((reservedFor): Seat => {
    const seat = { therapist: null, home: null, reservedFor };
    if (reservedFor === null) return { ...seat, number: 0, coverage: null };
    const number = numbers.get(reservedFor) ?? 0;
    numbers.set(reservedFor, number + 1);
    return { ...seat, number, coverage: 'medicare' };
  });
}

/**
 * For each seat of a market the provider with a habit for whom it is reserved, or null. Reserved
 * seats are spread evenly, so that a market that ends early has both kinds.
 */
function reserveSeats(market: Market, seats: number): readonly (Habit | null)[] {
  const wanted = market.habits.reduce((sum, habit) => sum + habit.caseload, 0);
  // Others must have people too: nobody is an outlier without peers.
  const scale = Math.min(1, (seats * 0.7) / Math.max(1, wanted));
  const reserved = market.habits.flatMap((habit) =>
    Array.from({ length: Math.floor(habit.caseload * scale) }, () => habit),
  );
  const plan = Array.from<Habit | null>({ length: seats }).fill(null);
  for (const [at, habit] of reserved.entries()) {
    // Neighbours in the list sit far apart: 37 has no factor in common with most lengths.
    const place = (at * 37) % reserved.length;
    const seat = Math.floor((place * seats) / reserved.length);
    plan[plan[seat] === null ? seat : plan.indexOf(null)] = habit;
  }
  return plan;
}

/** Every therapist's own people; facilities have a quarter as many. Providers take turns. */
export function plannedSeats(market: Market, options: ResolvedOptions): readonly Seat[] {
  if (options.size.kind !== 'providers') throw new Error('only a planned population has a plan');
  const { caseload } = options.size;
  const rows = market.groups.flatMap((home) =>
    home.therapists.length === 0
      ? [rowOf({ home, therapist: null, habit: home.habit, usual: Math.ceil(caseload / 4) })]
      : home.therapists.map((therapist, place) => {
          const habit = therapist.habit ?? (place === 0 ? home.habit : null);
          return rowOf({ home, therapist, habit, usual: caseload });
        }),
  );
  const longest = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: longest }).flatMap((_, at) => rows.flatMap((row) => row[at] ?? []));
}

interface Row {
  readonly home: SynthGroup;
  readonly therapist: Therapist | null;
  readonly habit: Habit | null;
  readonly usual: number;
}

function rowOf({ home, therapist, habit, usual }: Row): readonly Seat[] {
  // A practice's habit asks for some people who show it; the therapist has others beside them.
  const isOwn = habit !== null && (habit.renderingNpi !== null || therapist === null);
  const reserved = habit?.caseload ?? 0;
  const people = isOwn ? reserved : Math.max(usual, reserved);
  const spare = isOwn && people < usual ? 0 : Math.ceil(people * SPARE_SHARE);
  const others = isOwn ? 0 : Math.round(people * OTHER_COVERAGE_SHARE);
  return Array.from({ length: people + spare + others }, (_, number): Seat => {
    const reservedFor = number < reserved + (isOwn ? spare : 0) ? habit : null;
    const coverage = number < people + spare ? 'medicare' : number % 3 > 0 ? 'advantage' : null;
    return { reservedFor, number, therapist, home, coverage: coverage ?? 'commercial' };
  });
}
