// ClaimSpool of a part of a file, which its door bounds: nothing spills.

import type { ClaimSpool, SpooledClaim } from '../../ports/claim-spool.js';

export interface MemoryClaimSpool extends ClaimSpool {
  readonly claims: readonly SpooledClaim[];
  /** Lines of all claims. */
  readonly lines: number;
}

export function createMemoryClaimSpool(given: readonly SpooledClaim[] = []): MemoryClaimSpool {
  const claims: SpooledClaim[] = [...given];
  let lines = 0;
  return {
    claims,
    get lines() {
      return lines;
    },
    add(claim) {
      claims.push(claim);
      lines += claim.version.lines.length;
    },
    async *parts() {
      if (claims.length > 0) yield claims;
    },
    async close() {
      claims.length = 0;
    },
  };
}
