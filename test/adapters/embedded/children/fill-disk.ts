// Run as a process of its own that may write only small files: commits until a write fails, and
// says what was committed, how it failed, and whether the process can go on.

import { openWorkspace } from '../../../../lib/adapters/embedded/open-workspace.js';
import { change, claimVersion, yearDocument } from '../../../ports/ledger-documents.js';

const [directory = ''] = process.argv.slice(2);
// The limit on the size of files ends a process that does not listen.
process.on('SIGXFSZ', () => undefined);

const workspace = await openWorkspace({ directory });
const versions = [claimVersion(1, 200)];
const failures: unknown[] = [];
let committed = 0;
// Trying again must neither succeed by half nor end the process.
while (failures.length < 4 && committed < 10_000) {
  const documents = ['a', 'b'].map((side) => {
    return yearDocument({ tenantId: 'a', token: `${side}${committed}`, versions });
  });
  try {
    await workspace.ledger.commit(documents.map(change));
    committed += 1;
  } catch (error) {
    failures.push(error);
  }
}
const shards = await workspace.ledger.listShards('a');
const stored = shards.reduce((sum, { documents }) => sum + documents, 0);
await workspace.close();
const told = failures.map((failure) => {
  const { name, retryable, cause } = failure as Error & { readonly retryable: unknown };
  return { name, retryable, reason: cause instanceof Error ? cause.message : 'unknown' };
});
process.stdout.write(`${JSON.stringify({ committed, stored, failures: told })}\n`);
