// Sealed claim text opens in its own place, under its own key and unchanged, and nowhere else.

import { describe, expect, it } from '@jest/globals';
import {
  openText,
  packSealed,
  sealText,
  unpackSealed,
} from '../../../lib/adapters/common/quarantine-seal.js';
import type { SecretSource } from '../../../lib/ports/secret-source.js';

const PLACE = { tenantId: 'a', quarantineKey: 'one' };

describe('sealText and openText', () => {
  it.each(['', 'text', 'n\u00e9e ~'.repeat(1_000)])('give back %j through bytes', async (text) => {
    const bytes = packSealed(await sealText(fixedKey(7), PLACE, text));
    expect(await openText(fixedKey(7), PLACE, unpackSealed(bytes))).toBe(text);
  });

  it('seal the same text differently each time', async () => {
    const [first, second] = [
      await sealText(fixedKey(7), PLACE, 'text'),
      await sealText(fixedKey(7), PLACE, 'text'),
    ];
    expect(first.ciphertext).not.toEqual(second.ciphertext);
  });

  it.each([
    { change: 'another tenant', place: { ...PLACE, tenantId: 'b' }, key: 7, flip: null },
    { change: 'another entry', place: { ...PLACE, quarantineKey: 'two' }, key: 7, flip: null },
    { change: 'another key of the same name', place: PLACE, key: 8, flip: null },
    { change: 'a changed nonce', place: PLACE, key: 7, flip: 3 },
    { change: 'a changed tag', place: PLACE, key: 7, flip: 20 },
    { change: 'a changed text', place: PLACE, key: 7, flip: -1 },
  ])('open nothing under $change', async ({ place, key, flip }) => {
    const bytes = packSealed(await sealText(fixedKey(7), PLACE, 'text'));
    const at = flip === null ? null : (flip + bytes.byteLength) % bytes.byteLength;
    if (at !== null) bytes[at] = (bytes[at] ?? 0) ^ 1;
    await expect(openText(fixedKey(key), place, unpackSealed(bytes))).rejects.toMatchObject({
      name: 'QuarantineSealError',
      message: 'quarantined text is damaged',
    });
  });

  it('name both keys when the text was sealed under another one', async () => {
    const sealed = await sealText(fixedKey(1, 'former'), PLACE, 'text');
    await expect(openText(fixedKey(2, 'present'), PLACE, sealed)).rejects.toThrow(
      /key former, the present key is present/,
    );
  });

  it.each([{ bytes: [] }, { bytes: [2, 1, 65] }, { bytes: [1, 200, 65] }])(
    'read no bytes like $bytes',
    ({ bytes }) => {
      expect(() => unpackSealed(Uint8Array.from(bytes))).toThrow('a format that this version');
    },
  );
});

function fixedKey(byte: number, keyId = 'k'): SecretSource {
  return { tokenKey: async () => ({ keyId, key: new Uint8Array(32).fill(byte) }) };
}
