// What the queries say of a provider: plain counts and cents for one period, before anybody judges
// them. Every count is taken where a provider is compared: within discipline, setting and state.

import type { IsoDay } from '../day.js';
import type { Cents } from '../money.js';
import type { ProviderRole } from '../patterns/provider-role.js';
import type { TherapyModifier, ThresholdGroup } from '../reference.js';

/** First and last day of service, both included. */
export interface Period {
  readonly from: IsoDay;
  readonly to: IsoDay;
}

/** Where peers are alike: same role, discipline, setting and state. */
export interface PeerCell {
  readonly role: ProviderRole;
  readonly discipline: TherapyModifier;
  readonly setting: string;
  /** Null where the remittance does not say it. */
  readonly state: string | null;
}

export interface ProviderCell extends PeerCell {
  readonly npi: string;
}

/**
 * Lines of therapy that belong to a threshold group. "Judged" = KX verdict `certain`: lines that
 * depend on outside spend, or whose amount is not known, are in no numerator and no denominator.
 * Counts and cents are of lines that were not denied, unless the name speaks of denials; only
 * `therapyLines` and the two service dates take in denied lines too. So each numerator is part of
 * its denominator: early of judged KX and of unrequired, conflict of KX, missing of required,
 * denied of therapy.
 */
export interface LineMeasures extends ProviderCell {
  readonly therapyLines: number;
  readonly deniedLines: number;
  /** Denied because the limit was reached (CARC 119). */
  readonly limitDeniedLines: number;
  readonly kxLines: number;
  readonly judgedKxLines: number;
  /** Judged, KX, not required and not near: whatever else the line carries. */
  readonly earlyKxLines: number;
  /**
   * Paid, KX not required by what is known: rightly without it, or judged and with it, near or
   * early. Spend elsewhere could only have asked for KX on a line without: no hit either way.
   */
  readonly unrequiredLines: number;
  /** Judged, paid, KX required. */
  readonly requiredLines: number;
  readonly missingKxLines: number;
  readonly gaConflictLines: number;
  readonly gxConflictLines: number;
  readonly gyConflictLines: number;
  readonly gzConflictLines: number;
  /** KX with any of them; a line counts once. */
  readonly conflictLines: number;
  /** The same on denied lines: most lines with GY or GZ are. */
  readonly deniedConflictLines: number;
  /** Lines in a group, and those in none because they carry several discipline modifiers. */
  readonly disciplineCheckedLines: number;
  /** Part of the checked lines: several modifiers, or one that the code or revenue code denies. */
  readonly disciplineConflictLines: number;
  readonly assistantLines: number;
  /** What accrued, here and in all allowed cents below. */
  readonly allowedCents: Cents;
  readonly paidCents: Cents;
  readonly earlyAllowedCents: Cents;
  readonly earlyPaidCents: Cents;
  /** Allowed amount of lines without the KX that they require: at risk while paid. */
  readonly missingAllowedCents: Cents;
  /** Charges of denied lines that lack the KX they would require: money not collected. */
  readonly underBilledChargeCents: Cents;
  readonly conflictPaidCents: Cents;
  readonly reviewExposedAllowedCents: Cents;
  readonly reviewExposedPaidCents: Cents;
  readonly firstServiceDate: IsoDay;
  readonly lastServiceDate: IsoDay;
}

/** One row per beneficiary and calendar year goes into these counts. */
export interface BeneficiaryMeasures extends ProviderCell {
  /** With a line that was not denied: the denominator unless another is named. */
  readonly beneficiaries: number;
  /** With any line, denied too: of these are the denied, limit-denied and both conflict ones. */
  readonly seenBeneficiaries: number;
  readonly kxBeneficiaries: number;
  /**
   * First therapy date of the calendar year with this provider in the period and without a KX that
   * nobody can judge: OIG-2's denominator.
   */
  readonly firstDateJudgedBeneficiaries: number;
  readonly firstDateEarlyBeneficiaries: number;
  /** With a judged KX line at all, and with an early one. */
  readonly judgedKxBeneficiaries: number;
  readonly earlyKxBeneficiaries: number;
  /** With a line that requires KX, and with one that lacks it. */
  readonly requiredBeneficiaries: number;
  readonly missingKxBeneficiaries: number;
  /** Of the lines behind it some may be denied: most with GY or GZ are. */
  readonly conflictBeneficiaries: number;
  readonly disciplineConflictBeneficiaries: number;
  readonly limitDeniedBeneficiaries: number;
  /** With a denied line of a group, and with a line that an assistant furnished. */
  readonly deniedBeneficiaries: number;
  readonly assistantBeneficiaries: number;
  /** With a line after which the running total is above the KX or the review threshold. */
  readonly overKxBeneficiaries: number;
  readonly overReviewBeneficiaries: number;
  /**
   * OIG-4, our working definition: a paid line in each quarter of the calendar year. A period that
   * is no whole year finds fewer, of the provider and of the peers alike.
   */
  readonly throughoutYearBeneficiaries: number;
  /**
   * OIG-3, our working definition: two or more billing NPIs in the year, of any discipline; and
   * what was paid to this one.
   */
  readonly severalProviderBeneficiaries: number;
  readonly severalProviderPaidCents: Cents;
  readonly allowedCents: Cents;
  /** Sum over beneficiaries of squared allowed cents, for the t-test. */
  readonly allowedSquares: number;
}

/** One row per beneficiary and day goes into these counts. */
export interface VisitMeasures extends ProviderCell {
  readonly visits: number;
  readonly timedMinutes: number;
  readonly timedMinutesSquares: number;
  /** OIG-6, our working definition: more than 480 timed minutes; untimed codes add nothing. */
  readonly longBeneficiaryDays: number;
  readonly longDayBeneficiaries: number;
  readonly providerDays: number;
  readonly longProviderDays: number;
  /** Beneficiary, day and code with a known unit limit, and those above it (RULES 7.6). */
  readonly limitedCodeDays: number;
  readonly overLimitCodeDays: number;
  readonly overLimitBeneficiaries: number;
}

/** Where the running total of a beneficiary, year and group stood at the first KX, and at last. */
export interface DistanceMeasures extends ProviderCell {
  /** With a judged KX line. */
  readonly firstKxTotals: number;
  /** Threshold minus total before the first KX: discrete quartiles; negative = already above. */
  readonly lowerQuartileCents: Cents | null;
  readonly medianCents: Cents | null;
  readonly upperQuartileCents: Cents | null;
  /**
   * Totals after the provider's last line in the period within a band just under a threshold (at
   * most 5 percent of it below), and within the wider window that the band is compared with (from
   * 15 percent below to 10 percent above). Band and window are our policy.
   */
  readonly kxWindowTotals: number;
  readonly justUnderKxTotals: number;
  readonly reviewWindowTotals: number;
  readonly justUnderReviewTotals: number;
}

export interface MonthMeasures extends Pick<ProviderCell, 'role' | 'npi'> {
  /** First day of the month. */
  readonly month: IsoDay;
  readonly therapyLines: number;
  readonly kxLines: number;
  readonly judgedKxLines: number;
  readonly earlyKxLines: number;
  readonly unrequiredLines: number;
  readonly deniedLines: number;
  readonly beneficiaries: number;
}

/**
 * Judged lines by what KX says and what each rule, right or mistaken, would say. Only lines that
 * the rule alone decides: required or not required, and no KX near the threshold, which is
 * tolerated. (A hospital's KX counts for its whole claim: such lines are left out.)
 */
export interface RuleFitMeasures extends Pick<ProviderCell, 'role' | 'npi'> {
  readonly judgedLines: number;
  /** Lines on which KX is as the rule would have it. */
  readonly rightRuleFits: number;
  readonly mergedFits: number;
  readonly swappedFits: number;
  readonly lastYearFits: number;
  readonly chargesFits: number;
  /** Lines on which KX is wrong, and those of them that each mistaken rule makes right. */
  readonly wrongLines: number;
  readonly mergedExplains: number;
  readonly swappedExplains: number;
  readonly lastYearExplains: number;
  readonly chargesExplains: number;
  /**
   * KX near the threshold, which is tolerated and in none of the counts above; and those of them
   * that last year's amount asks for. The yearly rise is less than the tolerance, so that who goes
   * by last year's amount shows here.
   */
  readonly nearKxLines: number;
  readonly lastYearNearLines: number;
}

/** The day of the greatest rise of a biller's KX share with one payer, and the shares around it. */
export interface ShareJump {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly payerId: string;
  /** First day of the new habit. */
  readonly day: IsoDay;
  readonly linesBefore: number;
  readonly kxLinesBefore: number;
  readonly linesAfter: number;
  readonly kxLinesAfter: number;
  /** Of the lines from that day on: judged KX, and early among them. */
  readonly judgedKxLinesAfter: number;
  readonly earlyKxLinesAfter: number;
}

/** Which therapists bill under which tax number or billing NPI: what factor V follows. */
export interface ProviderLink {
  readonly renderingNpi: string | null;
  readonly billingNpi: string;
  readonly billingTin: string | null;
  readonly therapyLines: number;
}

/**
 * Lines whose KX needs attention, counted so that each falls under exactly one cause. KX with a
 * notice modifier is a conflict, early or not. Missing takes in lines denied for want of KX.
 */
export interface FindingMeasures {
  readonly billingNpi: string | null;
  readonly renderingNpi: string | null;
  readonly payerId: string;
  readonly serviceMonth: IsoDay;
  readonly kind: 'early' | 'missing' | 'conflict';
  readonly group: ThresholdGroup;
  /** First therapy date of the year with the biller; without a billing NPI, with the therapist. */
  readonly isFirstDate: boolean;
  readonly mergedExplains: boolean;
  readonly swappedExplains: boolean;
  readonly lastYearExplains: boolean;
  readonly chargesExplains: boolean;
  readonly lines: number;
  /** Medicare paid: could be recouped. */
  readonly exposedPaidCents: Cents;
  /** Charges of denied lines: could have been collected with KX. */
  readonly underBilledChargeCents: Cents;
}

export interface ProviderMeasures {
  readonly period: Period;
  readonly lines: readonly LineMeasures[];
  readonly beneficiaries: readonly BeneficiaryMeasures[];
  readonly visits: readonly VisitMeasures[];
  readonly distances: readonly DistanceMeasures[];
  readonly months: readonly MonthMeasures[];
  readonly ruleFits: readonly RuleFitMeasures[];
  readonly jumps: readonly ShareJump[];
  readonly links: readonly ProviderLink[];
  readonly findings: readonly FindingMeasures[];
  /** First service date of each NPI in the whole lake, in either role (factor III). */
  readonly firstSeen: ReadonlyMap<string, IsoDay>;
}
