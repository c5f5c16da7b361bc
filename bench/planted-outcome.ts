// Detection set against truth: which holders of a habit are found, which detections are of nobody,
// and where the honest look-alikes stand. True of a share pattern is what the emitted claims show
// (planted-counts.ts): the holders of a habit, taken together, have a quarter more than honest
// providers (one therapist in five moves a practice no further), and the provider itself has more
// than they have.

import type { IsoDay } from '../lib/domain/day.js';
import type { PatternFinding, PatternId } from '../lib/domain/patterns/pattern-finding.js';
import type { ProviderScore, ProviderScores } from '../lib/domain/score/score-providers.js';
import { HONEST_RATES, type HabitName, type PlantedPattern } from '../lib/synth/planted-pattern.js';
import type { PlantedTruth, Truth } from '../lib/synth/truth.js';
import type { HitCount, ProviderCounts } from './planted-counts.js';
import { COUNTED_PATTERNS, FOUND_AS, type CountedPattern } from './planted-habits.js';

export interface Holder {
  readonly habit: PlantedPattern;
  readonly strength: number;
  readonly npi: string;
  /** From when the habit shows; null where it has no beginning. */
  readonly fromDay: IsoDay | null;
  /**
   * Share of what the habit is about, as the emitted claims have it, over that of honest providers;
   * chance gives one holder more and another less than was asked. Null where no honest one has it.
   */
  readonly timesHonest: number | null;
  readonly isFound: boolean;
  /** The findings that were asked, for what a failing test says. */
  readonly findings: readonly PatternFinding[];
}

export interface Discovery {
  readonly pattern: PatternId;
  readonly role: ProviderScore['role'];
  readonly npi: string;
  readonly isTrue: boolean;
}

export interface Outcome {
  readonly holders: readonly Holder[];
  /** All detections that claim something of the provider itself: who is in a group is left out. */
  readonly discoveries: readonly Discovery[];
  /** Honest look-alikes among the first twenty therapists by score. */
  readonly lookAlikesOnTop: readonly HabitName[];
}

export interface Compared {
  readonly truth: Truth;
  readonly counts: ProviderCounts;
  readonly scores: ProviderScores;
}

const TOP = 20;
/** How much more the holders of a habit show, at least, where the habit moves a measure. */
const MOVED_BY = 1.25;
/** Days after the first of the data from which a provider counts as new. */
const NEW_AFTER_DAYS = 90;

export function compareWithTruth(compared: Compared): Outcome {
  const { truth, scores } = compared;
  const byKey = new Map(
    [...scores.providers.rendering, ...scores.providers.billing].map(
      (score) => [`${score.role} ${score.npi}`, score] as const,
    ),
  );
  const isTrue = truthOf(compared);
  const discoveries = [...byKey].flatMap(([key, { role, npi, patterns }]) =>
    patterns
      .filter(({ pattern, outcome }) => outcome.kind === 'detected' && pattern !== 'shared_group')
      .map(({ pattern, evidence }): Discovery => {
        const firstSeen = evidence.kind === 'first_seen' ? evidence.firstSeen : null;
        return { pattern, role, npi, isTrue: isTrue(key, pattern, firstSeen) };
      }),
  );
  const alike = new Map(
    truth.lookAlikes.map((each) => [each.renderingNpi ?? each.billingNpi, each.kind] as const),
  );
  return {
    holders: truth.planted.map((each) => ({
      ...holderOf(each, byKey),
      timesHonest: timesHonestOf(each, compared),
    })),
    discoveries,
    lookAlikesOnTop: scores.providers.rendering
      .slice(0, TOP)
      .flatMap(({ npi }) => alike.get(npi) ?? []),
  };
}

/** A practice that shares a tax number is found through each of its therapists. */
function holderOf(
  planted: PlantedTruth,
  byKey: ReadonlyMap<string, ProviderScore>,
): Omit<Holder, 'timesHonest'> {
  const { pattern: habit, strength, renderingNpi, billingNpi, affectedTherapists } = planted;
  const keys =
    renderingNpi !== null
      ? [`rendering ${renderingNpi}`]
      : habit === 'shared_tin'
        ? affectedTherapists.map((npi) => `rendering ${npi}`)
        : [`billing ${billingNpi}`];
  const findings = keys.map((key) =>
    (byKey.get(key)?.patterns ?? []).filter(({ pattern }) => FOUND_AS[habit].includes(pattern)),
  );
  const isDetected = ({ outcome }: PatternFinding): boolean => outcome.kind === 'detected';
  return {
    habit,
    strength,
    npi: renderingNpi ?? billingNpi,
    fromDay: planted.fromDay,
    isFound: keys.length > 0 && findings.every((each) => each.some(isDetected)),
    findings: findings.flat(),
  };
}

/** By the first pattern that finds the habit, set against honest therapists or billers. */
function timesHonestOf(
  { pattern, renderingNpi, billingNpi }: PlantedTruth,
  { truth, counts }: Compared,
): number | null {
  const [counted] = FOUND_AS[pattern];
  if (HONEST_RATES[pattern] === undefined || counted === undefined || !isCounted(counted)) {
    return null;
  }
  const role = renderingNpi === null ? 'billing' : 'rendering';
  const touched = touchedBy(truth);
  const honest = pooled(counts, (key) => key.startsWith(role) && !touched.has(key));
  const own = counts.get(`${role} ${renderingNpi ?? billingNpi}`);
  const ordinary = shareOf(honest.get(counted));
  return ordinary === 0 ? null : shareOf(own?.get(counted)) / ordinary;
}

type IsTrue = (key: string, pattern: PatternId, firstSeen: string | null) => boolean;

function truthOf({ truth, counts, scores }: Compared): IsTrue {
  const touched = touchedBy(truth);
  const honest = pooled(counts, (key) => !touched.has(key));
  const habits = new Map<string, ReadonlyMap<CountedPattern, HitCount>>();
  for (const role of ['rendering', 'billing']) {
    for (const habit of new Set(touched.values())) {
      const isOfHabit = (key: string): boolean =>
        key.startsWith(role) && touched.get(key) === habit;
      habits.set(`${role} ${habit}`, pooled(counts, isOfHabit));
    }
  }
  const dataFrom = Math.min(...firstDays(scores));
  return (key, pattern, firstSeen) => {
    const habit = touched.get(key);
    if (pattern === 'newly_seen') {
      return Date.parse(firstSeen ?? '') >= dataFrom + NEW_AFTER_DAYS * 86_400_000;
    }
    if (habit === undefined) return false;
    if (!isCounted(pattern)) return isNamed(habit, pattern);
    const ordinary = shareOf(honest.get(pattern));
    const role = key.split(' ')[0] ?? '';
    const ofHolders = shareOf(habits.get(`${role} ${habit}`)?.get(pattern));
    return ofHolders >= MOVED_BY * ordinary && shareOf(counts.get(key)?.get(pattern)) > ordinary;
  };
}

/** Therapists and billers whose claims a habit or a look-alike shapes, by role and NPI. */
function touchedBy({ planted, lookAlikes }: Truth): ReadonlyMap<string, HabitName> {
  const touched = new Map<string, HabitName>();
  for (const { pattern, billingNpi, renderingNpi, affectedTherapists } of planted) {
    if (pattern === 'shared_tin') continue;
    touched.set(`billing ${billingNpi}`, pattern);
    for (const npi of affectedTherapists) touched.set(`rendering ${npi}`, pattern);
    if (renderingNpi !== null) touched.set(`rendering ${renderingNpi}`, pattern);
  }
  for (const { kind, billingNpi, renderingNpi } of lookAlikes) {
    touched.set(`billing ${billingNpi}`, kind);
    touched.set(`rendering ${renderingNpi ?? billingNpi}`, kind);
  }
  return touched;
}

function pooled(
  counts: ProviderCounts,
  isMember: (key: string) => boolean,
): ReadonlyMap<CountedPattern, HitCount> {
  const sums = new Map<CountedPattern, { hits: number; n: number }>(
    COUNTED_PATTERNS.map((pattern) => [pattern, { hits: 0, n: 0 }]),
  );
  for (const [key, tally] of counts) {
    if (!isMember(key)) continue;
    for (const [pattern, { hits, n }] of tally) {
      const sum = sums.get(pattern);
      if (sum === undefined) continue;
      sum.hits += hits;
      sum.n += n;
    }
  }
  return sums;
}

function shareOf(count: HitCount | undefined): number {
  return count === undefined || count.n === 0 ? 0 : count.hits / count.n;
}

function isCounted(pattern: PatternId): pattern is CountedPattern {
  return COUNTED_PATTERNS.some((each) => each === pattern);
}

function isNamed(habit: HabitName, pattern: PatternId): boolean {
  return habit in FOUND_AS && FOUND_AS[habit as PlantedPattern].includes(pattern);
}

function firstDays({ providers }: ProviderScores): readonly number[] {
  return providers.billing.flatMap(({ patterns }) =>
    patterns.flatMap(({ evidence }) =>
      evidence.kind === 'first_seen' && evidence.firstSeen !== null
        ? [Date.parse(evidence.firstSeen)]
        : [],
    ),
  );
}
