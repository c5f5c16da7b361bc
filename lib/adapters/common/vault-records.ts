// What a host keeps for its vault: sealed records by token, and the lines of the trail by number.
// Sealing, opening and the trail's order are sealed-identity-vault's, alike on every host.

export interface SealedRecord {
  readonly token: string;
  readonly sealed: Uint8Array;
}

export interface VaultRecords {
  /** A record that is there already may stay or be replaced: both say the same. */
  put(tenantId: string, records: readonly SealedRecord[]): Promise<void>;
  /** In the order of the tokens, null where there is none. */
  get(tenantId: string, tokens: readonly string[]): Promise<readonly (Uint8Array | null)[]>;
  /** In byte order. */
  tokens(tenantId: string): Promise<readonly string[]>;
  remove(tenantId: string, tokens: readonly string[]): Promise<void>;
  /** Lines of the trail in their order. */
  lines(tenantId: string): Promise<readonly string[]>;
  /** False when that number is taken; lines are never replaced. */
  addLine(tenantId: string, number: number, line: string): Promise<boolean>;
}
