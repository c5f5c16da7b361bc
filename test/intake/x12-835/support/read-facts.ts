// Claims of the tests with some of their segments changed, read.

import type { ClaimFacts } from '../../../../lib/domain/claim.js';
import { buildRemittance, claimWith, HEADER } from './build-remittance.js';
import { readClaims } from './read-events.js';

/** By segment id, or id and qualifier: another text, several joined by `~`, or null for none. */
export type Changes = Readonly<Record<string, string | null>>;
export type Expected = Readonly<Record<string, unknown>>;

export async function factsOf(
  changes: Changes,
  header: readonly string[] = HEADER,
): Promise<ClaimFacts> {
  const [read] = await readClaims(buildRemittance({ claims: claimWith(changes), header }));
  if (read === undefined) throw new Error('no claim was read');
  return read.claim;
}

export function headerWith(changes: Changes): readonly string[] {
  return HEADER.flatMap((segment) => {
    const key = Object.keys(changes).find((prefix) => segment.startsWith(`${prefix}*`));
    const changed = key === undefined ? segment : changes[key];
    return changed === null || changed === undefined ? [] : changed.split('~');
  });
}
