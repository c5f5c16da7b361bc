// Reads what stands inside one 835: the payment, then claim after claim, then PLB.
// Each claim is settled into one event when the segment after its last one comes.

import type { FilePosition } from '../../domain/file-position.js';
import type { IntakeEvent } from '../intake-claim.js';
import type { Segment } from '../x12/segment.js';
import type { SegmentScanner } from '../x12/segment-scanner.js';
import { ClaimDraft } from './claim-draft.js';
import { Payment } from './payment.js';
import type { Place } from './place.js';
import { ProcedureReader } from './procedure.js';
import { readProviderAdjustments } from './provider-adjustments.js';
import { countOversizedLine, readClaimSegment } from './read-claim-segment.js';
import {
  BPR,
  CLP,
  DTM,
  LX,
  N1,
  N4,
  PASSED_OVER,
  PLB,
  REF,
  SVC,
  TRN,
  TS2,
  TS3,
} from './segment-ids.js';
import { settleClaim, truncate } from './settle-claim.js';

export interface PaymentSurroundings {
  readonly scanner: SegmentScanner;
  readonly contractorPart: (payerId: string) => 'A' | 'B' | null;
  readonly emit: (event: IntakeEvent) => void;
  readonly warn: (reason: string, message: string, place?: Place) => void;
  readonly positionOf: (place: Place) => FilePosition;
}

/** By a segment that can follow it; by one that cannot; by the end of the input. */
export type ClaimEnding = 'complete' | 'broken' | 'cut';

/** No real claim comes near (999 lines of a few hundred bytes); bounds what one may hold. */
const LARGEST_CLAIM = 4_194_304;

export class PaymentReader {
  private readonly procedures = new ProcedureReader();
  private readonly claim = new ClaimDraft();
  private payment = new Payment();
  private isRefusedAsTest = false;
  private payerId = '';
  private contractorPart: 'A' | 'B' | null = null;
  /** The first claim has come: what follows is no header any more. */
  private isPastHeader = false;
  private hasWarnedOfSegment = false;
  private hasWarnedOfSeparator = false;
  /** Raw text of a claim beyond the largest; null for all others. */
  private oversizedText: string | null = null;

  constructor(private readonly around: PaymentSurroundings) {}

  /** A new interchange with its ISA16. */
  useSeparator(separator: number): void {
    this.procedures.useSeparator(separator);
    this.hasWarnedOfSeparator = false;
  }

  begin(isRefusedAsTest: boolean): void {
    this.payment = new Payment();
    this.isRefusedAsTest = isRefusedAsTest;
    this.isPastHeader = false;
    this.hasWarnedOfSegment = false;
  }

  /** False for a payment header where only claims can stand: another payment begins. */
  read(segment: Segment): boolean {
    if (this.claim.isOpen && this.readClaim(segment)) return true;
    switch (segment.id) {
      case CLP:
        this.beginClaim(segment);
        return true;
      case SVC:
        this.beginClaim(segment);
        return this.readClaim(segment);
      case LX:
      case TS2:
      case TS3:
      case PLB:
        this.endClaim('complete');
        this.readBetweenClaims(segment);
        return true;
      case BPR:
      case TRN:
      case N1:
        if (this.isPastHeader) return false;
        this.payment.read(segment);
        return true;
      case REF:
      case DTM:
      case N4:
        if (!this.isPastHeader) this.payment.read(segment);
        return true;
      default:
        this.meetUnknown(segment);
        return true;
    }
  }

  /** The last segment of a cut file: only what its beginning says can be used. */
  readCut(segment: Segment): void {
    const { id } = segment;
    if (id === CLP || id === SVC) this.read(segment);
    const isNext = id === LX || id === TS2 || id === TS3 || id === PLB;
    if (isNext && segment.count > 1) this.endClaim('complete');
  }

  /** Ends the payment; an open claim is whole only when SE closed it. */
  finish(ending: ClaimEnding): void {
    this.endClaim(ending);
    if (ending === 'complete' && !this.payment.isBalanced) {
      this.around.warn('PAYMENT_UNBALANCED', 'BPR02 is not the sum of CLP04 less PLB');
    }
  }

  private readClaim(segment: Segment): boolean {
    const { claim } = this;
    if (segment.offset - claim.place.offset <= LARGEST_CLAIM) {
      return readClaimSegment(claim, segment, this.procedures);
    }
    if (this.oversizedText === null) this.outgrow();
    if (segment.id !== SVC) return readClaimSegment(claim, segment, this.procedures);
    countOversizedLine(claim, segment.cents(2));
    return true;
  }

  /** Beyond the largest claim only the count goes on; what was kept of it is dropped. */
  private outgrow(): void {
    const { claim, around } = this;
    this.oversizedText = around.scanner.heldText(claim.place.offset + LARGEST_CLAIM);
    around.scanner.release();
    claim.fail({ reason: 'TOO_LARGE', field: null });
    claim.lines = [];
    claim.line = null;
  }

  private readBetweenClaims(segment: Segment): void {
    if (segment.id === LX) this.payment.leaveGroup();
    if (segment.id === TS3) this.payment.readGroup(segment);
    if (segment.id !== PLB) return;
    const place = { segment: segment.number, offset: segment.offset };
    for (const entry of readProviderAdjustments(segment, this.procedures.separator)) {
      this.payment.countAdjustment(entry.cents);
      if (entry.cents === null) {
        this.around.warn('MONEY_NOT_A_NUMBER', `${entry.field} is not an amount`, place);
      } else if (!this.isRefusedAsTest) {
        const { reason, cents } = entry;
        const position = this.around.positionOf(place);
        this.around.emit({ kind: 'provider_adjustment', reason, cents, position });
      }
    }
  }

  /** CLP; or an SVC that no CLP precedes. */
  private beginClaim(segment: Segment): void {
    this.endClaim('complete');
    if (!this.isPastHeader) this.closeHeader();
    if (segment.id === CLP) {
      this.claim.begin(segment);
      this.payment.countClaim(segment.cents(4));
    } else this.claim.beginWithoutHeader(segment);
    this.around.scanner.hold();
  }

  private closeHeader(): void {
    const { payment, around } = this;
    this.isPastHeader = true;
    this.payerId = payment.payerId;
    this.contractorPart = around.contractorPart(this.payerId);
    if (payment.hasPaidDateFromProduction) {
      around.warn('PAID_DATE_FROM_DTM405', 'BPR16 is not a calendar day; DTM*405 is used');
    }
    if (payment.trace === '') around.warn('TRACE_MISSING', 'TRN02 is missing');
  }

  private endClaim(ending: ClaimEnding): void {
    const { claim, around } = this;
    if (!claim.isOpen) return;
    if (ending !== 'complete') truncate(claim);
    const { scanner } = around;
    const end = ending === 'cut' ? scanner.offset : scanner.segment.offset;
    const event = settleClaim(claim, {
      payment: this.payment,
      payerId: this.payerId,
      contractorPart: this.contractorPart,
      isRefusedAsTest: this.isRefusedAsTest,
      rawText: () => this.oversizedText ?? scanner.heldText(end),
      positionOf: around.positionOf,
    });
    if (claim.oddSeparatorPlace !== null) this.warnOfSeparator(claim.oddSeparatorPlace);
    around.emit(event);
    claim.isOpen = false;
    this.oversizedText = null;
    scanner.release();
  }

  private warnOfSeparator(place: Place): void {
    if (this.hasWarnedOfSeparator) return;
    this.hasWarnedOfSeparator = true;
    const message = 'ISA16 is not the component separator in use; the one in use was read';
    this.around.warn('COMPONENT_SEPARATOR', message, place);
  }

  /** In a claim, a segment that no 835 has may be a damaged one: then the claim is not whole. */
  private meetUnknown(segment: Segment): void {
    if (PASSED_OVER.has(segment.id)) return;
    const place = { segment: segment.number, offset: segment.offset };
    if (this.claim.isOpen) this.claim.fail({ reason: 'UNKNOWN_SEGMENT', field: null }, place);
    if (this.hasWarnedOfSegment) return;
    this.hasWarnedOfSegment = true;
    this.around.warn('SEGMENT_OUT_OF_PLACE', 'a segment has no place here; it is not read', place);
  }
}
