// The canonical claim: what every feed is read into, before anything is judged.
// It carries no name and no Medicare number; intake hands those over apart (see
// intake/intake-claim).

import type { Cents } from './money.js';
import type { IsoDay } from './day.js';

export type FeedName = 'x12-835';

export type ClaimType = 'professional' | 'institutional';

/** One CAS entry: group (CO, PR, OA, PI, CR), CARC and amount, signed as the payer sent it. */
export interface Adjustment {
  readonly group: string;
  readonly reason: string;
  readonly cents: Cents;
}

export interface ProcedureCode {
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
}

/** One billed service as the payer adjudicated it (835: one SVC loop). */
export interface ClaimLine {
  /** 1-based place on the claim. */
  readonly line: number;
  readonly serviceDate: IsoDay;
  /** Last day of the service; equal to `serviceDate` unless the feed gives a range. */
  readonly serviceDateEnd: IsoDay;
  /** What was paid (835 SVC01). */
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  /** What was billed, when the payer changed it (835 SVC06); KX is judged on this one. */
  readonly submitted: ProcedureCode | null;
  readonly revenueCode: string | null;
  readonly units: number;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** As reported (835 AMT*B6); null when the feed does not say: it is then rebuilt (ACC-1). */
  readonly allowedCents: Cents | null;
  readonly adjustments: readonly Adjustment[];
  /** Remittance remark codes of the line (835 LQ*HE). */
  readonly remarks: readonly string[];
  readonly renderingNpi: string | null;
  readonly placeOfService: string | null;
  /** The payer's line control number (835 REF*6R). */
  readonly controlNumber: string | null;
  /** True when the feed itself says that the line is denied; the 835 never does. */
  readonly isDenied: boolean;
  /** False when charge minus adjustments is not what was paid. */
  readonly isBalanced: boolean;
}

/** One version of one claim: an original, a reversal, a correction, a repayment. */
export interface ClaimFacts {
  readonly feed: FeedName;
  /** Payer claim control number (835 CLP07). */
  readonly icn: string;
  /** The payer's number: a Medicare contractor number where the feed gives one. */
  readonly payerId: string;
  readonly payerName: string | null;
  /** 835 CLP06: MB, MA, 16 ... */
  readonly filingIndicator: string | null;
  readonly claimType: ClaimType;
  /** Four digits (`0131`) on institutional claims. */
  readonly typeOfBill: string | null;
  readonly placeOfService: string | null;
  /** Known only where the feed tells (CCN 1300-1399); type of bill 85X says it by itself. */
  readonly isCriticalAccess: boolean;
  /** 835 CLP02. */
  readonly status: string;
  readonly isReversal: boolean;
  /** The claim that this one replaces (835 REF*F8). */
  readonly replacesIcn: string | null;
  /** The provider's own account number (835 CLP01). */
  readonly accountNumber: string | null;
  /** When the payer received the claim (835 DTM*050). */
  readonly receivedDate: IsoDay | null;
  readonly paidDate: IsoDay;
  readonly statementFrom: IsoDay | null;
  readonly statementTo: IsoDay | null;
  /** Payment trace number (835 TRN02). */
  readonly trace: string;
  readonly billingNpi: string | null;
  readonly billingTin: string | null;
  /** Two letters, of the payee's address (835 N4 of N1*PE). */
  readonly billingState: string | null;
  readonly renderingNpi: string | null;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** Claim-level adjustments (835 CAS before the first SVC); never added to a line. */
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
  readonly lines: readonly ClaimLine[];
  /** What the reader wants a person to know, as fixed words (UNBALANCED_CLAIM, ...). */
  readonly intakeNotes: readonly string[];
  /** How a claim that Medicare pays second accrues; null = the setting of the workspace (MSP-1). */
  readonly mspAccrual: MspAccrual | null;
}

export type MspAccrual = 'medicare_secondary_payment' | 'fee';

/** A claim version with its identity, as the ledger keeps it. */
export interface ClaimVersion extends ClaimFacts {
  /** Contractor and ICN: which claim. Unique within a tenant and beneficiary. */
  readonly claimKey: string;
  /** Which version of it; the same key is the same version, whoever delivered it. */
  readonly versionKey: string;
}

/** The code and modifiers on which KX is judged: as submitted (RULES 8.1, SVC06). */
export function submittedProcedure(line: ClaimLine): ProcedureCode {
  return line.submitted ?? line;
}

/** Calendar years that the version touches, ascending; never empty for an accepted claim. */
export function serviceYears(claim: ClaimFacts): readonly number[] {
  const years = new Set<number>();
  let last = '';
  for (const { serviceDate } of claim.lines) {
    // Lines of a claim mostly share their day.
    if (serviceDate !== last) years.add(Number(serviceDate.slice(0, 4)));
    last = serviceDate;
  }
  if (years.size === 0 && claim.statementFrom !== null) {
    years.add(Number(claim.statementFrom.slice(0, 4)));
  }
  return [...years].sort((left, right) => left - right);
}
