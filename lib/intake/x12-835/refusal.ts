// Why an 835 file, or the rest of it, cannot be read; and what its foreign bytes look like.

const MESSAGES = {
  EMPTY: 'the file is empty',
  NOT_X12: 'this is not X12: an interchange begins with ISA',
  NOT_X12_UTF16: 'this is UTF-16 text; save the file as plain ASCII or UTF-8',
  NO_ENVELOPE: 'the envelope is missing: an interchange begins with ISA, not with GS or ST',
  ISA_UNREADABLE: 'ISA does not have 16 elements followed by a segment terminator',
  SEGMENT_ENDLESS: 'no segment terminator within 64 KiB; the rest of the file is not read',
  TRUNCATED: 'the input ends before the interchange does (IEA); something may be missing',
  GZIP_DAMAGED: 'the gzip data is damaged or cut; what came out before it was read',
} as const;

export type RefusalReason = keyof typeof MESSAGES;

export function describeRefusal(reason: RefusalReason): string {
  return MESSAGES[reason];
}

/** `beginning` is Latin-1 text of the first bytes that are no ISA. */
export function nameForeign(beginning: string): RefusalReason {
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(beginning)) return 'NOT_X12_UTF16';
  return /^(?:GS|ST)[^A-Za-z0-9]/.test(beginning) ? 'NO_ENVELOPE' : 'NOT_X12';
}
