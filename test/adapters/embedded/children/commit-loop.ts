// Run as a process of its own: commits without end and says what is done, until it is killed.
// Each commit takes a beneficiary's chain and two years to the same version.

import { writeSync } from 'node:fs';
import { openWorkspace } from '../../../../lib/adapters/embedded/open-workspace.js';
import { change, chainDocument, yearDocument } from '../../../ports/ledger-documents.js';

const WRITERS = 16;
const POINTER = 'tenant=a/pointer';

const [directory = ''] = process.argv.slice(2);
const workspace = await openWorkspace({ directory });

await Promise.all([
  ...Array.from({ length: WRITERS }, (_, at) => commitFor(`t${at}`)),
  movePointer(),
]);

async function commitFor(token: string): Promise<never> {
  const place = { tenantId: 'a', token };
  const [stored] = await workspace.ledger.load([{ kind: 'chain', ...place }]);
  for (let version = (stored?.version ?? 0) + 1; ; version += 1) {
    const result = await workspace.ledger.commit([
      change(chainDocument({ ...place, version, years: [version] })),
      change(yearDocument({ ...place, version, year: 2025, otCents: version })),
      change(yearDocument({ ...place, version, year: 2026, ptSlpCents: 2 * version })),
    ]);
    if (result.kind !== 'committed') throw new Error('the only writer met a conflict');
    // Written before the next step, whatever happens to the process.
    writeSync(1, `${token} ${version}\n`);
  }
}

async function movePointer(): Promise<never> {
  for (;;) {
    const stored = await workspace.objects.get(POINTER);
    const next = Number(Buffer.from(stored?.body ?? []).toString() || '0') + 1;
    const condition = stored === null ? { ifAbsent: true as const } : { ifMatch: stored.etag };
    const result = await workspace.objects.put(POINTER, Buffer.from(String(next)), condition);
    if (result.kind !== 'stored') throw new Error('the only writer met a conflict');
    writeSync(1, `pointer ${next}\n`);
  }
}
