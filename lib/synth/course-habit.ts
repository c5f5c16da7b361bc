// Habits that show in the course of treatment and not on single lines: how long it goes on, where
// and on which days it takes place. Decided by person, before any visit is planned.

import { dayNumberOf, toWeekday, yearOfDay, type DayNumber } from './calendar.js';
import type { Usage } from './course-shape.js';
import type { Episode } from './episode.js';
import { takesOthers, type Habit, type Market, type SynthGroup, type Therapist } from './market.js';
import type { HabitName } from './planted-pattern.js';
import { createPrng } from './prng.js';
import type { Seat } from './seats.js';
import type { ResolvedOptions } from './synth-options.js';

/** The first that a person shows decides. */
const COURSE_PATTERNS = [
  'over_review',
  'stop_below_review',
  'kx_when_near',
  'throughout_year',
  'several_providers',
  'long_provider_days',
] as const;

export type CoursePattern = (typeof COURSE_PATTERNS)[number];

export interface Course {
  readonly pattern: CoursePattern;
  /** Null where an honest provider slipped. */
  readonly habit: Habit | null;
}

/** Name of a provider in keyed draws: of the therapist, or of the practice. */
export function nameOf(habit: Pick<Habit, 'renderingNpi' | 'billingNpi'>): string {
  return habit.renderingNpi ?? habit.billingNpi;
}

/** One keyed draw a person: a greater strength only ever adds to those who show the habit. */
export function courseOf(
  { reservedFor, therapist }: Seat,
  index: number,
  { seed }: ResolvedOptions,
): Course | null {
  const planted = COURSE_PATTERNS.find((pattern) => pattern === reservedFor?.pattern);
  if (planted !== undefined && reservedFor !== null) {
    const draw = createPrng(seed, planted, nameOf(reservedFor), index).next();
    if (draw < reservedFor.strength) return { pattern: planted, habit: reservedFor };
  }
  if (therapist === null) return null;
  for (const pattern of COURSE_PATTERNS) {
    const rate = pattern === planted ? 0 : (therapist.rates[pattern] ?? 0);
    if (rate > 0 && createPrng(seed, pattern, therapist.npi, index).next() < rate) {
      return { pattern, habit: null };
    }
  }
  return null;
}

/** The kind of year in which the course can show. */
export function usageOfCourse(course: Course | null, drawn: Usage): Usage {
  if (course === null) return drawn;
  switch (course.pattern) {
    case 'over_review':
    case 'stop_below_review':
    case 'kx_when_near':
      return 'veryHeavy';
    case 'throughout_year':
      return 'maintenance';
    case 'several_providers':
      return drawn === 'light' ? 'medium' : drawn;
    case 'long_provider_days':
      return drawn;
  }
}

export interface CourseRequest {
  readonly course: Course | null;
  readonly market: Market;
  readonly seed: number;
  readonly index: number;
}

/** What the course makes of a planned episode: one, or two at different providers. */
export function shapeEpisode(episode: Episode, request: CourseRequest): readonly Episode[] {
  const { course } = request;
  if (course === null) return [episode];
  const plantedBy: HabitName | null = course.habit === null ? null : course.pattern;
  const marked: Episode = { ...episode, plantedBy };
  switch (course.pattern) {
    case 'over_review':
      return [marked];
    case 'stop_below_review':
      return [{ ...marked, stopsBelow: 'review' }];
    case 'kx_when_near':
      return [{ ...marked, stopsBelow: 'kx' }];
    case 'throughout_year':
      return [{ ...marked, start: startOfYear(episode), visitsPerWeek: 0.25 }];
    case 'several_providers':
      return atTwoProviders(marked, request);
    case 'long_provider_days':
      return [{ ...marked, start: commonDay(episode, request), visitsPerWeek: 1 }];
  }
}

/** Moves a course that would begin before the provider was there into the time that is left. */
export function startAfter(habit: Habit, start: DayNumber, options: ResolvedOptions): DayNumber {
  const { firstServiceDayNumber: first, lastServiceDayNumber: last } = options;
  const from = habit.fromDay ?? first;
  if (start >= from) return start;
  return from + Math.floor(((start - first) * (last - from) * 0.5) / Math.max(1, last - first));
}

/** In the first two weeks, spread by where the course would have begun. */
function startOfYear({ start }: Episode): DayNumber {
  return dayNumberOf(yearOfDay(start), 1, 2) + (start % 12);
}

function commonDay({ start }: Episode, { course, seed }: CourseRequest): DayNumber {
  const year = yearOfDay(start);
  const provider = course?.habit === null || course === null ? '' : nameOf(course.habit);
  const prng = createPrng(seed, 'long_provider_days', provider, 'day', year);
  return toWeekday(dayNumberOf(year, 1, 2) + prng.between(5, 60));
}

function atTwoProviders(episode: Episode, request: CourseRequest): readonly Episode[] {
  const { discipline, group, visits, visitsPerWeek, start } = episode;
  const openIn = (other: SynthGroup): readonly Therapist[] =>
    other.therapists.filter((one) => one.discipline === discipline && takesOthers(one));
  const fits = (other: SynthGroup): boolean =>
    other.npi !== group.npi && (other.therapists.length === 0 || openIn(other).length > 0);
  const others = request.market.groups.filter(fits);
  const prng = createPrng(request.seed, 'several_providers', 'where', request.index);
  const other = prng.pick(others);
  const therapists = openIn(other);
  const first = Math.ceil(visits / 2);
  const weeks = Math.ceil(first / visitsPerWeek);
  return [
    { ...episode, visits: first },
    {
      ...episode,
      group: other,
      therapist: therapists.length === 0 ? null : prng.pick(therapists),
      visits: Math.max(1, visits - first),
      start: start + weeks * 7,
      plantedBy: null,
    },
  ];
}
