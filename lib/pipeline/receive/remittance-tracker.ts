// Follows the envelope of an 835 as its reader scans it, to tell at any moment where another
// reading could go on. It reads no claim. Also keeps the counts that trailers are checked against,
// because a reader that began in the middle cannot: its counts begin where it began.

import type { ScanResult, SegmentScanner } from '../../intake/x12/segment-scanner.js';
import type { Segment } from '../../intake/x12/segment.js';
import { readProviderAdjustments } from '../../intake/x12-835/provider-adjustments.js';
import type { ScanWatcher } from '../../intake/x12-835/remittance-reader.js';
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
import { openAt } from './open-envelope.js';
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

/** The last place where a claim, or a group of claims, begins. */
interface Mark {
  offset: number;
  segments: number;
  /** Of the claims before it. */
  claimsCents: number | null;
  lx: Stretch | null;
  ts3: Stretch | null;
}

/** A payment whose header is longer than any real one is read in one go. */
const LONGEST_HEADER = 1_000_000;
/** What begins a payment where no ST does. */
const BEGINNINGS: ReadonlySet<number> = new Set([BPR, TRN, N1, CLP, SVC]);

export class RemittanceTracker implements ScanWatcher {
  /** In the order in which they came. */
  readonly otherSets: OtherSet[] = [];

  private open = openAt(null);
  private readonly mark: Mark = { offset: 0, segments: 0, claimsCents: 0, lx: null, ts3: null };
  /** Nothing other than claims came since the mark. */
  private isMarked = false;
  /** What to add to the scanner's offsets and numbers: it did not see the file from the start. */
  private skippedBytes = 0;
  private skippedSegments = 0;
  private scannedSegments = 0;
  /** Behind what was met. */
  private scannedTo = 0;
  private carried = new Set<Trailer>();
  private trailers: CarriedTrailer[] = [];

  /** The reader was given what the place's stretches hold; the file goes on behind them. */
  goOn(from: RemittancePlace, preludeBytes: number): void {
    this.open = openAt(from.envelope);
    this.skippedBytes = from.byteOffset - preludeBytes;
    this.skippedSegments = from.segments - this.scannedSegments;
    this.carried = new Set(['SE', 'GE', 'IEA']);
    this.trailers = [];
    this.otherSets.length = 0;
    this.isMarked = false;
  }

  /** Where another reading can go on; null where something other than claims came since. */
  get place(): TrackedPlace | null {
    const { interchange, transaction, groups, sets, firstSegment } = this.open;
    const { header, group, payment, amountCents, adjustedCents } = this.open;
    if (!this.isMarked || header === null || group === null || payment === null) return null;
    const { offset, segments, claimsCents, lx, ts3 } = this.mark;
    const loop = [lx, ts3].filter((each) => each !== null);
    const counted = { groups, sets, firstSegment, amountCents, claimsCents, adjustedCents };
    return {
      byteOffset: offset,
      segments,
      envelope: { interchange, transaction, header, group, payment, loop, ...counted },
    };
  }

  get skipped(): { readonly bytes: number; readonly segments: number } {
    return { bytes: this.skippedBytes, segments: this.skippedSegments };
  }

  meet(met: Exclude<ScanResult, 'more'>, { segment, segments, offset }: SegmentScanner): void {
    this.scannedSegments = segments;
    this.scannedTo = offset;
    if (met === 'segment') this.take(segment);
    else this.takeOther(met, segment);
  }

  /** Those met since the last call. */
  takeTrailers(): readonly CarriedTrailer[] {
    const met = this.trailers;
    this.trailers = [];
    return met;
  }

  private takeOther(met: Exclude<ScanResult, 'segment' | 'more'>, segment: Segment): void {
    const { open } = this;
    this.leaveSet();
    open.group = null;
    open.header = null;
    if (met !== 'interchange') return;
    this.carried.clear();
    open.interchange += 1;
    open.header = this.stretchOf(segment);
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
        open.group = this.stretchOf(segment);
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
        return;
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
    open.payment = this.stretchOf(segment);
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
        this.markHere(segment);
        open.lx = this.stretchOf(segment);
        open.ts3 = null;
        return;
      case TS3:
        open.ts3 = this.stretchOf(segment);
        return;
      case CLP:
        this.endHeader(segment);
        this.markHere(segment);
        open.claimsCents = plus(open.claimsCents, segment.cents(4));
        return;
      case SVC:
        return this.endHeader(segment);
      case PLB:
        this.isMarked = false;
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

  /** At every claim: what is not in the mark stays as it is for as long as the mark holds. */
  private markHere(segment: Segment): void {
    const { header, group, payment, isPastHeader, lx, ts3, claimsCents } = this.open;
    this.isMarked = false;
    if (!isPastHeader || header === null || group === null || payment === null) return;
    if (payment.to - payment.from > LONGEST_HEADER) return;
    const { mark } = this;
    const isInLoop = segment.id !== LX;
    mark.offset = this.offsetOf(segment);
    mark.segments = segment.number + this.skippedSegments - 1;
    mark.claimsCents = claimsCents;
    mark.lx = isInLoop ? lx : null;
    mark.ts3 = isInLoop ? ts3 : null;
    this.isMarked = true;
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
    this.isMarked = false;
  }

  /** Of what was met just now. */
  private stretchOf(segment: Segment): Stretch {
    return { from: this.offsetOf(segment), to: this.scannedTo + this.skippedBytes };
  }

  private offsetOf(segment: Segment): number {
    return segment.offset + this.skippedBytes;
  }
}

function plus(sum: number | null, cents: number | null): number | null {
  return sum === null || cents === null ? null : sum + cents;
}
