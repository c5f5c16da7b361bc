// The names of what lies in quarantine: keyed hashes of the content, so that the same claim or file
// quarantined twice is one entry. An ingest, a full document and a change of the token key agree on
// them only because all ask here.

import type { QuarantineRecord } from '../ports/quarantine-store.js';
import type { Tokenizer } from './tokenizer.js';

type Tokens = Pick<Tokenizer, 'keyedHash'>;

/** Reason of claims that a beneficiary's documents had no room for. */
export const DOCUMENT_FULL = 'DOCUMENT_FULL';

/** A claim that could not be read or counted, by its text. */
export function claimQuarantineKey(tokens: Tokens, rawText: string): string {
  return tokens.keyedHash(['claim', rawText]);
}

/** A claim that was read well and found no room: by its version, as the ledger knows it. */
export function fullQuarantineKey(tokens: Tokens, versionKey: string): string {
  return tokens.keyedHash(['claim', versionKey]);
}

/** A whole file, by where it was given up. */
export function fileQuarantineKey(
  tokens: Tokens,
  { reason, position }: Pick<QuarantineRecord, 'reason' | 'position'>,
): string {
  return tokens.keyedHash(['file', position.file, reason, position.byteOffset]);
}

/** A list of documents, by its file: what is right in it now replaces what was wrong. */
export function listQuarantineKey(tokens: Tokens, file: string): string {
  return tokens.keyedHash(['document list', file]);
}

/** The name of an entry that is there already, under these tokens. */
export function quarantineKeyOf(
  tokens: Tokens,
  record: QuarantineRecord,
  rawText: string | null,
): string {
  if (record.kind === 'list') return listQuarantineKey(tokens, record.position.file);
  if (record.kind === 'file') return fileQuarantineKey(tokens, record);
  if (rawText === null) return record.quarantineKey;
  if (record.reason !== DOCUMENT_FULL) return claimQuarantineKey(tokens, rawText);
  const { versionKey } = JSON.parse(rawText) as { readonly versionKey: string };
  return fullQuarantineKey(tokens, versionKey);
}
