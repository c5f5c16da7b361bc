// Keeps count of interchanges, groups and transaction sets, and says where the trailers disagree.
// A wrong count or control number is a warning: the claims are kept.

import type { InterchangeHeader } from './read-interchange-header.js';
import type { Segment } from './segment.js';

/** A fixed word and a sentence that names elements, never their values. */
export interface EnvelopeWarning {
  readonly reason:
    | 'COUNT_WRONG'
    | 'CONTROL_NUMBER_WRONG'
    | 'TRAILER_MISSING'
    | 'HEADER_MISSING'
    | 'USAGE_NOT_KNOWN';
  readonly message: string;
}

interface Level {
  /** SE, GE, IEA. */
  readonly trailer: string;
  readonly header: string;
  isOpen: boolean;
  controlNumber: string;
  /** Of the thing inside: segments of a set, sets of a group, groups of an interchange. */
  count: number;
}

export class Envelope {
  /** Interchanges so far. */
  interchange = 0;
  /** ST02 of the open set. */
  transaction: string | null = null;
  isTest = false;

  private readonly outer: Level = newLevel('ISA13', 'IEA');
  private readonly group: Level = newLevel('GS06', 'GE');
  private readonly set: Level = newLevel('ST02', 'SE');
  private firstSegment = 0;

  constructor(private readonly warn: (warning: EnvelopeWarning) => void) {}

  get isInInterchange(): boolean {
    return this.outer.isOpen;
  }

  get isInSet(): boolean {
    return this.set.isOpen;
  }

  openInterchange(header: InterchangeHeader): void {
    this.missTrailers([this.set, this.group, this.outer]);
    this.interchange += 1;
    this.transaction = null;
    this.isTest = header.usage === 'T';
    open(this.outer, header.controlNumber);
    this.group.count = 0;
    if (header.usage === 'P' || header.usage === 'T') return;
    this.warn({ reason: 'USAGE_NOT_KNOWN', message: 'ISA15 is neither P nor T; read as P' });
  }

  openGroup(segment: Segment): void {
    this.missTrailers([this.set, this.group]);
    this.outer.count += 1;
    open(this.group, segment.text(6));
  }

  openSet(segment: Segment): void {
    this.missTrailers([this.set]);
    if (!this.group.isOpen) {
      this.warn({ reason: 'HEADER_MISSING', message: 'a transaction set stands outside a group' });
      this.outer.count += 1;
      open(this.group, '');
    }
    this.group.count += 1;
    this.transaction = segment.text(2) || null;
    this.firstSegment = segment.number;
    open(this.set, segment.text(2));
  }

  /** Segments that can only stand in a set have come without ST. */
  openSetWithoutHeader(segment: Segment): void {
    this.missTrailers([this.set]);
    this.warn({ reason: 'HEADER_MISSING', message: 'a payment begins without ST' });
    this.group.count += 1;
    this.transaction = null;
    this.firstSegment = segment.number;
    open(this.set, '');
  }

  closeSet(segment: Segment): void {
    this.set.count = segment.number - this.firstSegment + 1;
    this.close(this.set, segment);
    this.transaction = null;
  }

  closeGroup(segment: Segment): void {
    this.missTrailers([this.set]);
    this.close(this.group, segment);
  }

  closeInterchange(segment: Segment): void {
    this.missTrailers([this.set, this.group]);
    this.close(this.outer, segment);
  }

  private close(level: Level, segment: Segment): void {
    const { trailer, header } = level;
    if (!level.isOpen) {
      const message = `${trailer} stands where nothing is open`;
      return this.warn({ reason: 'HEADER_MISSING', message });
    }
    level.isOpen = false;
    if (withoutZeros(segment.text(1)) !== String(level.count)) {
      this.warn({ reason: 'COUNT_WRONG', message: `${trailer}01 is not what was counted` });
    }
    if (withoutZeros(segment.text(2)) !== withoutZeros(level.controlNumber)) {
      this.warn({ reason: 'CONTROL_NUMBER_WRONG', message: `${trailer}02 is not ${header}` });
    }
  }

  private missTrailers(levels: readonly Level[]): void {
    for (const level of levels) {
      if (!level.isOpen) continue;
      level.isOpen = false;
      this.warn({ reason: 'TRAILER_MISSING', message: `${level.trailer} is missing` });
    }
    this.transaction = null;
  }
}

function newLevel(header: string, trailer: string): Level {
  return { trailer, header, isOpen: false, controlNumber: '', count: 0 };
}

function open(level: Level, controlNumber: string): void {
  level.isOpen = true;
  level.controlNumber = controlNumber;
  level.count = 0;
}

function withoutZeros(number: string): string {
  return number.replace(/^0+(?=.)/, '');
}
