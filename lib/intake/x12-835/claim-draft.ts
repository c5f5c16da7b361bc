// A claim of an 835 while its segments come in (read-claim-segment fills it, settle-claim judges
// it). One instance is used again for every claim; only the lines are made new.

import type { Adjustment } from '../../domain/claim.js';
import type { IsoDay } from '../../domain/day.js';
import { ZERO_CENTS, type Cents } from '../../domain/money.js';
import type { BeneficiaryIdentity } from '../intake-claim.js';
import type { Segment } from '../x12/segment.js';
import type { Fault } from './fault.js';
import type { Place } from './place.js';
import { closeLine, type LineDraft } from './service-line.js';

const NONE: readonly string[] = [];
const NOWHERE: Place = { segment: 0, offset: 0 };

export class ClaimDraft {
  isOpen = false;
  place: Place = NOWHERE;
  fault: Fault | null = null;
  faultPlace: Place = NOWHERE;
  accountNumber: string | null = null;
  status = '';
  chargeCents: Cents = ZERO_CENTS;
  paidCents: Cents = ZERO_CENTS;
  filingIndicator: string | null = null;
  icn: string | null = null;
  facility = '';
  frequency = '';
  replacesIcn: string | null = null;
  receivedDate: IsoDay | null = null;
  statementFrom: IsoDay | null = null;
  statementTo: IsoDay | null = null;
  renderingNpi: string | null = null;
  hasInpatientRemarks = false;
  adjustments: Adjustment[] = [];
  remarks = NONE;
  notes = NONE;
  lines: LineDraft[] = [];
  /** The line that the next segments belong to; null before the first, and after a faulty SVC. */
  line: LineDraft | null = null;
  linePlace: Place = NOWHERE;
  /** SVC met, also those that could not be read. */
  lineCount = 0;
  lineChargeCents: Cents = ZERO_CENTS;
  /** The first composite that another separator than ISA16 cuts. */
  oddSeparatorPlace: Place | null = null;
  patient: BeneficiaryIdentity | null = null;
  subscriber: BeneficiaryIdentity | null = null;
  correctedId: string | null = null;
  hasPatientName = false;

  /** CLP. */
  begin(segment: Segment): void {
    this.clear(segment);
    const charge = segment.cents(3);
    const paid = segment.cents(4);
    this.accountNumber = segment.textOrNull(1);
    this.status = segment.code(2);
    this.chargeCents = charge ?? ZERO_CENTS;
    this.paidCents = paid ?? ZERO_CENTS;
    this.filingIndicator = segment.code(6) || null;
    this.icn = segment.textOrNull(7);
    this.facility = segment.code(8);
    this.frequency = segment.code(9);
    if (charge === null) this.fail({ reason: 'MONEY_NOT_A_NUMBER', field: 'CLP03' });
    if (paid === null) this.fail({ reason: 'MONEY_NOT_A_NUMBER', field: 'CLP04' });
  }

  /** An SVC that no CLP precedes: held as a claim without one, so that its lines are counted. */
  beginWithoutHeader(segment: Segment): void {
    this.clear(segment);
    this.status = '';
    this.accountNumber = null;
    this.chargeCents = ZERO_CENTS;
    this.paidCents = ZERO_CENTS;
    this.filingIndicator = null;
    this.icn = null;
    this.facility = '';
    this.frequency = '';
    this.fail({ reason: 'NO_CLAIM_SEGMENT', field: null });
  }

  /** The beneficiary as sent: the patient, else the subscriber, with the corrected number. */
  get identity(): BeneficiaryIdentity | null {
    const sent = this.patient ?? this.subscriber;
    if (sent === null || this.correctedId === null || this.correctedId === sent.id) return sent;
    return { ...sent, correctedId: this.correctedId };
  }

  /** Keeps the first fault; the claim goes on, so that its lines are counted. */
  fail(fault: Fault, place: Place = this.place): void {
    if (this.fault !== null) return;
    this.fault = fault;
    this.faultPlace = place;
  }

  note(word: string): void {
    if (!this.notes.includes(word)) this.notes = [...this.notes, word];
  }

  /** Ends the current line. */
  closeLine(): void {
    if (this.line === null) return;
    const fault = closeLine(this.line);
    this.line = null;
    if (fault !== null) this.fail(fault, this.linePlace);
  }

  /** All that CLP does not set. */
  private clear(segment: Segment): void {
    this.isOpen = true;
    this.place = { segment: segment.number, offset: segment.offset };
    this.fault = null;
    this.replacesIcn = null;
    this.receivedDate = null;
    this.statementFrom = null;
    this.statementTo = null;
    this.renderingNpi = null;
    this.hasInpatientRemarks = false;
    this.adjustments = [];
    this.remarks = NONE;
    this.notes = NONE;
    this.lines = [];
    this.line = null;
    this.lineCount = 0;
    this.lineChargeCents = ZERO_CENTS;
    this.oddSeparatorPlace = null;
    this.patient = null;
    this.subscriber = null;
    this.correctedId = null;
    this.hasPatientName = false;
  }
}
