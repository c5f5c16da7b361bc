// Walks the segments of a file: its envelope, its transaction sets, and how it ends. What stands
// inside an 835 is the business of payment-reader; everything becomes events.

import type { FilePosition } from '../../domain/file-position.js';
import type { IntakeEvent } from '../intake-claim.js';
import { Envelope } from '../x12/envelope.js';
import { SegmentScanner, type ScanResult } from '../x12/segment-scanner.js';
import { OtherSets } from './other-sets.js';
import { PaymentReader, type ClaimEnding } from './payment-reader.js';
import type { Place } from './place.js';
import { describeRefusal, nameForeign, type RefusalReason } from './refusal.js';
import type { RemittanceOptions } from './remittance-options.js';
import { BPR, CLP, GE, GS, IEA, N1, SE, ST, SVC, TRN } from './segment-ids.js';
import { describeVersion } from './version.js';

const REMITTANCE = '835';

/** Told of everything that is met, before the reader takes it: two readings of one scan. */
export interface ScanWatcher {
  meet(met: Exclude<ScanResult, 'more'>, scanner: SegmentScanner): void;
}

export class RemittanceReader {
  /** True when the rest of the file cannot be read. */
  isStopped = false;

  private events: IntakeEvent[] = [];
  private readonly scanner = new SegmentScanner();
  private readonly segment = this.scanner.segment;
  private readonly envelope = new Envelope(({ reason, message }) => this.warn(reason, message));
  private readonly otherSets = new OtherSets();
  private readonly payments: PaymentReader;
  private isInRemittance = false;
  private remittances = 0;
  private refusals = 0;

  constructor(
    private readonly options: RemittanceOptions,
    private readonly watcher: ScanWatcher | null = null,
  ) {
    this.payments = new PaymentReader({
      scanner: this.scanner,
      contractorPart: options.contractorPart,
      emit: (event) => this.events.push(event),
      warn: (reason, message, place) => this.warn(reason, message, place),
      positionOf: (place) => this.positionOf(place),
    });
  }

  /** Takes the next bytes; returns what they completed. */
  read(chunk: Uint8Array): readonly IntakeEvent[] {
    this.scanner.push(chunk);
    this.walk();
    return this.takeEvents();
  }

  /** Ends the input; `failure` says why it ended, when that was not its own end. */
  end(failure: RefusalReason | null): readonly IntakeEvent[] {
    this.scanner.end();
    this.walk();
    if (this.isStopped) return this.takeEvents();
    const isCut = this.envelope.isInInterchange;
    this.leaveRemittance('cut');
    const place = { segment: this.scanner.segments, offset: this.scanner.offset };
    if (failure !== null) this.refuse(failure, place);
    else if (isCut) this.refuse('TRUNCATED', place);
    else if (this.envelope.interchange === 0 && this.refusals === 0) this.refuse('EMPTY', place);
    const isAlone = this.remittances === 0 && this.refusals === 0;
    this.events.push(...this.otherSets.report(isAlone, this.positionOf(place)));
    return this.takeEvents();
  }

  private takeEvents(): readonly IntakeEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  private walk(): void {
    while (!this.isStopped) {
      const met = this.scanner.next();
      if (met === 'more') return;
      this.watcher?.meet(met, this.scanner);
      if (met !== 'segment') this.takeOther(met);
      else if (this.scanner.isUnterminated) this.takeCut();
      else this.take();
    }
  }

  private take(): void {
    switch (this.segment.id) {
      case ST:
        return this.openSet();
      case SE:
        return this.closeSet();
      case GS:
        return this.openGroup();
      case GE:
        this.leaveRemittance('broken');
        return this.envelope.closeGroup(this.segment);
      case IEA:
        this.leaveRemittance('broken');
        this.envelope.closeInterchange(this.segment);
        return this.scanner.leaveInterchange();
      default:
        this.takeContent();
    }
  }

  private takeContent(): void {
    if (this.isInRemittance) {
      if (this.payments.read(this.segment)) return;
      // A payment header after claims: SE and ST between them are lost.
      this.leaveRemittance('broken');
      return this.beginWithoutHeader();
    }
    if (this.envelope.isInSet) return;
    const { id } = this.segment;
    const isPayment = id === BPR || id === TRN || id === N1 || id === CLP || id === SVC;
    if (isPayment) this.beginWithoutHeader();
  }

  private beginWithoutHeader(): void {
    this.envelope.openSetWithoutHeader(this.segment);
    this.enterRemittance();
    this.payments.read(this.segment);
  }

  private openGroup(): void {
    this.leaveRemittance('broken');
    this.envelope.openGroup(this.segment);
    const warning = describeVersion(this.segment.code(8));
    if (warning !== null) this.warn(warning.reason, warning.message);
  }

  private openSet(): void {
    this.leaveRemittance('broken');
    this.envelope.openSet(this.segment);
    const code = this.segment.text(1);
    if (code === REMITTANCE) this.enterRemittance();
    else this.otherSets.add(code, this.positionOf(this.here()));
  }

  private closeSet(): void {
    this.leaveRemittance('complete');
    this.envelope.closeSet(this.segment);
  }

  private enterRemittance(): void {
    this.remittances += 1;
    this.isInRemittance = true;
    this.payments.begin(this.envelope.isTest && !this.options.includeTest);
  }

  private leaveRemittance(ending: ClaimEnding): void {
    if (this.isInRemittance) this.payments.finish(ending);
    this.isInRemittance = false;
  }

  private takeOther(met: Exclude<ScanResult, 'segment' | 'more'>): void {
    if (met === 'foreign') return this.refuseForeign();
    this.leaveRemittance('broken');
    if (met === 'unreadable') return this.refuse('ISA_UNREADABLE', this.here());
    if (met === 'endless') {
      this.isStopped = true;
      return this.refuse('SEGMENT_ENDLESS', this.here());
    }
    const { header } = this.scanner;
    if (header === null) throw new Error('an interchange was met without its header');
    this.envelope.openInterchange(header);
    this.payments.useSeparator(header.component);
  }

  /** At the beginning the file is not X12; later we go on with the next ISA. */
  private refuseForeign(): void {
    const place = { segment: this.scanner.segments, offset: this.scanner.offset };
    this.isStopped = this.envelope.interchange === 0;
    this.refuse(nameForeign(this.scanner.peek()), place);
  }

  /** The last segment of the input has no terminator: IEA may, others were cut. */
  private takeCut(): void {
    const { id } = this.segment;
    const isWhole = this.segment.count > 1 && (id === SE || id === GE);
    if (isWhole || id === IEA) return this.take();
    if (this.isInRemittance) return this.payments.readCut(this.segment);
    if (id === CLP || id === SVC) this.takeContent();
  }

  private warn(reason: string, message: string, place: Place = this.here()): void {
    this.events.push({ kind: 'warning', reason, message, position: this.positionOf(place) });
  }

  private refuse(reason: RefusalReason, place: Place): void {
    this.refusals += 1;
    const message = describeRefusal(reason);
    this.events.push({ kind: 'file_refused', reason, message, position: this.positionOf(place) });
  }

  private here(): Place {
    return { segment: this.segment.number, offset: this.segment.offset };
  }

  private positionOf(place: Place): FilePosition {
    return {
      file: this.options.file,
      interchange: this.envelope.interchange,
      transaction: this.envelope.transaction,
      segment: place.segment,
      byteOffset: place.offset,
    };
  }
}
