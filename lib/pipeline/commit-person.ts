// Writes a prepared change; when somebody else was faster, prepares it again and retries. What one
// commit cannot hold goes in several, each of which leaves a ledger that is right for itself.

import { MAX_CHANGES_PER_COMMIT, type DocumentChange } from '../ports/ledger-store.js';
import { changeParts, factsFirst, wholeOfParts } from './change-parts.js';
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

/** One claim, or one join, concerns more documents than can be stored at once. */
export class PersonTooLargeError extends Error {
  override readonly name = 'PersonTooLargeError';
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
      return commitInParts(tools, prepared.change);
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

async function commitInParts(tools: LedgerTools, change: PersonChange): Promise<PreparedPerson> {
  const parts = changeParts(change);
  if (parts === null) return commitViewsApart(tools, change);
  const committed: PreparedPerson[] = [];
  for (const part of parts) committed.push(await commitPerson(tools, part));
  return wholeOfParts(change, committed);
}

/**
 * The facts first, with as many views as there is room for; then, prepared anew, the views that are
 * left. Cut off in between, the facts are all there, and the same change again brings the rest.
 */
async function commitViewsApart(tools: LedgerTools, change: PersonChange): Promise<PreparedPerson> {
  for (let count = 0; count < MAX_ATTEMPTS; count += 1) {
    const prepared = await preparePerson(tools, change);
    if (prepared.changes.length <= MAX_CHANGES_PER_COMMIT) return commitPrepared(tools, prepared);
    const { ordered, facts } = factsFirst(prepared);
    if (change.versions.length > 0 || facts >= MAX_CHANGES_PER_COMMIT) {
      throw new PersonTooLargeError('one person spans more documents than one commit can hold');
    }
    await tools.ledger.commit(ordered.slice(0, MAX_CHANGES_PER_COMMIT));
  }
  throw new Error('the ledger document kept changing; try again');
}
