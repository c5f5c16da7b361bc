// The LedgerStore suite on LMDB, and what only an embedded store can show: reopening, limits.

import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { openWorkspace } from '../../../lib/adapters/embedded/open-workspace.js';
import { MAX_DOCUMENT_BYTES } from '../../../lib/adapters/embedded/stored-document.js';
import { chainDocument, change, claimVersion, yearDocument } from '../../ports/ledger-documents.js';
import { ledgerStoreSuite } from '../../ports/ledger-store.suite.js';
import { temporaryDirectory } from './temporary-directory.js';

describe('LmdbLedgerStore', () => {
  const directory = temporaryDirectory();
  ledgerStoreSuite(async () => {
    const workspace = await openWorkspace({ directory: join(directory, 'suite') });
    return { store: workspace.ledger, close: () => workspace.close() };
  });

  it('keeps documents and shard states over closing and opening', async () => {
    const path = join(directory, 'reopened');
    const first = await openWorkspace({ directory: path });
    const year = yearDocument({ tenantId: 'a', versions: [claimVersion(1, 4)], otCents: 12 });
    const chain = chainDocument({ tenantId: 'a' });
    await first.ledger.commit([change(year), change(chain)]);
    const shards = await first.ledger.listShards('a');
    await first.close();

    const second = await openWorkspace({ directory: path });
    expect(await second.ledger.load([year, chain])).toEqual([year, chain]);
    expect(await second.ledger.listShards('a')).toEqual(shards);
    await second.close();
  });

  it('refuses a document beyond the limit by name and writes nothing of its commit', async () => {
    const workspace = await openWorkspace({ directory: join(directory, 'large') });
    const remarks = ['x'.repeat(MAX_DOCUMENT_BYTES)];
    const large = yearDocument({
      tenantId: 'a',
      versions: [{ ...claimVersion(1, 1), remarks }],
    });

    const commit = workspace.ledger.commit([
      change(chainDocument({ tenantId: 'a' })),
      change(large),
    ]);

    await expect(commit).rejects.toMatchObject({
      name: 'DocumentTooLargeError',
      retryable: false,
      limitBytes: MAX_DOCUMENT_BYTES,
    });
    expect(await workspace.ledger.load([chainDocument({ tenantId: 'a' })])).toEqual([null]);
    await workspace.close();
  });

  it('finishes what is on its way when it is closed, and refuses what comes later', async () => {
    const path = join(directory, 'closed');
    const workspace = await openWorkspace({ directory: path });
    const document = yearDocument({ tenantId: 'a' });
    const pending = workspace.ledger.commit([change(document)]);
    await workspace.close();

    expect(await pending).toEqual({ kind: 'committed' });
    const later = yearDocument({ tenantId: 'a', token: 'later' });
    await expect(workspace.ledger.commit([change(later)])).rejects.toThrow('closed');
    await expect(workspace.ledger.load([document])).rejects.toThrow('closed');
    const again = await openWorkspace({ directory: path });
    expect(await again.ledger.load([document, later])).toEqual([document, null]);
    await again.close();
  });

  it('tells two ledgers with equal counts apart by their shard states', async () => {
    const states: string[] = [];
    for (const name of ['left', 'right']) {
      const workspace = await openWorkspace({ directory: join(directory, name) });
      await workspace.ledger.commit([change(yearDocument({ tenantId: 'a' }))]);
      states.push(...(await workspace.ledger.listShards('a')).map(({ state }) => state));
      await workspace.close();
    }
    expect(new Set(states).size).toBe(2);
  });
});
