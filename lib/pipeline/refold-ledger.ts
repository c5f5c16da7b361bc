// After rules, amounts or settings changed: folds every document anew. Differences become one
// `restated` entry in each document and fire no event (DESIGN 4).

import { commitPerson } from './commit-person.js';
import { emptyChange } from './person-change.js';
import type { LedgerTools } from './ledger-tools.js';

export interface RefoldResult {
  readonly documents: number;
  readonly restated: number;
}

/**
 * `years`: limits the search to documents of those years; their beneficiaries are refolded whole.
 */
export async function refoldLedger(
  tools: LedgerTools,
  years: readonly number[] | 'all',
): Promise<RefoldResult> {
  let documents = 0;
  let restated = 0;
  for (const shard of await tools.ledger.listShards(tools.tenantId)) {
    if (years !== 'all' && !years.includes(shard.year)) continue;
    const tokens: string[] = [];
    for await (const document of tools.ledger.readShard(tools.tenantId, shard.year, shard.shard)) {
      tokens.push(document.token);
    }
    documents += tokens.length;
    for (const token of tokens) {
      const done = await commitPerson(tools, emptyChange(token, { cause: 'refold' }));
      if (done.changes.length > 0) restated += 1;
    }
  }
  return { documents, restated };
}
