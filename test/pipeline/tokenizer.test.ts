// Tokens: the same person under one key is one token; without the key nothing can be told.

import { describe, expect, it } from '@jest/globals';
import { createTokenizer, looksLikeToken } from '../../lib/pipeline/tokenizer.js';
import { CONTRACTOR, OTHER_CONTRACTOR } from '../support/claim-builder.js';
import { FIRST_MBI, SECOND_MBI } from '../support/intake-events.js';
import { TEST_KEY } from '../support/test-tools.js';

const tokens = createTokenizer('default', TEST_KEY);
const MEMBER = 'W123456789';

describe('token', () => {
  it.each([
    ['whoever pays', FIRST_MBI, CONTRACTOR, FIRST_MBI, OTHER_CONTRACTOR],
    ['with dashes', FIRST_MBI, CONTRACTOR, '1EG4-TE5-MK73', CONTRACTOR],
    ['in small letters', FIRST_MBI, CONTRACTOR, '1eg4te5mk73', CONTRACTOR],
    ['a member number, blanks around it', MEMBER, 'PLAN1', ` ${MEMBER} `, 'PLAN1'],
  ])('is the same: %s', (_, id, payer, otherId, otherPayer) => {
    expect(tokens.token(otherId, otherPayer)).toBe(tokens.token(id, payer));
  });

  it.each([
    ['another Medicare number', FIRST_MBI, CONTRACTOR, SECOND_MBI, CONTRACTOR],
    ['a member number of another payer', MEMBER, 'PLAN1', MEMBER, 'PLAN2'],
    ['another member number', MEMBER, 'PLAN1', 'W123456788', 'PLAN1'],
  ])('is another: %s', (_, id, payer, otherId, otherPayer) => {
    expect(tokens.token(otherId, otherPayer)).not.toBe(tokens.token(id, payer));
  });

  it.each([
    ['another key', createTokenizer('default', { keyId: '1', key: new Uint8Array(32).fill(8) })],
    ['another tenant', createTokenizer('other', TEST_KEY)],
  ])('changes with %s', (_, other) => {
    expect(other.token(FIRST_MBI, CONTRACTOR)).not.toBe(tokens.token(FIRST_MBI, CONTRACTOR));
    expect(other.keyedHash(['a'])).not.toBe(tokens.keyedHash(['a']));
  });

  it('names its key and shows nothing of the number', () => {
    const token = tokens.token(FIRST_MBI, CONTRACTOR);

    expect(token).toMatch(/^k1_[\w-]{24}$/);
    expect(token).not.toContain(FIRST_MBI);
    expect(token).toBe(createTokenizer('default', TEST_KEY).token(FIRST_MBI, CONTRACTOR));
  });
});

describe('keyedHash', () => {
  it('depends on every part and its place', () => {
    const hashes = [
      tokens.keyedHash(['a', 'b']),
      tokens.keyedHash(['b', 'a']),
      tokens.keyedHash(['a', 'b', 1]),
      tokens.keyedHash(['a', 'b', 2]),
    ];

    expect(new Set(hashes).size).toBe(hashes.length);
    expect(tokens.keyedHash(['a', 'b'])).toBe(hashes[0]);
  });
});

describe('looksLikeToken', () => {
  it.each([
    [tokens.token(FIRST_MBI, CONTRACTOR), true],
    [FIRST_MBI, false],
    ['1EG4-TE5-MK73', false],
    ['k1_short', false],
    ['', false],
  ])('of %j is %s', (text, expected) => {
    expect(looksLikeToken(text)).toBe(expected);
  });
});
