// Port: the key that makes tokens out of beneficiary numbers.

export interface TokenKey {
  /** Short public name of the key, part of every token. */
  readonly keyId: string;
  readonly key: Uint8Array;
}

export interface SecretSource {
  /** The key of a tenant; throws SecretError when there is none or the workspace refuses it. */
  tokenKey(tenantId: string): Promise<TokenKey>;
}
