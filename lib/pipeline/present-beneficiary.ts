// One beneficiary's ledger as `kxray beneficiary --json` and the API print it: plain values, cents
// as integers, nothing left out that a claim brought. beneficiary-text.ts says the same in words.

import type { IsoDay } from '../domain/day.js';
import type {
  Completeness,
  GroupView,
  JudgedLine,
  KxAssessment,
  KxCertainty,
  KxExpected,
  LineFlag,
  LineNote,
  ReceivedSource,
  YearView,
} from '../domain/judgement.js';
import type { OutboxEntry, Seed, StandingCrossing } from '../domain/ledger-document.js';
import type { Cents } from '../domain/money.js';
import type { TherapyModifier, ThresholdGroup } from '../domain/reference.js';
import type { VersionStateKind } from '../domain/resolve-versions.js';
import { beneficiaryWarnings } from './beneficiary-warnings.js';
import { claimLineage, claimsWithoutLines, type VersionStory } from './claim-lineage.js';
import type { BeneficiaryLedger } from './read-beneficiary.js';

export interface PresentedBeneficiary {
  readonly token: string;
  readonly tokens: readonly string[];
  readonly years: readonly PresentedYear[];
  /** Versions that do not count, each with what became of it. */
  readonly adjustments: readonly PresentedAdjustment[];
  /** Claims that stand but have no service line, so that nothing of them is judged. */
  readonly claimsWithoutLines: readonly PresentedClaim[];
  readonly seeds: readonly PresentedSeed[];
  readonly events: readonly PresentedEvent[];
  readonly quarantinedClaims: number;
  readonly warnings: readonly string[];
}

export interface PresentedYear {
  readonly year: number;
  readonly groups: readonly PresentedGroup[];
  /** In the order in which they accrue. */
  readonly lines: readonly PresentedLine[];
}

export interface LinePlace {
  readonly claim: string;
  readonly line: number;
}

export type PresentedGroup = Omit<GroupView, 'year' | 'kxCrossing' | 'reviewCrossing'> & {
  readonly kxCrossing: LinePlace | null;
  readonly reviewCrossing: LinePlace | null;
};

export interface PresentedLine extends LinePlace {
  readonly payerId: string;
  readonly serviceDate: IsoDay;
  readonly receivedDate: IsoDay;
  readonly receivedSource: ReceivedSource;
  readonly paidDate: IsoDay;
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly group: ThresholdGroup | null;
  readonly discipline: TherapyModifier | null;
  readonly allowedCents: Cents;
  readonly paidCents: Cents;
  readonly accruedCents: Cents;
  readonly beforeCents: Cents | null;
  readonly afterCents: Cents | null;
  readonly isDenied: boolean;
  readonly hasKx: boolean;
  readonly kxExpected: KxExpected;
  readonly kxAssessment: KxAssessment;
  readonly kxCertainty: KxCertainty;
  readonly completeness: Completeness;
  readonly isLowerBound: boolean;
  readonly flags: readonly LineFlag[];
  readonly notes: readonly LineNote[];
  readonly rules: readonly string[];
  readonly renderingNpi: string | null;
  readonly billingNpi: string | null;
}

export interface PresentedAdjustment {
  readonly claim: string;
  readonly payerId: string;
  readonly state: Exclude<VersionStateKind, 'current'>;
  readonly paidDate: IsoDay;
  readonly receivedDate: IsoDay | null;
  readonly replacesIcn: string | null;
  readonly replacedBy: string | null;
  readonly years: readonly number[];
  readonly sentence: string;
}

export type PresentedClaim = Pick<
  PresentedAdjustment,
  'claim' | 'payerId' | 'paidDate' | 'receivedDate' | 'years'
>;

export type PresentedSeed = Omit<Seed, 'seedKey'>;

export interface PresentedEvent extends Pick<OutboxEntry, 'eventId' | 'eventSeq' | 'type'> {
  readonly year: number;
  readonly group: ThresholdGroup | null;
  readonly crossing: LinePlace | null;
}

export function presentBeneficiary(ledger: BeneficiaryLedger): PresentedBeneficiary {
  const lineage = claimLineage(ledger.headers, ledger.resolution);
  return {
    token: ledger.token,
    tokens: ledger.tokens,
    years: ledger.years.map(presentYear),
    adjustments: lineage.flatMap(presentAdjustment),
    claimsWithoutLines: claimsWithoutLines(lineage, ledger.years).map(
      ({ claim, payerId, paidDate, receivedDate, years }) => {
        return { claim, payerId, paidDate, receivedDate, years };
      },
    ),
    seeds: ledger.seeds.map(({ seedKey: _, ...seed }) => seed),
    events: ledger.events.map((event) => ({
      eventId: event.eventId,
      eventSeq: event.eventSeq,
      type: event.type,
      year: event.year,
      group: event.group,
      crossing: placeOf(event.crossing),
    })),
    quarantinedClaims: ledger.quarantinedClaims,
    warnings: beneficiaryWarnings(ledger),
  };
}

function presentYear({ year, groups, lines }: YearView): PresentedYear {
  return { year, groups: groups.map(presentGroup), lines: lines.map(presentLine) };
}

function presentGroup({ year: _, ...view }: GroupView): PresentedGroup {
  return {
    ...view,
    kxCrossing: placeOf(view.kxCrossing),
    reviewCrossing: placeOf(view.reviewCrossing),
  };
}

function presentLine(judged: JudgedLine): PresentedLine {
  const { claim, line } = judged;
  return {
    claim: claim.icn,
    line: line.line,
    payerId: claim.payerId,
    serviceDate: line.serviceDate,
    receivedDate: judged.receivedDate,
    receivedSource: judged.receivedSource,
    paidDate: claim.paidDate,
    hcpcs: line.hcpcs,
    modifiers: line.modifiers,
    units: line.units,
    group: judged.group,
    discipline: judged.discipline,
    allowedCents: judged.allowedCents,
    paidCents: line.paidCents,
    accruedCents: judged.accruedCents,
    beforeCents: judged.beforeCents,
    afterCents: judged.afterCents,
    isDenied: judged.isDenied,
    hasKx: judged.hasKx,
    kxExpected: judged.kxExpected,
    kxAssessment: judged.kxAssessment,
    kxCertainty: judged.kxCertainty,
    completeness: judged.completeness,
    isLowerBound: judged.isLowerBound,
    flags: judged.flags,
    notes: judged.notes,
    rules: judged.rules,
    renderingNpi: line.renderingNpi ?? claim.renderingNpi,
    billingNpi: claim.billingNpi,
  };
}

function presentAdjustment(story: VersionStory): readonly PresentedAdjustment[] {
  if (story.state === 'current') return [];
  return [
    {
      claim: story.claim,
      payerId: story.payerId,
      state: story.state,
      paidDate: story.paidDate,
      receivedDate: story.receivedDate,
      replacesIcn: story.replacesIcn,
      replacedBy: story.replacedBy,
      years: story.years,
      sentence: story.sentence,
    },
  ];
}

function placeOf(crossing: StandingCrossing | null): LinePlace | null {
  return crossing === null ? null : { claim: crossing.claim, line: crossing.line };
}
