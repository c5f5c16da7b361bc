// What may be added to the ledger of one beneficiary: by an ingest, or by a person.

import type { ClaimVersion } from '../domain/claim.js';
import type { IdentityJoin, QuarantineMark, Seed } from '../domain/ledger-document.js';
import type { Tokenizer } from './tokenizer.js';
import type { ChangeCause } from './with-view.js';

/** Facts to add to the ledger of one beneficiary; all are sets, and adding twice adds nothing. */
export interface PersonChange {
  readonly token: string;
  readonly versions: readonly ClaimVersion[];
  readonly joins: readonly IdentityJoin[];
  readonly quarantined: readonly QuarantineMark[];
  readonly seeds: readonly Seed[];
  readonly cause: ChangeCause;
}

/** Source of joins that the payer's corrected number (835 NM1*74) makes. */
export const JOIN_FROM_REMITTANCE = 'NM1*74';

export function emptyChange(token: string, facts: Partial<PersonChange>): PersonChange {
  return {
    token,
    versions: [],
    joins: [],
    quarantined: [],
    seeds: [],
    cause: 'facts',
    ...facts,
  };
}

/** Whoever tells it: a join told again is the join that is known. */
export function joinKeyOf(tokens: Pick<Tokenizer, 'keyedHash'>, from: string, to: string): string {
  return tokens.keyedHash(['join', from, to]);
}

/** Of a figure for this person: entered twice, at whichever door, it is one. */
export function seedKeyOf(
  tokens: Pick<Tokenizer, 'keyedHash'>,
  token: string,
  { kind, year, group, cents, asOf, source }: Omit<Seed, 'seedKey' | 'enteredBy'>,
): string {
  return tokens.keyedHash(['seed', token, kind, year, group, cents, asOf ?? '', source]);
}
