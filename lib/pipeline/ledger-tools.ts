// What the ledger steps work with: one tenant's store, tokens and rules. Built once at the door.

import type { FoldContext } from '../domain/fold-settings.js';
import type { LedgerStore } from '../ports/ledger-store.js';
import type { Tokenizer } from './tokenizer.js';

export interface LedgerTools {
  readonly tenantId: string;
  readonly ledger: LedgerStore;
  readonly tokens: Tokenizer;
  readonly context: FoldContext;
}
