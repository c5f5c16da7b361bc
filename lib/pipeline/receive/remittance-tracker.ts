// Follows the envelope of an 835 beside its reader, to tell at any moment where another reading
// could go on. It reads no claim. Also keeps the counts that trailers are checked against, because
// a reader that began in the middle cannot: its counts begin where it began.

import { SegmentScanner, type ScanResult } from '../../intake/x12/segment-scanner.js';
import type { Segment } from '../../intake/x12/segment.js';
import { readProviderAdjustments } from '../../intake/x12-835/provider-adjustments.js';
import {
  BPR,
  CLP,
  GE,
  GS,
  IEA,
  LX,
  N1,
  PLB,
  SE,
  ST,
  SVC,
  TRN,
  TS3,
} from '../../intake/x12-835/segment-ids.js';
import { openAt, type OpenEnvelope } from './open-envelope.js';
import type { EnvelopePlace, RemittancePlace, Stretch } from './remittance-place.js';

/** Without what was said about it, which the tracker does not see. */
export type TrackedPlace = Omit<RemittancePlace, 'told' | 'toldSets'>;

/** ST of another kind than 835. */
export interface OtherSet extends Pick<EnvelopePlace, 'interchange' | 'transaction'> {
  readonly code: string;
  readonly segment: number;
  readonly byteOffset: number;
}

export type Trailer = 'SE' | 'GE' | 'IEA';

/** A trailer of something that was open where this reading began. */
export interface CarriedTrailer {
  readonly trailer: Trailer;
  /** As the reader that began in the middle counts it. */
  readonly scannedOffset: number;
  readonly scannedSegment: number;
  readonly isCountRight: boolean;
  readonly isBalanced: boolean;
  /** ST02; null on GE and IEA. */
  readonly transaction: string | null;
}

/** A payment whose header is longer than any real one is read in one go. */
const LONGEST_HEADER = 1_000_000;
/** What begins a payment where no ST does. */
const BEGINNINGS: ReadonlySet<number> = new Set([BPR, TRN, N1, CLP, SVC]);

export class RemittanceTracker {
  /** Where another reading can go on; null where something other than claims came since. */
  place: TrackedPlace | null = null;
  /** In the order in which they came. */
  readonly otherSets: OtherSet[] = [];

  private readonly scanner = new SegmentScanner();
  private readonly open: OpenEnvelope;
  /** What to add to the scanner's offsets and numbers: it did not see the file from the start. */
  private skippedBytes = 0;
  private skippedSegments = 0;
  private carried = new Set<Trailer>();
  private trailers: CarriedTrailer[] = [];
  private isStopped = false;

  /** `prelude`: what the place's stretches hold, which the reader is given first too. */
  constructor(from: RemittancePlace | null, prelude: Uint8Array) {
    this.open = openAt(null);
    if (from === null) return;
    this.read(prelude);
    this.open = openAt(from.envelope);
    this.skippedBytes = from.byteOffset - prelude.length;
    this.skippedSegments = from.segments - this.scanner.segments;
    this.carried = new Set(['SE', 'GE', 'IEA']);
    this.trailers = [];
    this.otherSets.length = 0;
    this.place = null;
  }

  get skipped(): { readonly bytes: number; readonly segments: number } {
    return { bytes: this.skippedBytes, segments: this.skippedSegments };
  }

  read(chunk: Uint8Array): void {
    this.scanner.push(chunk);
    this.walk();
  }

  end(): void {
    this.scanner.end();
    this.walk();
  }

  /** Those met since the last call. */
  takeTrailers(): readonly CarriedTrailer[] {
    const met = this.trailers;
    this.trailers = [];
    return met;
  }

  private walk(): void {
    while (!this.isStopped) {
      const met = this.scanner.next();
      if (met === 'more') return;
      if (met === 'segment') this.take(this.scanner.segment);
      else this.takeOther(met);
    }
  }

  private takeOther(met: Exclude<ScanResult, 'segment' | 'more'>): void {
    const { open } = this;
    this.leaveSet();
    open.group = null;
    open.header = null;
    this.isStopped = met === 'endless';
    if (met !== 'interchange') return;
    this.carried.clear();
    open.interchange += 1;
    open.header = this.here();
    open.groups = 0;
    open.sets = 0;
  }

  private take(segment: Segment): void {
    const { open } = this;
    switch (segment.id) {
      case GS:
        this.leaveSet();
        this.carried.delete('SE');
        this.carried.delete('GE');
        open.group = this.here();
        open.groups += 1;
        open.sets = 0;
        return;
      case ST:
        return this.openSet(segment);
      case SE: {
        const count = segment.number + this.skippedSegments - open.firstSegment + 1;
        this.meetTrailer('SE', segment, count);
        return this.leaveSet();
      }
      case GE:
        this.leaveSet();
        this.meetTrailer('GE', segment, open.sets);
        open.group = null;
        return;
      case IEA:
        this.leaveSet();
        this.meetTrailer('IEA', segment, open.groups);
        open.header = null;
        open.group = null;
        return this.scanner.leaveInterchange();
      default:
        if (open.isRemittance) this.takeContent(segment);
        else if (!open.isInSet && BEGINNINGS.has(segment.id)) this.openWithoutHeader(segment);
    }
  }

  /** As the reader does: counted as a set, and nothing that anybody could go on from. */
  private openWithoutHeader(segment: Segment): void {
    const { open } = this;
    this.leaveSet();
    this.carried.delete('SE');
    open.sets += 1;
    open.isInSet = true;
    open.isRemittance = true;
    open.isPastHeader = segment.id === CLP || segment.id === SVC;
  }

  private openSet(segment: Segment): void {
    const { open } = this;
    this.leaveSet();
    this.carried.delete('SE');
    open.sets += 1;
    open.isInSet = true;
    open.isRemittance = segment.text(1) === '835';
    open.transaction = segment.text(2) || null;
    open.firstSegment = segment.number + this.skippedSegments;
    if (!open.isRemittance) return this.addOther(segment);
    open.payment = this.here();
    open.amountCents = 0;
    open.claimsCents = 0;
    open.adjustedCents = 0;
  }

  private addOther(segment: Segment): void {
    const { interchange, transaction, firstSegment } = this.open;
    this.otherSets.push({
      code: segment.text(1),
      interchange,
      transaction,
      segment: firstSegment,
      byteOffset: this.offsetOf(segment),
    });
  }

  private takeContent(segment: Segment): void {
    const { open } = this;
    switch (segment.id) {
      case BPR:
      case TRN:
      case N1:
        // Behind claims it begins a payment that has no ST.
        if (open.isPastHeader) this.openWithoutHeader(segment);
        else if (segment.id === BPR) open.amountCents = segment.cents(2);
        return;
      case LX:
        this.placeHere(segment);
        open.lx = this.here();
        open.ts3 = null;
        return;
      case TS3:
        open.ts3 = this.here();
        return;
      case CLP:
        this.endHeader(segment);
        this.placeHere(segment);
        open.claimsCents = plus(open.claimsCents, segment.cents(4));
        return;
      case SVC:
        return this.endHeader(segment);
      case PLB:
        this.place = null;
        for (const { cents } of readProviderAdjustments(segment, 0)) {
          open.adjustedCents = plus(open.adjustedCents, cents);
        }
    }
  }

  /** The header ends with the first claim; LX and TS3 before that are part of it. */
  private endHeader(segment: Segment): void {
    const { open } = this;
    if (open.isPastHeader) return;
    open.isPastHeader = true;
    if (open.payment === null) return;
    open.payment = { from: open.payment.from, to: this.offsetOf(segment) };
    open.lx = null;
    open.ts3 = null;
  }

  private placeHere(segment: Segment): void {
    const { header, group, payment, isPastHeader, lx, ts3, isInSet, isRemittance, ...counts } =
      this.open;
    this.place = null;
    if (!isInSet || !isRemittance || !isPastHeader) return;
    if (header === null || group === null || payment === null) return;
    if (payment.to - payment.from > LONGEST_HEADER) return;
    const isInLoop = segment.id !== LX;
    const loop = [lx, ts3].flatMap((each) => (each === null || !isInLoop ? [] : [each]));
    this.place = {
      byteOffset: this.offsetOf(segment),
      segments: segment.number + this.skippedSegments - 1,
      envelope: { ...counts, header, group, payment, loop },
    };
  }

  private meetTrailer(trailer: Trailer, segment: Segment, count: number): void {
    if (!this.carried.delete(trailer)) return;
    const { amountCents, claimsCents, adjustedCents, transaction } = this.open;
    const isKnown = amountCents !== null && claimsCents !== null && adjustedCents !== null;
    this.trailers.push({
      trailer,
      scannedOffset: segment.offset,
      scannedSegment: segment.number,
      isCountRight: segment.text(1).replace(/^0+(?=.)/, '') === String(count),
      isBalanced: !isKnown || amountCents === claimsCents - adjustedCents,
      transaction,
    });
  }

  private leaveSet(): void {
    const { open } = this;
    open.isInSet = false;
    open.isRemittance = false;
    open.transaction = null;
    open.payment = null;
    open.isPastHeader = false;
    open.lx = null;
    open.ts3 = null;
    this.place = null;
  }

  private here(): Stretch {
    const from = this.offsetOf(this.scanner.segment);
    return { from, to: this.scanner.offset + this.skippedBytes };
  }

  private offsetOf(segment: Segment): number {
    return segment.offset + this.skippedBytes;
  }
}

function plus(sum: number | null, cents: number | null): number | null {
  return sum === null || cents === null ? null : sum + cents;
}
