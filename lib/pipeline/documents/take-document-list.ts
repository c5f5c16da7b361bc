// Takes one received list of documents into the tenant's record, on either host. What could not be
// taken stands in the quarantine under the name of the file, until it comes without such rows.

import { ZERO_CENTS } from '../../domain/money.js';
import { readDocuments } from '../../intake/documents/read-documents.js';
import type { QuarantineStore } from '../../ports/quarantine-store.js';
import { listQuarantineKey } from '../quarantine-key.js';
import type { Tokenizer } from '../tokenizer.js';
import { addDocuments, type DocumentsAdded, type RefusedRow } from './add-documents.js';
import type { DocumentPlace } from './document-store.js';

export interface DocumentTools extends DocumentPlace {
  readonly tokens: Tokenizer;
  readonly quarantine: QuarantineStore;
}

type QuarantineTools = Pick<DocumentTools, 'tenantId' | 'tokens' | 'quarantine'>;

/** As messages name the file: its path or its key, without the tenant. */
export interface DocumentList {
  readonly file: string;
  readonly text: string;
}

/** Some rows stand in the record and others do not. */
const ROWS_REFUSED = 'DOCUMENT_ROWS_REFUSED';

export const DAMAGED_LIST = {
  reason: 'GZIP_DAMAGED',
  message: 'the gzip data is damaged or cut',
} as const;

export async function takeDocumentList(
  tools: DocumentTools,
  { file, text }: DocumentList,
): Promise<DocumentsAdded> {
  const taken = await addDocuments(tools, readDocuments(text));
  const [first] = taken.refused;
  await tools.quarantine.remove(tools.tenantId, [listQuarantineKey(tools.tokens, file)]);
  if (first !== undefined) {
    const message = `${taken.refused.length} of ${taken.rows} rows; the first: ${rowText(first)}`;
    await putList(tools, { kind: 'list', file, reason: ROWS_REFUSED, message });
  }
  return taken;
}

export function rowText({ row, field, reason }: RefusedRow): string {
  return `row ${row}, ${field}: ${reason}`;
}

/** The file stays where it is: none of its text is kept a second time. */
export function refuseDocumentList(
  tools: QuarantineTools,
  refusal: { readonly file: string; readonly reason: string; readonly message: string },
): Promise<void> {
  return putList(tools, { kind: 'file', ...refusal });
}

interface Untaken {
  /** A list where some rows were taken. */
  readonly kind: 'file' | 'list';
  readonly file: string;
  readonly reason: string;
  readonly message: string;
}

async function putList(
  tools: QuarantineTools,
  { kind, file, reason, message }: Untaken,
): Promise<void> {
  await tools.quarantine.put([
    {
      tenantId: tools.tenantId,
      quarantineKey: listQuarantineKey(tools.tokens, file),
      kind,
      reason,
      field: null,
      message,
      lines: 0,
      chargeCents: ZERO_CENTS,
      position: { file, interchange: 0, transaction: null, segment: 0, byteOffset: 0 },
      rawText: null,
    },
  ]);
}
