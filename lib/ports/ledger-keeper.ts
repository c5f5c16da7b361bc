// Port: what a ledger otherwise never does - take documents away. For moving a person to a new
// token and for deleting one (docs/identity.md); everything else goes through LedgerStore.

import type { CommitResult, DocumentChange, DocumentKey } from './ledger-store.js';

/** A document to take away; it must be stored in exactly this version. */
export interface DocumentRemoval {
  readonly key: DocumentKey;
  readonly version: number;
}

export interface Replacement {
  readonly puts: readonly DocumentChange[];
  readonly removals: readonly DocumentRemoval[];
}

export interface LedgerKeeper {
  /** One step of one tenant, all of it or nothing; durable when it resolves. */
  replace(replacement: Replacement): Promise<CommitResult>;
}
