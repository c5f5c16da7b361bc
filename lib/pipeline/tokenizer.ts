// Beneficiary numbers become tokens here, at the end of intake; behind this line no raw number
// exists. HMAC-SHA-256 under the tenant's key: nobody without the key can make or reverse a token.

import { createHmac } from 'node:crypto';
import { isMbi, normalizeMbi } from '../domain/identifiers.js';
import type { TokenKey } from '../ports/secret-source.js';

/** 18 bytes. */
const HASH_CHARACTERS = 24;
const CACHE_SIZE = 200_000;

export interface Tokenizer {
  readonly keyId: string;
  /**
   * The token of a number. A Medicare number means the same person whoever sends it; any other
   * member number only means something within its payer.
   */
  token(id: string, payerId: string): string;
  /** Keyed hash of facts, for event ids and quarantine keys. */
  keyedHash(parts: readonly (string | number)[]): string;
}

export function createTokenizer(tenantId: string, tokenKey: TokenKey): Tokenizer {
  const cache = new Map<string, string>();
  const hmac = (text: string): string =>
    createHmac('sha256', tokenKey.key).update(text).digest('base64url').slice(0, HASH_CHARACTERS);
  return {
    keyId: tokenKey.keyId,
    token(id, payerId) {
      const subject = isMbi(id) ? `mbi|${normalizeMbi(id)}` : `member|${payerId}|${id.trim()}`;
      const known = cache.get(subject);
      if (known !== undefined) return known;
      if (cache.size >= CACHE_SIZE) cache.clear();
      const token = `k${tokenKey.keyId}_${hmac(`token|${tenantId}|${subject}`)}`;
      cache.set(subject, token);
      return token;
    },
    keyedHash(parts) {
      return hmac(`hash|${tenantId}|${parts.join('|')}`);
    },
  };
}

/** A token as `beneficiary` accepts it beside a raw number. */
export function looksLikeToken(text: string): boolean {
  return /^k[\w-]+_[\w-]{20,}$/.test(text);
}
