// Sums the truth from the generator's own events, one beneficiary at a time. It knows which version
// stands because the generator planned it, so it shares nothing with the code that has to find out.

import type { ThresholdGroup } from '../domain/reference.js';
import type { BilledClaim } from './bill-beneficiary.js';
import type { ClaimEvent, SynthLine } from './claim-event.js';
import { groupTruths } from './group-truths.js';
import type { Market, SynthGroup } from './market.js';
import type { BeneficiaryPlan } from './beneficiary-plan.js';
import { createPlantedTally } from './planted-tally.js';
import type { ResolvedOptions } from './synth-options.js';
import type {
  BeneficiaryTruth,
  BillerTruth,
  CurrentTotals,
  SeedTruth,
  Truth,
  VersionCounts,
  YearGroupTruth,
} from './truth.js';

export interface TruthBuilder {
  open(market: Market): void;
  add(plan: BeneficiaryPlan, claims: readonly BilledClaim[]): void;
  versionLines(): number;
  build(): Truth;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export function createTruthBuilder(options: ResolvedOptions): TruthBuilder {
  const current = zeroTotals();
  const medicare = zeroTotals();
  const counts = zeroCounts();
  const yearGroups = new Map<string, Mutable<YearGroupTruth>>();
  const beneficiaries: BeneficiaryTruth[] = [];
  const billers: BillerTruth[] = [];
  const seeds: SeedTruth[] = [];
  const planted = createPlantedTally();
  let beneficiaryCount = 0;
  return {
    open(market) {
      planted.plant(market.habits);
      if (options.truth === 'full') billers.push(...market.groups.map(billerTruth));
    },
    versionLines: () => counts.versionLines,
    add({ beneficiary: { mbi }, outside }, claims) {
      const standing: ClaimEvent[] = [];
      for (const claim of claims) {
        countVersions(counts, claim);
        standing.push(...claim.events.filter((event) => event.isCurrent));
      }
      for (const event of standing) {
        addTotals(current, event);
        if (event.payer.isMedicare) addTotals(medicare, event);
      }
      planted.add(standing);
      for (const { cents, ...spent } of outside) {
        seeds.push({ mbi, ...spent, outsideCents: cents });
      }
      beneficiaryCount += 1;
      const years = groupTruths(standing, options.thresholds);
      for (const { year, groups } of years) {
        for (const group of groups) addYearGroup(yearGroups, { year, ...group });
      }
      if (options.truth === 'full') beneficiaries.push({ mbi, years });
    },
    build: () => ({
      seed: options.seed,
      beneficiaryCount,
      ...current,
      medicare,
      ...counts,
      yearGroups: [...yearGroups.keys()].sort().flatMap((key) => yearGroups.get(key) ?? []),
      planted: planted.planted(),
      lookAlikes: planted.lookAlikes(),
      seeds,
      billers,
      beneficiaries: beneficiaries.sort((left, right) => (left.mbi < right.mbi ? -1 : 1)),
    }),
  };
}

function billerTruth({ npi, tin, place, therapists }: SynthGroup): BillerTruth {
  return {
    npi,
    tin,
    state: place.state,
    therapists: therapists.map((one) => ({ npi: one.npi, discipline: one.discipline })),
  };
}

/** Every setting that is generated counts; only the payer decides. */
function isTherapyLine(event: ClaimEvent, line: SynthLine): boolean {
  return event.payer.isMedicare && line.discipline !== null;
}

function zeroTotals(): Mutable<CurrentTotals> {
  return {
    finalClaims: 0,
    finalLines: 0,
    therapyLines: 0,
    kxLines: 0,
    deniedTherapyLines: 0,
    finalAllowedCents: 0,
    finalPaidCents: 0,
  };
}

function zeroCounts(): Mutable<VersionCounts> {
  return {
    versions: 0,
    versionLines: 0,
    originals: 0,
    reversals: 0,
    corrections: 0,
    voids: 0,
    repayments: 0,
    reopened: 0,
    movedYears: 0,
    netPaidCents: 0,
  };
}

function addTotals(totals: Mutable<CurrentTotals>, event: ClaimEvent): void {
  totals.finalClaims += 1;
  for (const line of event.lines) {
    totals.finalLines += 1;
    totals.finalAllowedCents += line.allowedCents;
    totals.finalPaidCents += line.paidCents;
    if (!isTherapyLine(event, line)) continue;
    totals.therapyLines += 1;
    if (line.modifiers.includes('KX')) totals.kxLines += 1;
    if (line.denialReason !== null) totals.deniedTherapyLines += 1;
  }
}

function countVersions(counts: Mutable<VersionCounts>, { events, life }: BilledClaim): void {
  if (life === 'reopened') counts.reopened += 1;
  if (life === 'moved') counts.movedYears += 1;
  for (const event of events) {
    counts.versions += 1;
    counts.versionLines += event.lines.length;
    for (const line of event.lines) counts.netPaidCents += event.sign * line.paidCents;
    if (event.kind === 'original') counts.originals += 1;
    if (event.kind === 'reversal') counts.reversals += 1;
    if (event.kind === 'correction') counts.corrections += 1;
    if (event.kind === 'void') counts.voids += 1;
    if (event.kind === 'repayment') counts.repayments += 1;
  }
}

function addYearGroup(
  yearGroups: Map<string, Mutable<YearGroupTruth>>,
  row: BeneficiaryTruth['years'][number]['groups'][number] & { readonly year: number },
): void {
  const group: ThresholdGroup = row.group;
  const key = `${row.year}|${group}`;
  const sum = yearGroups.get(key) ?? {
    year: row.year,
    group,
    beneficiaries: 0,
    accruedCents: 0,
    kxCrossings: 0,
    reviewCrossings: 0,
  };
  yearGroups.set(key, sum);
  sum.beneficiaries += 1;
  sum.accruedCents += row.accruedCents;
  if (row.kxCrossing !== null) sum.kxCrossings += 1;
  if (row.reviewCrossing !== null) sum.reviewCrossings += 1;
}
