// One order for what the format leaves unordered, so that two answers compare as they mean: lines
// and buckets by name, flags as a set, events of one claim by year, group and threshold.

import type { AnswerEvent, AnswerLine, LedgerAnswer } from '../model/ledger-example.js';

export function canonicalAnswer(answer: LedgerAnswer): LedgerAnswer {
  return {
    lines: sorted(answer.lines.map(canonicalLine), (line) => `${line.claim}|${line.line}`),
    buckets: sorted(answer.buckets, (bucket) => `${bucket.year}|${bucket.bucket}`),
    events: sorted(answer.events.map(canonicalEvent), eventKey),
  };
}

function canonicalLine(line: AnswerLine): AnswerLine {
  return { ...line, flags: [...line.flags].sort() };
}

/** Leaves out what the format leaves out: the place of a crossing that is gone. */
function canonicalEvent(event: AnswerEvent): AnswerEvent {
  const { afterClaimIndex, type, year, bucket, at } = event;
  const place = { afterClaimIndex, type, year, bucket };
  return at === undefined ? place : { ...place, at };
}

function eventKey(event: AnswerEvent): string {
  const index = String(event.afterClaimIndex).padStart(6, '0');
  return `${index}|${event.year}|${event.bucket}|${event.type}`;
}

function sorted<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
  return [...items].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
