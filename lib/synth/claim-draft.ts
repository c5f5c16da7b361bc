// Puts a person's visits on claims as the group bills them (a visit, a week, a month), and gives
// each claim its number, the day the payer received it and the day it was paid. Claims come out in
// the order of receipt, which is the order in which the limits are used up.

import { groupBy } from '../domain/group-by.js';
import type { BeneficiaryPlan } from './beneficiary-plan.js';
import { isoOf, monthOfDay, weekOfDay, type DayNumber } from './calendar.js';
import type { ClaimEvent, SynthSetting } from './claim-event.js';
import type { Visit } from './episode.js';
import { payerOf, type SynthGroup } from './market.js';
import type { SynthPayer } from './payers.js';
import { createPrng, type Prng } from './prng.js';
import type { ResolvedOptions } from './synth-options.js';
import { linesOfVisit, visitsOfEpisode, type DraftLine } from './visits.js';

/** Medicare holds a clean claim for at least 13 days. */
const PAYMENT_FLOOR_DAYS = 14;

export interface ClaimDraft {
  /** Number of the claim in the whole run. */
  readonly number: number;
  /** Names the claim's random streams: beneficiary and place, untouched by what others do. */
  readonly stream: string;
  readonly icn: string;
  readonly accountNumber: string;
  readonly group: SynthGroup;
  readonly payer: SynthPayer;
  readonly setting: SynthSetting;
  readonly received: DayNumber;
  /** False: the remittance is silent, and the paid day stands in. */
  readonly statesReceived: boolean;
  readonly paid: DayNumber;
  readonly place: ClaimEvent['place'];
  readonly lines: readonly DraftLine[];
}

/** Hands out claim numbers: one count for the whole run. */
export interface ClaimCounter {
  next(): number;
}

export function draftClaims(
  plan: BeneficiaryPlan,
  options: ResolvedOptions,
  counter: ClaimCounter,
): readonly ClaimDraft[] {
  const prng = createPrng(options.seed, 'visits', plan.index);
  const visits = plan.episodes
    .flatMap((episode) => visitsOfEpisode(episode, options, prng))
    .sort((left, right) => left.day - right.day);
  const drafts: ClaimDraft[] = [];
  let drafted = 0;
  const context = { options, beneficiary: plan.index };
  for (const together of billedTogether(visits, plan)) {
    const lines = together.flatMap((visit) => linesOfVisit(visit, context, prng));
    const request = { plan, options, lines, prng, number: counter.next() };
    const draft = createDraft({ ...request, stream: `${plan.index}.${drafted}` }, together);
    drafted += 1;
    const isPaidInTime = draft.paid <= options.lastPaidDayNumber;
    if (lines.length > 0 && isPaidInTime) drafts.push(draft);
  }
  return drafts.sort(byPlace);
}

/** The first day on or after `day` on which the payer pays the group. */
export function nextPayDay(
  day: DayNumber,
  group: SynthGroup,
  options: Pick<ResolvedOptions, 'payCycleDays'>,
): DayNumber {
  const cycle = options.payCycleDays;
  // Day 4 of the epoch was a Monday: groups are paid on fixed weekdays, Monday to Friday.
  const anchor = 4 + (group.index % 5);
  return day + ((((anchor - day) % cycle) + cycle) % cycle);
}

/**
 * The claim number. Digits 3 to 7 look like a receipt date (year and day of year) but never are
 * one, because the day is above 366: a reader that trusts them without being told to is wrong.
 */
export function icnOf(payer: SynthPayer, number: number, received: DayNumber): string {
  const year = isoOf(received).slice(2, 4);
  const dayLike = 400 + (Math.floor(number / 1_000_000) % 600);
  // Scrambled, so that claim numbers do not follow the order of receipt; 7919 is prime.
  const sequence = String((number * 7919) % 1_000_000).padStart(6, '0');
  const digits = `${year}${dayLike}${sequence}`;
  switch (payer.kind) {
    case 'medicare_b':
      return `25${digits}`;
    case 'medicare_a':
      return `2${digits}PA`;
    case 'advantage':
      return `SA${digits}`;
    case 'commercial':
      return `SC${digits}`;
  }
}

function billedTogether(visits: readonly Visit[], plan: BeneficiaryPlan): Visit[][] {
  const claims = groupBy(visits, ({ group, day }) => {
    const period = { visit: String(day), week: String(weekOfDay(day)), month: monthOfDay(day) };
    // A claim never spans the day on which another payer takes over.
    return `${group.npi}|${period[group.billingPeriod]}|${coverageOn(plan, day)}`;
  });
  return [...claims.values()];
}

function coverageOn(plan: BeneficiaryPlan, day: DayNumber): BeneficiaryPlan['coverage'] {
  return plan.medicareFrom !== null && day >= plan.medicareFrom ? 'medicare' : plan.coverage;
}

interface DraftRequest {
  readonly plan: BeneficiaryPlan;
  readonly options: ResolvedOptions;
  readonly lines: readonly DraftLine[];
  readonly prng: Prng;
  readonly number: number;
  readonly stream: string;
}

function createDraft(request: DraftRequest, visits: readonly Visit[]): ClaimDraft {
  const { plan, options, prng, number, lines } = request;
  const [first, last] = [visits[0], visits[visits.length - 1]];
  if (first === undefined || last === undefined) throw new Error('a claim has a visit');
  const { group } = first;
  const payer = payerOf(group, coverageOn(plan, first.day));
  const received = last.day + drawLag(prng);
  const statesReceived = !prng.chance(0.03);
  const paid = nextPayDay(received + PAYMENT_FLOOR_DAYS, group, options);
  const icn = icnOf(payer, number, received);
  return {
    number,
    stream: request.stream,
    icn,
    accountNumber: accountOf(group, plan.index, number),
    group,
    payer,
    setting: group.setting,
    received,
    statesReceived,
    paid,
    place: { date: isoOf(statesReceived ? received : paid), icn },
    lines,
  };
}

/** Most claims leave within days; one in twenty is late, so that receipt departs from service. */
function drawLag(prng: Prng): number {
  return prng.chance(0.05) ? prng.between(15, 45) : prng.between(1, 7);
}

/** Some groups number accounts by person: an account number is no claim number. */
function accountOf(group: SynthGroup, beneficiary: number, claim: number): string {
  return group.index % 3 === 0 ? `SYP${beneficiary}` : `SYC${claim}`;
}

function byPlace(left: ClaimDraft, right: ClaimDraft): number {
  if (left.place.date !== right.place.date) return left.place.date < right.place.date ? -1 : 1;
  return left.place.icn < right.place.icn ? -1 : 1;
}
