// Law 8: the same script of commits and reads, put to LMDB and to DynamoDB, gets the same answers.
// Called by the plain tests with a stub, and by test/engines/dynamodb with DynamoDB Local.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { join } from 'node:path';
import {
  openWorkspace,
  type EmbeddedWorkspace,
} from '../../../lib/adapters/embedded/open-workspace.js';
import type { DocumentChange, LedgerStore } from '../../../lib/ports/ledger-store.js';
import { nextTenant } from '../../ports/ledger-documents.js';
import { LedgerModel, anyScript } from '../../ports/ledger-model.js';
import { loadAll, readAll } from '../../ports/ledger-reads.js';
import type { LedgerStoreHarness } from '../../ports/ledger-store.suite.js';
import { temporaryDirectory } from '../embedded/temporary-directory.js';

export function equalStoresLaw(
  open: () => Promise<LedgerStoreHarness>,
  { numRuns }: { readonly numRuns: number },
): void {
  const directory = temporaryDirectory();
  let workspace: EmbeddedWorkspace;
  let harness: LedgerStoreHarness;
  beforeAll(async () => {
    workspace = await openWorkspace({ directory: join(directory, 'law8') });
    harness = await open();
  });
  afterAll(async () => {
    await workspace.close();
    await harness.close();
  });

  it('gives the same answers to the same script', async () => {
    await fc.assert(
      fc.asyncProperty(anyScript(), async (script) => {
        const tenantId = nextTenant();
        // The model only turns steps into changes, so that both stores get the same ones.
        const model = new LedgerModel(tenantId);
        const steps = script.map((step) => {
          const changes = model.changesOf(step);
          model.commit(changes);
          return changes;
        });

        const expected = await answersOf(workspace.ledger, tenantId, steps);
        expect(await answersOf(harness.store, tenantId, steps)).toEqual(expected);
      }),
      { numRuns },
    );
  });
}

/** All that a store says to a script; of the states of shards, which steps changed them. */
async function answersOf(
  store: LedgerStore,
  tenantId: string,
  steps: readonly (readonly DocumentChange[])[],
): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  let before = new Map<string, string>();
  for (const changes of steps) {
    answers.push(await store.commit(changes), await loadAll(store, changes));
    const shards = await store.listShards(tenantId);
    const states = new Map<string, string>();
    for (const { state, ...rest } of shards) {
      const place = `${rest.year} ${rest.shard}`;
      states.set(place, state);
      answers.push({ ...rest, isChanged: before.get(place) !== state });
    }
    before = states;
  }
  for (const { year, shard } of await store.listShards(tenantId)) {
    answers.push(await readAll(store, { tenantId, year, shard }));
  }
  return answers;
}
