// Port: who a token is. The one place behind intake where a Medicare number exists, sealed under a
// key of its own; for look-up, key rotation and deletion only (DESIGN 4, PHI). Whoever takes claims
// in can add to it and never read it; every read is written down first.

/** What a token is made of, as the tokenizer takes it; `payerId` is empty for a Medicare number. */
export interface Identity {
  readonly id: string;
  readonly payerId: string;
}

export interface KnownIdentity extends Identity {
  readonly token: string;
}

export type VaultPurpose = 'look_up' | 'rotation' | 'deletion';

/** Why somebody opens the vault. */
export interface VaultAccess {
  readonly purpose: VaultPurpose;
  readonly reason: string;
  readonly enteredBy: string;
  /** ISO instant. */
  readonly enteredAt: string;
  /** Keyed hash of the token concerned, so that the trail outlives the person's data; or null. */
  readonly subject: string | null;
}

/** A line of the trail, which only ever grows. */
export interface VaultAccessRecord extends VaultAccess {
  /** From 1, without a gap. */
  readonly number: number;
  /** How many tokens were asked for. */
  readonly persons: number;
  /** Hash of the line before, empty on the first: an edit or a gap in between shows. */
  readonly previous: string;
}

export interface IdentityVault {
  /** Idempotent by token; durable when it resolves. Needs no key that opens anything. */
  remember(tenantId: string, identities: readonly KnownIdentity[]): Promise<void>;
  /** All tokens that have an entry, in byte order; no identity among them. */
  tokens(tenantId: string): Promise<readonly string[]>;
  /** In the order of the tokens, null where unknown. Written down before anything is opened. */
  reveal(
    tenantId: string,
    tokens: readonly string[],
    access: VaultAccess,
  ): Promise<readonly (Identity | null)[]>;
  /** Removes entries; written down, too. */
  forget(tenantId: string, tokens: readonly string[], access: VaultAccess): Promise<void>;
  trail(tenantId: string): Promise<readonly VaultAccessRecord[]>;
}
