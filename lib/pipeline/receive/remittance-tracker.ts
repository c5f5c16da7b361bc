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
import type { EnvelopePlace, RemittancePlace, Stretch } from './remittance-place.js';

export type Trailer = 'SE' | 'GE' | 'IEA';

/** A trailer of something that was open where this reading began. */
export interface CarriedTrailer {
  readonly trailer: Trailer;
  /** As the reader that began in the middle counts it. */
  readonly scannedOffset: number;
  readonly scannedSegment: number;
  readonly isCountRight: boolean;
  readonly isBalanced: boolean;
}

interface Open {
  interchange: number;
  header: Stretch | null;
  group: Stretch | null;
  payment: Stretch | null;
  isPastHeader: boolean;
  lx: Stretch | null;
  ts3: Stretch | null;
  groups: number;
  sets: number;
  firstSegment: number;
  amountCents: number | null;
  claimsCents: number | null;
  adjustedCents: number | null;
}

/** A payment whose header is longer than any real one is read in one go. */
const LONGEST_HEADER = 1_000_000;

export class RemittanceTracker {
  /** Where another reading can go on; null where something other than claims came since. */
  place: RemittancePlace | null = null;

  private readonly scanner = new SegmentScanner();
  private readonly open: Open;
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
    this.leavePayment();
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
        this.leavePayment();
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
        return this.leavePayment();
      }
      case GE:
        this.leavePayment();
        this.meetTrailer('GE', segment, open.sets);
        open.group = null;
        return;
      case IEA:
        this.leavePayment();
        this.meetTrailer('IEA', segment, open.groups);
        open.header = null;
        open.group = null;
        return this.scanner.leaveInterchange();
      default:
        if (open.payment !== null) this.takeContent(segment);
    }
  }

  private openSet(segment: Segment): void {
    const { open } = this;
    this.leavePayment();
    this.carried.delete('SE');
    open.sets += 1;
    if (segment.text(1) !== '835') return;
    open.payment = this.here();
    open.firstSegment = segment.number + this.skippedSegments;
    open.amountCents = 0;
    open.claimsCents = 0;
    open.adjustedCents = 0;
  }

  private takeContent(segment: Segment): void {
    const { open } = this;
    switch (segment.id) {
      case BPR:
      case TRN:
      case N1:
        // Behind claims it begins a payment that has no ST: nobody goes on from there.
        if (open.isPastHeader) this.leavePayment();
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
    if (open.isPastHeader || open.payment === null) return;
    open.isPastHeader = true;
    open.payment = { from: open.payment.from, to: this.offsetOf(segment) };
    open.lx = null;
    open.ts3 = null;
  }

  private placeHere(segment: Segment): void {
    const { header, group, payment, isPastHeader, lx, ts3, ...counts } = this.open;
    this.place = null;
    if (!isPastHeader || header === null || group === null || payment === null) return;
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
    const { amountCents, claimsCents, adjustedCents } = this.open;
    const isKnown = amountCents !== null && claimsCents !== null && adjustedCents !== null;
    this.trailers.push({
      trailer,
      scannedOffset: segment.offset,
      scannedSegment: segment.number,
      isCountRight: segment.text(1).replace(/^0+(?=.)/, '') === String(count),
      isBalanced: !isKnown || amountCents === claimsCents - adjustedCents,
    });
  }

  private leavePayment(): void {
    const { open } = this;
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

function openAt(from: EnvelopePlace | null): Open {
  const loop = from?.loop ?? [];
  return {
    interchange: from?.interchange ?? 0,
    header: from?.header ?? null,
    group: from?.group ?? null,
    payment: from?.payment ?? null,
    isPastHeader: from !== null,
    lx: loop[0] ?? null,
    ts3: loop[1] ?? null,
    groups: from?.groups ?? 0,
    sets: from?.sets ?? 0,
    firstSegment: from?.firstSegment ?? 0,
    amountCents: from?.amountCents ?? 0,
    claimsCents: from?.claimsCents ?? 0,
    adjustedCents: from?.adjustedCents ?? 0,
  };
}

function plus(sum: number | null, cents: number | null): number | null {
  return sum === null || cents === null ? null : sum + cents;
}
