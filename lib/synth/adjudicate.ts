// Plays the payer: what a billed line is allowed and paid, and why the rest is not. Every line
// balances: charge less adjustments is what was paid, and allowed is paid, deductible, coinsurance,
// copayment and sequestration together.

import { isoOf, yearOfDay } from './calendar.js';
import {
  COINSURANCE_SHARE,
  PLAN_COPAY_CENTS,
  SEQUESTRATION_SHARE,
  type SynthDiscipline,
} from './catalogue.js';
import type { SynthAdjustment, SynthLine, SynthSetting } from './claim-event.js';
import type { KxDecision } from './kx-habit.js';
import type { SynthPayer } from './payers.js';
import type { HabitName } from './planted-pattern.js';
import type { DraftLine } from './visits.js';

export interface Denial {
  readonly group: 'CO' | 'PR';
  readonly reason: string;
  readonly remark: string | null;
}

export interface BilledLine {
  readonly service: DraftLine;
  readonly kx: KxDecision;
  readonly denial: Denial | null;
  /** The habit that shaped the line, its modifiers or its denial. */
  readonly plantedBy: HabitName | null;
}

/** Deductible still to be met, by calendar year. */
export type DeductibleLeft = Map<number, number>;

export interface Adjudication {
  readonly lines: readonly BilledLine[];
  readonly payer: SynthPayer;
  readonly setting: SynthSetting;
  /** Number of the claim, from which line control numbers are made; null = none are sent. */
  readonly claimNumber: number | null;
  /** Used up as the lines are adjudicated. */
  readonly deductibleLeft: DeductibleLeft;
}

const DISCIPLINE_MODIFIERS = { PT: 'GP', OT: 'GO', SLP: 'GN' } as const;
const REVENUE_CODES = { PT: '042', OT: '043', SLP: '044' } as const;

export function adjudicateClaim(claim: Adjudication): readonly SynthLine[] {
  const daysWithCopay = new Set<number>();
  return claim.lines.map((line, at) => {
    const { service, denial } = line;
    const amounts = amountsOf(line, claim, daysWithCopay);
    return {
      line: at + 1,
      serviceDate: isoOf(service.day),
      hcpcs: service.code.hcpcs,
      modifiers: modifiersOf(line),
      discipline: service.discipline,
      revenueCode: claim.setting.kind === 'institutional' ? revenueCodeOf(service) : null,
      units: service.units,
      chargeCents: service.chargeCents,
      allowedCents: denial === null ? service.allowedCents : 0,
      paidCents: amounts.paidCents,
      adjustments: amounts.adjustments,
      remarks: denial === null || denial.remark === null ? NO_REMARKS : [denial.remark],
      denialReason: denial === null || denial.reason === '97' ? null : denial.reason,
      renderingNpi: service.renderingNpi,
      controlNumber: controlNumberOf(claim, at + 1),
      plantedBy: line.plantedBy,
    };
  });
}

function controlNumberOf({ claimNumber }: Adjudication, line: number): string | null {
  return claimNumber === null ? null : `${claimNumber}${String(line).padStart(2, '0')}`;
}

const NO_REMARKS: readonly string[] = [];

type Amounts = Pick<SynthLine, 'paidCents' | 'adjustments'>;

function amountsOf(line: BilledLine, claim: Adjudication, daysWithCopay: Set<number>): Amounts {
  const { service, denial } = line;
  if (denial !== null) {
    const { group, reason } = denial;
    return { paidCents: 0, adjustments: [{ group, reason, cents: service.chargeCents }] };
  }
  const cut = claim.payer.showsMultipleProcedure ? service.multipleProcedureCents : 0;
  const share = claim.payer.isMedicare
    ? medicareShare(service, claim.deductibleLeft)
    : planShare(service, daysWithCopay);
  const contractual = service.chargeCents - service.allowedCents - cut;
  const adjustments: SynthAdjustment[] = [];
  if (contractual !== 0) adjustments.push({ group: 'CO', reason: '45', cents: contractual });
  if (cut !== 0) adjustments.push({ group: 'CO', reason: '59', cents: cut });
  for (const adjustment of share.adjustments) {
    if (adjustment.cents !== 0) adjustments.push(adjustment);
  }
  return { paidCents: share.paidCents, adjustments };
}

/** Deductible first, then a fifth from the beneficiary, then sequestration from the payment. */
function medicareShare(service: DraftLine, deductibleLeft: DeductibleLeft): Amounts {
  const year = yearOfDay(service.day);
  const left = deductibleLeft.get(year) ?? 0;
  const deductible = Math.min(left, service.allowedCents);
  deductibleLeft.set(year, left - deductible);
  const coinsurance = Math.round((service.allowedCents - deductible) * COINSURANCE_SHARE);
  const payable = service.allowedCents - deductible - coinsurance;
  const sequestration = Math.round(payable * SEQUESTRATION_SHARE);
  return {
    paidCents: payable - sequestration,
    adjustments: [
      { group: 'CO', reason: '253', cents: sequestration },
      { group: 'PR', reason: '1', cents: deductible },
      { group: 'PR', reason: '2', cents: coinsurance },
    ],
  };
}

function planShare(service: DraftLine, daysWithCopay: Set<number>): Amounts {
  const isFirst = !daysWithCopay.has(service.day);
  const copay = isFirst ? Math.min(PLAN_COPAY_CENTS, service.allowedCents) : 0;
  daysWithCopay.add(service.day);
  return {
    paidCents: service.allowedCents - copay,
    adjustments: [{ group: 'PR', reason: '3', cents: copay }],
  };
}

/** KX may stand in any of the four places. */
function modifiersOf({ service, kx }: BilledLine): readonly string[] {
  const { discipline, leadingModifier } = service;
  const modifiers: string[] = [];
  if (kx.hasKx && service.putsKxFirst) modifiers.push('KX');
  // Only four fit: where a notice takes the last place, the first one is given up.
  if (leadingModifier !== null && kx.notice === null) modifiers.push(leadingModifier);
  if (discipline !== null) modifiers.push(DISCIPLINE_MODIFIERS[discipline]);
  if (service.isAssistant) modifiers.push(discipline === 'OT' ? 'CO' : 'CQ');
  if (kx.hasKx && !service.putsKxFirst) modifiers.push('KX');
  if (kx.notice !== null) modifiers.push(kx.notice);
  return modifiers;
}

function revenueCodeOf(service: DraftLine): string {
  const discipline: SynthDiscipline = service.discipline ?? 'PT';
  const isEvaluation = service.code.role === 'evaluation' || service.code.role === 'reevaluation';
  return `${REVENUE_CODES[discipline]}${isEvaluation ? '4' : '0'}`;
}
