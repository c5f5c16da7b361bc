// How an address names a claim: a keyed hash of its control number, because a control number is
// personal data and an address ends in histories and logs (DESIGN 4, PHI).

import type { Tokenizer } from '../tokenizer.js';

const BUCKETS = 256;

export function claimRefOf(tokens: Tokenizer, claim: string): string {
  return tokens.keyedHash(['claim-ref', claim]);
}

/** Which page of the index holds a reference: stable, and evenly filled as hashes are. */
export function claimBucket(claimRef: string): string {
  let sum = 0;
  for (let at = 0; at < claimRef.length; at += 1) {
    sum = (sum * 31 + claimRef.charCodeAt(at)) % BUCKETS;
  }
  return `claim-index-${String(sum).padStart(3, '0')}`;
}
