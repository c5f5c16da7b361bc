// Reads an 835 from any place that an earlier reading named, until the file ends or time is up. The
// parts together give the events of one reading: what the reader of a part cannot know, having
// begun in the middle (positions, counts of trailers), is put right here.

import type { IntakeEvent } from '../../intake/intake-claim.js';
import { OtherSets } from '../../intake/x12-835/other-sets.js';
import { RemittanceReader } from '../../intake/x12-835/remittance-reader.js';
import type { RemittanceOptions } from '../../intake/x12-835/remittance-options.js';
import type { ReceivedFile } from '../../ports/received-files.js';
import type { RemittancePlace, Stretch } from './remittance-place.js';
import {
  RemittanceTracker,
  type CarriedTrailer,
  type TrackedPlace,
  type Trailer,
} from './remittance-tracker.js';

export interface RemittancePart {
  readonly file: ReceivedFile;
  /** Null: from the beginning. */
  readonly from: RemittancePlace | null;
  readonly options: RemittanceOptions;
  /** The packed file was damaged behind what could be unpacked. */
  readonly isDamaged: boolean;
  /** Asked often; once true, reading stops at the next place where it can go on. */
  readonly isTimeUp: () => boolean;
}

/** How a part ended: `next` is where to go on, null when the whole file is read. */
export interface PartEnd {
  next: RemittancePlace | null;
  bytes: number;
}

/** Small enough that time is looked at often. */
const STEP = 131_072;
/** Told once a payment. */
const ONCE = new Set(['PAID_DATE_FROM_DTM405', 'TRACE_MISSING', 'SEGMENT_OUT_OF_PLACE']);
/** Told once an interchange. */
const ONCE_OUTSIDE = 'COMPONENT_SEPARATOR';
const OTHER_SET = 'OTHER_TRANSACTION_SET';
const TRAILER_WARNINGS = new Set(['COUNT_WRONG', 'PAYMENT_UNBALANCED']);

export async function* readRemittancePart(
  part: RemittancePart,
  end: PartEnd,
): AsyncGenerator<readonly IntakeEvent[]> {
  const { file, from, options } = part;
  const tracker = new RemittanceTracker();
  const reader = new RemittanceReader(options, tracker);
  if (from !== null) {
    const prelude = await preludeOf(file, from);
    // Its events are those of the part before.
    reader.read(prelude);
    tracker.goOn(from, prelude.length);
  }
  const mend = mendEvents(part, tracker);
  const told = rememberTold(from);
  for await (const chunk of file.read(from?.byteOffset ?? 0)) {
    for (let at = 0; at < chunk.length && !reader.isStopped; at += STEP) {
      const step = chunk.subarray(at, at + STEP);
      end.bytes += step.length;
      const events = mend(reader.read(step));
      const { place } = tracker;
      if (part.isTimeUp() && place !== null && place.byteOffset > (from?.byteOffset ?? 0)) {
        const before = events.filter(({ position }) => position.byteOffset < place.byteOffset);
        told.add(before);
        const others = otherSets(part, tracker);
        end.next = { ...place, told: told.since(place), toldSets: toldSets(from, others) };
        yield [...before, ...others];
        return;
      }
      told.add(events);
      if (events.length > 0) yield events;
    }
    if (reader.isStopped) return;
  }
  yield mend(reader.end(part.isDamaged ? 'GZIP_DAMAGED' : null));
}

async function preludeOf(file: ReceivedFile, { envelope }: RemittancePlace): Promise<Uint8Array> {
  const { header, group, payment, loop } = envelope;
  const pieces: Uint8Array[] = [];
  for (const stretch of joined([header, group, payment, ...loop])) {
    for await (const piece of file.read(stretch.from, stretch.to)) pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** What lies side by side is read at once: mostly all of it. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last?.to === stretch.from) all.splice(-1, 1, { from: last.from, to: stretch.to });
    else all.push(stretch);
  }
  return all;
}

function mendEvents({ from, options }: RemittancePart, tracker: RemittanceTracker) {
  if (from === null) return (events: readonly IntakeEvent[]) => events;
  const interchanges = from.envelope.interchange - 1;
  const { bytes, segments } = tracker.skipped;
  let payment = 0;
  let interchange = 0;
  const moved = <Event extends IntakeEvent>(event: Event): Event => ({
    ...event,
    position: {
      ...event.position,
      interchange: event.position.interchange + interchanges,
      segment: event.position.segment + segments,
      byteOffset: event.position.byteOffset + bytes,
    },
  });
  return (events: readonly IntakeEvent[]): readonly IntakeEvent[] => {
    const trailers = new Map(tracker.takeTrailers().map((each) => [each.scannedOffset, each]));
    const endOf = (trailer: Trailer): number =>
      [...trailers.values()].find((each) => each.trailer === trailer)?.scannedOffset ?? Infinity;
    // Up to here it is still what the part before was in.
    const paymentEnd = payment === 0 ? endOf('SE') : -1;
    const interchangeEnd = interchange === 0 ? endOf('IEA') : -1;
    const isTold = (event: IntakeEvent): boolean => {
      if (event.kind !== 'warning') return false;
      const { reason, message, position } = event;
      if (trailers.has(position.byteOffset) && TRAILER_WARNINGS.has(reason)) return true;
      if (reason === OTHER_SET) return from.toldSets.includes(message);
      const until = reason === ONCE_OUTSIDE ? interchangeEnd : paymentEnd;
      return position.byteOffset <= until && from.told.includes(reason);
    };
    const mended = events.filter((event) => !isTold(event)).map(moved);
    for (const trailer of trailers.values()) {
      if (trailer.trailer === 'SE') payment += 1;
      if (trailer.trailer === 'IEA') interchange += 1;
      mended.push(...warningsOf(trailer, options.file).map(moved));
    }
    return mended;
  };
}

/** Which warnings that are told once have been, for whoever goes on at a place. */
function rememberTold(from: RemittancePlace | null) {
  const told = new Map<string, number>();
  for (const reason of from?.told ?? []) {
    const { header, payment } = from?.envelope ?? {};
    const since = reason === ONCE_OUTSIDE ? header?.from : payment?.from;
    told.set(reason, since ?? 0);
  }
  return {
    add(events: readonly IntakeEvent[]): void {
      for (const { kind, reason, position } of events as readonly WithReason[]) {
        const isOnce = reason === ONCE_OUTSIDE || ONCE.has(reason);
        if (kind === 'warning' && isOnce) told.set(reason, position.byteOffset);
      }
    },
    since({ envelope }: TrackedPlace): readonly string[] {
      const { header, payment } = envelope;
      return [...told]
        .filter(([reason, at]) => at >= (reason === ONCE_OUTSIDE ? header : payment).from)
        .map(([reason]) => reason);
    },
  };
}

type WithReason = Pick<Extract<IntakeEvent, { kind: 'warning' }>, 'reason' | 'position'> & {
  readonly kind: IntakeEvent['kind'];
};

/** What the reader would say of other sets when the file ends, for those of this part. */
function otherSets(
  { from, options }: RemittancePart,
  tracker: RemittanceTracker,
): readonly IntakeEvent[] {
  const sets = new OtherSets();
  for (const { code, ...position } of tracker.otherSets) {
    sets.add(code, { file: options.file, ...position });
  }
  const nowhere = { file: '', interchange: 0, transaction: null, segment: 0, byteOffset: 0 };
  return sets
    .report(false, nowhere)
    .filter((event) => !(event.kind === 'warning' && from?.toldSets.includes(event.message)));
}

function toldSets(from: RemittancePlace | null, others: readonly IntakeEvent[]): readonly string[] {
  const messages = others.flatMap((event) => (event.kind === 'warning' ? [event.message] : []));
  return [...(from?.toldSets ?? []), ...messages];
}

function warningsOf(met: CarriedTrailer, file: string): readonly IntakeEvent[] {
  const { trailer, transaction, scannedOffset: byteOffset, scannedSegment: segment } = met;
  const position = { file, interchange: 1, transaction, segment, byteOffset };
  const warnings: IntakeEvent[] = [];
  if (!met.isCountRight) {
    const message = `${trailer}01 is not what was counted`;
    warnings.push({ kind: 'warning', reason: 'COUNT_WRONG', message, position });
  }
  if (trailer === 'SE' && !met.isBalanced) {
    const message = 'BPR02 is not the sum of CLP04 less PLB';
    warnings.push({ kind: 'warning', reason: 'PAYMENT_UNBALANCED', message, position });
  }
  return warnings;
}
