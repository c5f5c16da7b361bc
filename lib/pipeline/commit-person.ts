// Writes a prepared change; when somebody else was faster, prepares it again and retries.

import { MAX_CHANGES_PER_COMMIT } from '../ports/ledger-store.js';
import type { LedgerTools } from './ledger-tools.js';
import { preparePerson, type PersonChange, type PreparedPerson } from './prepare-person.js';

const MAX_ATTEMPTS = 50;

/** Returns what was in fact written: on a conflict the fresh versions may have become fewer. */
export async function commitPrepared(
  tools: LedgerTools,
  prepared: PreparedPerson,
): Promise<PreparedPerson> {
  let attempt = prepared;
  for (let count = 0; count < MAX_ATTEMPTS; count += 1) {
    if (attempt.changes.length === 0) return attempt;
    if (attempt.changes.length > MAX_CHANGES_PER_COMMIT) {
      throw new Error('one person spans more documents than one commit can hold');
    }
    const result = await tools.ledger.commit(attempt.changes);
    if (result.kind === 'committed') return attempt;
    attempt = await preparePerson(tools, prepared.change);
  }
  throw new Error('the ledger document kept changing; try again');
}

export async function commitPerson(
  tools: LedgerTools,
  change: PersonChange,
): Promise<PreparedPerson> {
  return commitPrepared(tools, await preparePerson(tools, change));
}
