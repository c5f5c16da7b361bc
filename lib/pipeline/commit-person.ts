// Writes a prepared change; when somebody else was faster, prepares it again and retries.

import { MAX_CHANGES_PER_COMMIT, type DocumentChange } from '../ports/ledger-store.js';
import type { LedgerTools } from './ledger-tools.js';
import type { PersonChange } from './person-change.js';
import { preparePerson, type PreparedPerson } from './prepare-person.js';

const MAX_ATTEMPTS = 50;

/** What a commit needs of a prepared person. */
export interface PreparedCommit {
  /** The facts again, for another attempt; asked for only when one failed. */
  readonly change: PersonChange;
  readonly changes: readonly DocumentChange[];
}

/**
 * Returns what was in fact written: on a conflict the fresh versions may have become fewer. The
 * answer is `prepared` itself when it could be written as it was.
 */
export async function commitPrepared<Prepared extends PreparedCommit>(
  tools: LedgerTools,
  prepared: Prepared,
): Promise<Prepared | PreparedPerson> {
  let attempt: Prepared | PreparedPerson = prepared;
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
