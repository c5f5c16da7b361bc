// A list of documents among the received files: told by content, as on the other host, and read
// whole, as a list is small. What it leaves behind is a record like that of a claim file's part.

import { isDocumentList, LIST_START_BYTES } from '../../intake/documents/read-documents.js';
import type { ReceivedFile, ReceivedFileRef } from '../../ports/received-files.js';
import {
  DAMAGED_LIST,
  refuseDocumentList,
  rowText,
  takeDocumentList,
  type DocumentTools,
} from '../documents/take-document-list.js';
import { addMessage, newIngestSummary } from '../ingest-summary.js';
import { partRecord, type PartRecord } from './part-record.js';
import { fileNameOf } from './received-place.js';

export interface ReceivedList {
  readonly ref: ReceivedFileRef;
  readonly file: ReceivedFile;
  /** The packed file was damaged behind what could be unpacked. */
  readonly isDamaged: boolean;
}

/** Some 300,000 rows, which a small function holds and reads within a minute. */
const LARGEST_BYTES = 64 * 1024 * 1024;

export async function beginsDocumentList(file: ReceivedFile): Promise<boolean> {
  const start = await bytesOf(file, Math.min(LIST_START_BYTES, file.bytes));
  return isDocumentList(new TextDecoder().decode(start));
}

/** Doing it again adds nothing: documents are a set. */
export async function receiveDocuments(
  tools: DocumentTools,
  { ref, file, isDamaged }: ReceivedList,
): Promise<PartRecord> {
  const summary = newIngestSummary();
  const name = fileNameOf(ref.key);
  const position = { file: name, interchange: 0, transaction: null, segment: 0, byteOffset: 0 };
  const read = { file: ref, bytes: file.bytes, next: null, batches: [] };
  const refusal = refusalOf(file, isDamaged);
  if (refusal !== null) {
    await refuseDocumentList(tools, { file: name, ...refusal });
    addMessage(summary, { severity: 'refused', ...refusal, position });
    return partRecord(read, summary);
  }
  const text = new TextDecoder().decode(await bytesOf(file, file.bytes));
  const { refused, ...counts } = await takeDocumentList(tools, { file: name, text });
  for (const row of refused) {
    const reason = 'DOCUMENT_ROW_REFUSED';
    addMessage(summary, { severity: 'refused', reason, message: rowText(row), position });
  }
  return { ...partRecord(read, summary), documents: { ...counts, refused: refused.length } };
}

/** A list that is cut somewhere would end in half a row, which may look like a whole one. */
function refusalOf({ bytes }: ReceivedFile, isDamaged: boolean) {
  if (isDamaged) return DAMAGED_LIST;
  if (bytes <= LARGEST_BYTES) return null;
  return { reason: 'LIST_TOO_LARGE', message: 'a list of documents has at most 64 MB: divide it' };
}

async function bytesOf(file: ReceivedFile, to: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.read(0, to)) pieces.push(piece);
  return Buffer.concat(pieces);
}
