// What the emitted claims of a market really show, provider by provider: hits and units of each
// share pattern, counted from the generator's standing events with the plainest running totals. It
// shares nothing with fold, SQL or patterns; what is true for the gate of detection comes from it.

import { COUNTED_PATTERNS, type CountedPattern } from './planted-habits.js';
import { MINUTES_PER_UNIT, SYNTH_CATALOGUE } from '../lib/synth/catalogue.js';
import type { ClaimEvent, RemittanceBatch, SynthLine } from '../lib/synth/claim-event.js';
import type { SynthThreshold } from '../lib/synth/synth-options.js';
import type { SeedTruth } from '../lib/synth/truth.js';

export interface HitCount {
  readonly hits: number;
  readonly n: number;
}

/** By role and NPI (`rendering 2000000000`), then by pattern. */
export type ProviderCounts = ReadonlyMap<string, ReadonlyMap<CountedPattern, HitCount>>;

export interface EventCounter {
  readonly add: (batch: RemittanceBatch) => void;
  counts(known: {
    readonly seeds: readonly SeedTruth[];
    readonly thresholds: readonly SynthThreshold[];
  }): ProviderCounts;
}

/** One standing therapy line of original Medicare, with where it stands in its year. */
interface Standing {
  readonly event: ClaimEvent;
  readonly line: SynthLine;
  readonly rendering: string;
  readonly isDenied: boolean;
  readonly hasKx: boolean;
  readonly isConflict: boolean;
  readonly isLimitDenied: boolean;
  readonly group: 'PT_SLP' | 'OT';
  readonly own: number;
  readonly kxAmount: number;
  readonly reviewAmount: number;
  /** Over, or on a facility's claim that goes over: where KX belongs. */
  readonly isDue: boolean;
}

type Tally = Map<CountedPattern, { hits: number; n: number }>;

const CODES = new Map(SYNTH_CATALOGUE.map((code) => [code.hcpcs, code] as const));
const NOTICES = ['GA', 'GX', 'GY', 'GZ'];
const LONG_DAY_MINUTES = 480;
/** Close to the amount KX is tolerated: two usual visits. */
const NEAR_CENTS = 15_000;
const JUST_UNDER = 0.95;
const WINDOW = { from: 0.85, to: 1.1 };

export function countEvents(): EventCounter {
  const people = new Map<string, ClaimEvent[]>();
  return {
    add({ remittances }) {
      for (const event of remittances.flatMap(({ claims }) => claims)) {
        if (!event.isCurrent || !event.payer.isMedicare) continue;
        const { mbi } = event.beneficiary;
        const known = people.get(mbi);
        if (known === undefined) people.set(mbi, [event]);
        else known.push(event);
      }
    },
    counts({ seeds, thresholds }) {
      const counts = new Map<string, Tally>();
      const minutesOfDays = new Map<string, Map<string, number>>();
      const outside = new Map<string, number>(
        seeds.map((seed) => [`${seed.mbi} ${seed.year} ${seed.group}`, seed.outsideCents] as const),
      );
      for (const [mbi, events] of people) {
        const lines = standingLines(events, thresholds, (key) => outside.get(`${mbi} ${key}`) ?? 0);
        for (const [provider, own] of byProvider(lines)) {
          const tally = tallyOf(counts, provider);
          countLines(tally, own);
          countPerson(tally, own, lines);
          if (provider.startsWith('rendering')) addMinutes(minutesOfDays, provider, own);
        }
      }
      for (const [provider, days] of minutesOfDays) {
        for (const minutes of days.values()) {
          count(tallyOf(counts, provider), 'long_provider_days', minutes > LONG_DAY_MINUTES);
        }
      }
      return counts;
    },
  };
}

function standingLines(
  events: readonly ClaimEvent[],
  thresholds: readonly SynthThreshold[],
  outsideOf: (key: string) => number,
): readonly Standing[] {
  const totals = new Map<string, number>();
  const dueClaims = new Set<string>();
  const placed = [...events].sort(
    (left, right) =>
      compareText(left.place.date, right.place.date) ||
      compareText(left.place.icn, right.place.icn),
  );
  const lines = placed.flatMap((event) =>
    event.lines.flatMap((line): Standing[] => {
      if (line.discipline === null) return [];
      const group = line.discipline === 'OT' ? 'OT' : 'PT_SLP';
      const year = Number(line.serviceDate.slice(0, 4));
      const key = `${year} ${group}`;
      const own = (totals.get(key) ?? outsideOf(key)) + line.allowedCents;
      totals.set(key, own);
      const amounts = thresholds.find((row) => row.year === year);
      const kxAmount = amounts?.kxCents[group] ?? Infinity;
      const isDue = own > kxAmount;
      if (isDue && event.setting.kind === 'institutional') dueClaims.add(`${event.icn} ${group}`);
      const hasKx = line.modifiers.includes('KX');
      return [
        {
          event,
          line,
          rendering: line.renderingNpi ?? event.lines[0]?.renderingNpi ?? event.biller.npi,
          isDenied: line.denialReason !== null,
          hasKx,
          isConflict: hasKx && line.modifiers.some((modifier) => NOTICES.includes(modifier)),
          isLimitDenied: line.denialReason === '119',
          group,
          own,
          kxAmount,
          reviewAmount: amounts?.reviewCents[group] ?? Infinity,
          isDue,
        },
      ];
    }),
  );
  return lines.map((each) => {
    const isDue = each.isDue || dueClaims.has(`${each.event.icn} ${each.group}`);
    return { ...each, isDue };
  });
}

function byProvider(lines: readonly Standing[]): ReadonlyMap<string, readonly Standing[]> {
  const providers = new Map<string, Standing[]>();
  for (const each of lines) {
    for (const key of [`rendering ${each.rendering}`, `billing ${each.event.biller.npi}`]) {
      const known = providers.get(key);
      if (known === undefined) providers.set(key, [each]);
      else known.push(each);
    }
  }
  return providers;
}

function countLines(tally: Tally, own: readonly Standing[]): void {
  for (const each of own) {
    const { line, isDenied, isLimitDenied, isDue, hasKx, isConflict } = each;
    count(tally, 'denial_share', isDenied);
    if (isDue || isLimitDenied) {
      if (!isDenied || isLimitDenied) count(tally, 'missing_kx', !hasKx);
      if (!isDenied || isLimitDenied) count(tally, 'limit_denials', isLimitDenied);
    }
    if (isConflict || (isDue && !isDenied)) count(tally, 'kx_conflict', isConflict);
    if (isDenied) continue;
    const isAssistant = line.modifiers.some((modifier) => modifier === 'CQ' || modifier === 'CO');
    count(tally, 'assistant_share', isAssistant);
    const disciplines = CODES.get(line.hcpcs)?.disciplines ?? [];
    const fits = line.discipline !== null && disciplines.includes(line.discipline);
    count(tally, 'discipline_conflict', !fits);
    if (hasKx) count(tally, 'early_kx', isEarly(each));
  }
}

function isEarly({ hasKx, isDue, own, kxAmount }: Standing): boolean {
  return hasKx && !isDue && own <= kxAmount - NEAR_CENTS;
}

function countPerson(tally: Tally, own: readonly Standing[], all: readonly Standing[]): void {
  countDays(tally, own);
  const paid = own.filter(({ isDenied }) => !isDenied);
  if (paid.length === 0) return;
  const first = paid.map(({ line }) => line.serviceDate).sort()[0];
  const isOnFirst = ({ line }: Standing): boolean => line.serviceDate === first;
  const quarters = new Set(
    paid.map(({ line }) => Math.ceil(Number(line.serviceDate.slice(5, 7)) / 3)),
  );
  const billers = new Set(
    all.filter(({ isDenied }) => !isDenied).map(({ event }) => event.biller.npi),
  );
  count(
    tally,
    'routine_early_kx',
    paid.some((each) => isOnFirst(each) && isEarly(each)),
  );
  count(
    tally,
    'kx_share',
    paid.some(({ hasKx }) => hasKx),
  );
  count(
    tally,
    'over_review_share',
    paid.some((each) => each.own > each.reviewAmount),
  );
  count(tally, 'throughout_year', quarters.size === 4);
  count(tally, 'several_providers', billers.size > 1);
  countDistances(tally, paid);
}

/** Where the totals stand after the provider's last line. */
function countDistances(tally: Tally, paid: readonly Standing[]): void {
  for (const group of ['PT_SLP', 'OT'] as const) {
    const last = paid.filter((each) => each.group === group).at(-1);
    if (last === undefined) continue;
    for (const [pattern, amount] of [
      ['bunching_under_kx', last.kxAmount],
      ['bunching_under_review', last.reviewAmount],
    ] as const) {
      const share = last.own / amount;
      if (share < WINDOW.from || share > WINDOW.to) continue;
      count(tally, pattern, share > JUST_UNDER && share <= 1);
    }
  }
}

function countDays(tally: Tally, own: readonly Standing[]): void {
  const minutes = new Map<string, number>();
  const units = new Map<string, { units: number; limit: number }>();
  for (const { line, isDenied } of own) {
    const code = CODES.get(line.hcpcs);
    if (isDenied || code === undefined) continue;
    const day = minutes.get(line.serviceDate) ?? 0;
    minutes.set(line.serviceDate, day + (code.isTimed ? line.units * MINUTES_PER_UNIT : 0));
    const key = `${line.serviceDate} ${line.hcpcs}`;
    const known = units.get(key)?.units ?? 0;
    units.set(key, { units: known + line.units, limit: code.unitLimit });
  }
  for (const day of minutes.values()) count(tally, 'long_days', day > LONG_DAY_MINUTES);
  for (const day of units.values()) count(tally, 'units_over_limit', day.units > day.limit);
}

function addMinutes(
  minutesOfDays: Map<string, Map<string, number>>,
  provider: string,
  own: readonly Standing[],
): void {
  const days = minutesOfDays.get(provider) ?? new Map<string, number>();
  minutesOfDays.set(provider, days);
  for (const { line, isDenied } of own) {
    if (isDenied) continue;
    const isTimed = CODES.get(line.hcpcs)?.isTimed === true;
    const known = days.get(line.serviceDate) ?? 0;
    days.set(line.serviceDate, known + (isTimed ? line.units * MINUTES_PER_UNIT : 0));
  }
}

function tallyOf(counts: Map<string, Tally>, provider: string): Tally {
  const known = counts.get(provider);
  if (known !== undefined) return known;
  const tally: Tally = new Map(
    COUNTED_PATTERNS.map((pattern) => [pattern, { hits: 0, n: 0 }] as const),
  );
  counts.set(provider, tally);
  return tally;
}

function count(tally: Tally, pattern: CountedPattern, isHit: boolean): void {
  const known = tally.get(pattern);
  if (known === undefined) throw new Error('every tally has every pattern');
  known.n += 1;
  if (isHit) known.hits += 1;
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
