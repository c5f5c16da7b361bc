// Run as a process of its own beside others: adds one to the same document and to the same pointer
// as often as it is told, reloading and retrying, and commits documents of its own in between.

import { openWorkspace } from '../../../../lib/adapters/embedded/open-workspace.js';
import type { LedgerDocument } from '../../../../lib/ports/ledger-store.js';
import { change, yearDocument } from '../../../ports/ledger-documents.js';

const POINTER = 'tenant=a/pointer';
const SHARED = { tenantId: 'a', token: 'shared' };

const [directory = '', name = '', times = '0'] = process.argv.slice(2);
const workspace = await openWorkspace({ directory });
const { keyId } = await workspace.secrets.tokenKey('a');
for (let round = 0; round < Number(times); round += 1) {
  await Promise.all([addToDocument(), addToPointer(), commitOwn(round)]);
}
await workspace.close();
process.stdout.write(`key ${keyId}\n`);

async function addToDocument(): Promise<void> {
  for (;;) {
    const [stored] = await workspace.ledger.load([{ kind: 'year', ...SHARED, year: 2026 }]);
    const version = (stored?.version ?? 0) + 1;
    const next = yearDocument({ ...SHARED, version, otCents: centsOf(stored) + 1 });
    if ((await workspace.ledger.commit([change(next)])).kind === 'committed') return;
  }
}

function centsOf(document: LedgerDocument | null | undefined): number {
  return document?.kind === 'year' ? document.totals.OT : 0;
}

async function addToPointer(): Promise<void> {
  for (;;) {
    const stored = await workspace.objects.get(POINTER);
    const next = Number(Buffer.from(stored?.body ?? []).toString() || '0') + 1;
    const condition = stored === null ? { ifAbsent: true as const } : { ifMatch: stored.etag };
    const body = Buffer.from(String(next));
    if ((await workspace.objects.put(POINTER, body, condition)).kind === 'stored') return;
  }
}

async function commitOwn(round: number): Promise<void> {
  const documents = Array.from({ length: 20 }, (_, at) => {
    return yearDocument({ tenantId: 'a', token: `${name}-${round}-${at}`, year: 2025, otCents: 1 });
  });
  await workspace.ledger.commit(documents.map(change));
}
