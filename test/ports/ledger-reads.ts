// Reading back what a LedgerStore holds, for its suite.

import type { YearDocument } from '../../lib/domain/ledger-document.js';
import type { DocumentChange, LedgerDocument, LedgerStore } from '../../lib/ports/ledger-store.js';
import type { StoredYear } from './ledger-documents.js';

/** The stored document of the same tenant, token and year; null when there is none. */
export async function loadYear(store: LedgerStore, like: StoredYear): Promise<StoredYear | null> {
  const { tenantId, token, year } = like;
  const [document] = await store.load([{ kind: 'year', tenantId, token, year }]);
  return document?.kind === 'year' ? document : null;
}

export function loadAll(
  store: LedgerStore,
  changes: readonly DocumentChange[],
): Promise<readonly (LedgerDocument | null)[]> {
  return store.load(changes.map(({ document }) => document));
}

export async function readAll(
  store: LedgerStore,
  place: { readonly tenantId: string; readonly year: number; readonly shard: number },
): Promise<readonly YearDocument[]> {
  const documents: YearDocument[] = [];
  for await (const document of store.readShard(place.tenantId, place.year, place.shard)) {
    documents.push(document);
  }
  return documents;
}
