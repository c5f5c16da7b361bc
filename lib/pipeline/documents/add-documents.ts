// Takes rows of a list of documents into the workspace: the number of the beneficiary becomes a
// token here, and behind this line no raw number exists.

import type { DocumentRecord } from '../../domain/documentation/document-record.js';
import { isMbi } from '../../domain/identifiers.js';
import type { DocumentRow } from '../../intake/documents/read-documents.js';
import { looksLikeToken, type Tokenizer } from '../tokenizer.js';
import { storeDocuments, type DocumentPlace } from './document-store.js';

export interface RefusedRow {
  readonly row: number;
  readonly field: string;
  readonly reason: string;
}

export interface DocumentsAdded {
  readonly rows: number;
  readonly added: number;
  /** Rows that were known already. */
  readonly known: number;
  readonly refused: readonly RefusedRow[];
}

export async function addDocuments(
  place: DocumentPlace & { readonly tokens: Tokenizer },
  rows: readonly DocumentRow[],
): Promise<DocumentsAdded> {
  const documents: DocumentRecord[] = [];
  const refused: RefusedRow[] = [];
  for (const each of rows) {
    if (each.kind === 'refused') {
      refused.push({ row: each.row, field: each.field, reason: each.reason });
      continue;
    }
    const token = tokenOf(place.tokens, each.beneficiary);
    if (token === null) {
      const reason = 'is neither a Medicare number nor a token of this workspace';
      refused.push({ row: each.row, field: 'beneficiary', reason });
      continue;
    }
    const key = Object.entries(each.facts).map(([name, value]) => `${name}=${String(value)}`);
    const documentKey = place.tokens.keyedHash(['document', token, ...key.toSorted()]);
    documents.push({ documentKey, token, ...each.facts });
  }
  const added = await storeDocuments(place, documents);
  return { rows: rows.length, added, known: documents.length - added, refused };
}

function tokenOf(tokens: Tokenizer, beneficiary: string): string | null {
  if (looksLikeToken(beneficiary)) return beneficiary;
  // A member number of another kind needs its payer, which a list of documents does not name.
  return isMbi(beneficiary) ? tokens.token(beneficiary, '') : null;
}
