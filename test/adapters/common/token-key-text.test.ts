// The token key as text: what is read back, what is refused, and what the check tells apart.

import { describe, expect, it } from '@jest/globals';
import {
  newTokenKeyText,
  parseTokenKey,
  tokenKeyCheck,
} from '../../../lib/adapters/common/token-key-text.js';

/** 32 bytes of 1. Fixed for ever: key files and secrets of this form are in use. */
const KNOWN = 'kxray-token-key.a447e2.AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE';

describe('parseTokenKey', () => {
  it('reads what was made, and every making is another key', () => {
    const [one, two] = [newTokenKeyText(), newTokenKeyText()].map(parseTokenKey);
    expect(one?.key.byteLength).toBe(32);
    expect(one?.keyId).toMatch(/^[0-9a-f]{6}$/);
    expect(one).not.toEqual(two);
  });

  it('reads a key of former days, with or without the end of its line', () => {
    for (const end of ['', '\n', '\r\n', '  \n']) {
      expect(parseTokenKey(KNOWN + end)).toEqual({
        keyId: KNOWN.slice(16, 22),
        key: new Uint8Array(32).fill(1),
      });
    }
  });

  it.each([
    '',
    'key',
    KNOWN.slice(0, -1),
    `${KNOWN}A`,
    KNOWN.replace('AQEB', 'AQEC'),
    KNOWN.replace('a447e2', '000000'),
    KNOWN.replace('token', 'other'),
  ])('refuses %j', (text) => {
    expect(parseTokenKey(text)).toBeNull();
  });
});

describe('tokenKeyCheck', () => {
  it('differs by tenant and by key, and is no part of the key', () => {
    const keys = [1, 2].map((byte) => ({ keyId: 'k', key: new Uint8Array(32).fill(byte) }));
    const checks = keys.flatMap((key) => ['a', 'b'].map((tenant) => tokenKeyCheck(tenant, key)));
    expect(new Set(checks).size).toBe(4);
    expect(checks.some((check) => KNOWN.includes(check))).toBe(false);
  });
});
