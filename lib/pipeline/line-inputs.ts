// The facts from which a line was judged, gathered for a reader: amounts, dates, its place in the
// order, the figure for other providers that was used.

import type { Adjustment, ProcedureCode } from '../domain/claim.js';
import type { IsoDay } from '../domain/day.js';
import type { Completeness, JudgedLine, ReceivedSource } from '../domain/judgement.js';
import type { Seed } from '../domain/ledger-document.js';
import { toCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import { outsideSpend } from '../domain/outside-spend.js';
import type { TherapyModifier, ThresholdGroup } from '../domain/reference.js';
import type { BeneficiaryLedger } from './read-beneficiary.js';

export interface LineInputs {
  readonly serviceDate: IsoDay;
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  /** As billed, when the payer changed the code; KX is judged on this. */
  readonly submitted: ProcedureCode | null;
  readonly revenueCode: string | null;
  readonly units: number;
  readonly group: ThresholdGroup | null;
  readonly discipline: TherapyModifier | null;
  readonly claimType: string;
  readonly typeOfBill: string | null;
  readonly payerId: string;
  readonly filingIndicator: string | null;
  /** 835 CLP02. */
  readonly status: string;
  readonly renderingNpi: string | null;
  readonly billingNpi: string | null;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** Null when the remittance states none: the allowed amount is then rebuilt. */
  readonly statedAllowedCents: Cents | null;
  readonly allowedCents: Cents;
  readonly accruedCents: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
  readonly paidDate: IsoDay;
  /** The day by which the line stands in the order; a correction has that of what it corrects. */
  readonly receivedDate: IsoDay;
  readonly receivedSource: ReceivedSource;
  readonly place: LineInOrder | null;
  readonly beforeCents: Cents | null;
  readonly afterCents: Cents | null;
  readonly kxThresholdCents: Cents | null;
  readonly reviewThresholdCents: Cents | null;
  readonly isKxAmountPending: boolean;
  readonly isReviewAmountPending: boolean;
  /** What counts as spent with other providers, and the entered figure behind it. */
  readonly outsideCents: Cents;
  readonly seed: Seed | null;
  readonly completeness: Completeness;
  readonly isLowerBound: boolean;
}

/** Among the lines of its group and year, counted from 1. */
export interface LineInOrder {
  readonly position: number;
  readonly of: number;
  /** Control number of the claim whose place a correction keeps. */
  readonly inPlaceOf: string | null;
}

export function lineInputs(judged: JudgedLine, ledger: BeneficiaryLedger): LineInputs {
  const { claim, line, group, year } = judged;
  const view = groupView(judged, ledger);
  return {
    serviceDate: line.serviceDate,
    hcpcs: line.hcpcs,
    modifiers: line.modifiers,
    submitted: line.submitted,
    revenueCode: line.revenueCode,
    units: line.units,
    group,
    discipline: judged.discipline,
    claimType: claim.claimType,
    typeOfBill: claim.typeOfBill,
    payerId: claim.payerId,
    filingIndicator: claim.filingIndicator,
    status: claim.status,
    renderingNpi: line.renderingNpi ?? claim.renderingNpi,
    billingNpi: claim.billingNpi,
    chargeCents: line.chargeCents,
    paidCents: line.paidCents,
    statedAllowedCents: line.allowedCents,
    allowedCents: judged.allowedCents,
    accruedCents: judged.accruedCents,
    adjustments: line.adjustments,
    remarks: line.remarks,
    paidDate: claim.paidDate,
    receivedDate: judged.receivedDate,
    receivedSource: judged.receivedSource,
    place: group === null ? null : lineInOrder(judged, ledger),
    beforeCents: judged.beforeCents,
    afterCents: judged.afterCents,
    kxThresholdCents: view?.kxThresholdCents ?? null,
    reviewThresholdCents: view?.reviewThresholdCents ?? null,
    isKxAmountPending: view?.isKxAmountPending ?? false,
    isReviewAmountPending: view?.isReviewAmountPending ?? false,
    outsideCents: view?.outsideCents ?? ZERO_CENTS,
    seed: group === null ? null : seedInUse(ledger.seeds, { year, group }),
    completeness: judged.completeness,
    isLowerBound: judged.isLowerBound,
  };
}

export function groupView(judged: JudgedLine, ledger: Pick<BeneficiaryLedger, 'years'>) {
  const year = ledger.years.find((view) => view.year === judged.year);
  return year?.groups.find((view) => view.group === judged.group) ?? null;
}

function lineInOrder(judged: JudgedLine, ledger: BeneficiaryLedger): LineInOrder {
  const year = ledger.years.find((view) => view.year === judged.year);
  const lines = (year?.lines ?? []).filter((line) => line.group === judged.group);
  const placeIcn = ledger.resolution.get(judged.claim.versionKey)?.placeIcn;
  return {
    position: lines.indexOf(judged) + 1,
    of: lines.length,
    inPlaceOf: placeIcn === undefined || placeIcn === judged.claim.icn ? null : placeIcn,
  };
}

/**
 * The entered figure that holds. Asked of the rule that chooses it, with the place of each seed
 * written where its amount would be, so that the choice lives in one place only.
 */
function seedInUse(
  seeds: readonly Seed[],
  key: { readonly year: number; readonly group: ThresholdGroup },
): Seed | null {
  const numbered = seeds.map((seed, at): Seed => ({
    ...seed,
    kind: 'outside',
    cents: toCents(at),
  }));
  const chosen = outsideSpend(numbered, key, []);
  return chosen.completeness === 'own_only' ? null : (seeds[chosen.cents] ?? null);
}
