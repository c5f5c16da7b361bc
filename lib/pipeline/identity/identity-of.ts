// What the vault keeps of a number, for the two doors that fill it (remember-identities on a host
// where one process reads and posts, functions/receive-file elsewhere): as the tokenizer reads it,
// so that the same token can be made of it again.

import { isMbi, normalizeMbi } from '../../domain/identifiers.js';
import type { Identity } from '../../ports/identity-vault.js';

/** A Medicare number is the same person whoever sends it. */
export function identityOf(id: string, payerId: string): Identity {
  return isMbi(id) ? { id: normalizeMbi(id), payerId: '' } : { id: id.trim(), payerId };
}
