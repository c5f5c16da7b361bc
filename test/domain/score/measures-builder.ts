// Provider measures for tests: rows of nothing, to which a test gives the counts it is about.

import { toIsoDay } from '../../../lib/domain/day.js';
import type {
  BeneficiaryMeasures,
  DistanceMeasures,
  FindingMeasures,
  LineMeasures,
  ProviderCell,
  ProviderMeasures,
  RuleFitMeasures,
  ShareJump,
  VisitMeasures,
} from '../../../lib/domain/measures/provider-measures.js';
import { ZERO_CENTS } from '../../../lib/domain/money.js';

export const CELL: ProviderCell = {
  role: 'rendering',
  npi: '1000000001',
  discipline: 'GP',
  setting: 'professional',
  state: 'TX',
};

export function npiOf(index: number): string {
  return String(1_000_000_000 + index);
}

export function lineRow(more: Partial<LineMeasures> = {}): LineMeasures {
  return {
    ...CELL,
    therapyLines: 0,
    deniedLines: 0,
    limitDeniedLines: 0,
    kxLines: 0,
    judgedKxLines: 0,
    earlyKxLines: 0,
    unrequiredLines: 0,
    requiredLines: 0,
    missingKxLines: 0,
    gaConflictLines: 0,
    gxConflictLines: 0,
    gyConflictLines: 0,
    gzConflictLines: 0,
    conflictLines: 0,
    deniedConflictLines: 0,
    disciplineCheckedLines: 0,
    disciplineConflictLines: 0,
    assistantLines: 0,
    allowedCents: ZERO_CENTS,
    paidCents: ZERO_CENTS,
    earlyAllowedCents: ZERO_CENTS,
    earlyPaidCents: ZERO_CENTS,
    missingAllowedCents: ZERO_CENTS,
    underBilledChargeCents: ZERO_CENTS,
    conflictPaidCents: ZERO_CENTS,
    reviewExposedAllowedCents: ZERO_CENTS,
    reviewExposedPaidCents: ZERO_CENTS,
    firstServiceDate: toIsoDay('2026-01-05'),
    lastServiceDate: toIsoDay('2026-12-18'),
    ...more,
  };
}

/** `beneficiaries` alone sets those seen too. */
export function beneficiaryRow(more: Partial<BeneficiaryMeasures> = {}): BeneficiaryMeasures {
  const beneficiaries = more.beneficiaries ?? 40;
  return {
    ...CELL,
    beneficiaries,
    seenBeneficiaries: beneficiaries,
    kxBeneficiaries: 0,
    firstDateJudgedBeneficiaries: beneficiaries,
    firstDateEarlyBeneficiaries: 0,
    judgedKxBeneficiaries: 0,
    earlyKxBeneficiaries: 0,
    requiredBeneficiaries: 0,
    missingKxBeneficiaries: 0,
    conflictBeneficiaries: 0,
    disciplineConflictBeneficiaries: 0,
    limitDeniedBeneficiaries: 0,
    deniedBeneficiaries: 0,
    assistantBeneficiaries: 0,
    overKxBeneficiaries: 0,
    overReviewBeneficiaries: 0,
    throughoutYearBeneficiaries: 0,
    severalProviderBeneficiaries: 0,
    severalProviderPaidCents: ZERO_CENTS,
    allowedCents: ZERO_CENTS,
    allowedSquares: 0,
    ...more,
  };
}

export function visitRow(more: Partial<VisitMeasures> = {}): VisitMeasures {
  return {
    ...CELL,
    visits: 0,
    timedMinutes: 0,
    timedMinutesSquares: 0,
    longBeneficiaryDays: 0,
    longDayBeneficiaries: 0,
    providerDays: 0,
    longProviderDays: 0,
    limitedCodeDays: 0,
    overLimitCodeDays: 0,
    overLimitBeneficiaries: 0,
    ...more,
  };
}

export function distanceRow(more: Partial<DistanceMeasures> = {}): DistanceMeasures {
  return {
    ...CELL,
    firstKxTotals: 0,
    lowerQuartileCents: null,
    medianCents: null,
    upperQuartileCents: null,
    kxWindowTotals: 0,
    justUnderKxTotals: 0,
    reviewWindowTotals: 0,
    justUnderReviewTotals: 0,
    ...more,
  };
}

export function ruleFitRow(more: Partial<RuleFitMeasures> = {}): RuleFitMeasures {
  return {
    role: 'billing',
    npi: CELL.npi,
    judgedLines: 0,
    nearKxLines: 0,
    lastYearNearLines: 0,
    rightRuleFits: 0,
    mergedFits: 0,
    swappedFits: 0,
    lastYearFits: 0,
    chargesFits: 0,
    wrongLines: 0,
    mergedExplains: 0,
    swappedExplains: 0,
    lastYearExplains: 0,
    chargesExplains: 0,
    ...more,
  };
}

export function jumpRow(more: Partial<ShareJump> = {}): ShareJump {
  return {
    role: 'billing',
    npi: CELL.npi,
    payerId: '04412',
    day: toIsoDay('2026-06-15'),
    linesBefore: 100,
    kxLinesBefore: 10,
    linesAfter: 100,
    kxLinesAfter: 98,
    judgedKxLinesAfter: 90,
    earlyKxLinesAfter: 70,
    ...more,
  };
}

export function findingRow(more: Partial<FindingMeasures> = {}): FindingMeasures {
  return {
    billingNpi: '1500000001',
    renderingNpi: CELL.npi,
    payerId: '04412',
    serviceMonth: toIsoDay('2026-03-01'),
    kind: 'early',
    group: 'PT_SLP',
    isFirstDate: false,
    mergedExplains: false,
    swappedExplains: false,
    lastYearExplains: false,
    chargesExplains: false,
    lines: 1,
    exposedPaidCents: ZERO_CENTS,
    underBilledChargeCents: ZERO_CENTS,
    ...more,
  };
}

export function measuresOf(more: Partial<ProviderMeasures> = {}): ProviderMeasures {
  return {
    period: { from: toIsoDay('2026-01-01'), to: toIsoDay('2026-12-31') },
    lines: [],
    beneficiaries: [],
    visits: [],
    distances: [],
    months: [],
    ruleFits: [],
    jumps: [],
    links: [],
    findings: [],
    firstSeen: new Map(),
    ...more,
  };
}
