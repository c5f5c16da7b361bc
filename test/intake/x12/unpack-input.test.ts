// Plain and packed input, cut anywhere; damaged gzip hands over what came before the damage.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { UnpackError, unpackInput } from '../../../lib/intake/x12/unpack-input.js';

const TEXT = Array.from({ length: 20_000 }, (_, at) => `REF*6R*${(at * 7919) % 10007}~`).join('');

/** Letters that gzip can hardly pack, the same each time. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return String.fromCharCode(48 + ((state >>> 16) % 64));
  }).join('');
}

async function unpack(bytes: Uint8Array, size: number): Promise<{ text: string; error: unknown }> {
  const parts: Uint8Array[] = [];
  let error: unknown = null;
  try {
    for await (const part of unpackInput(cut(bytes, size))) parts.push(Buffer.from(part));
  } catch (caught) {
    error = caught;
  }
  return { text: Buffer.concat(parts).toString('latin1'), error };
}

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('unpackInput', () => {
  it.each([1, 7, 1_000, 1_000_000])('hands on plain input in pieces of %i', async (size) => {
    const input = Buffer.from(TEXT.slice(0, 5_000));

    expect(await unpack(input, size)).toEqual({ text: TEXT.slice(0, 5_000), error: null });
  });

  it.each([1, 7, 1_000, 1_000_000])('unpacks gzip in pieces of %i', async (size) => {
    expect(await unpack(gzipSync(TEXT), size)).toEqual({ text: TEXT, error: null });
  });

  it('unpacks gzip members put end to end', async () => {
    const input = Buffer.concat([gzipSync(TEXT), gzipSync('IEA*1~')]);

    expect((await unpack(input, 100)).text).toBe(`${TEXT}IEA*1~`);
  });

  it('hands on a single byte, and nothing', async () => {
    expect(await unpack(Buffer.from('I'), 1)).toEqual({ text: 'I', error: null });
    expect(await unpack(Buffer.alloc(0), 1)).toEqual({ text: '', error: null });
  });

  it('gives what came before a cut, then the error', async () => {
    const packed = gzipSync(TEXT);
    const { text, error } = await unpack(packed.subarray(0, packed.length >> 1), 1_000);

    expect(error).toBeInstanceOf(UnpackError);
    expect(text.length).toBeGreaterThan(10_000);
    expect(TEXT.startsWith(text)).toBe(true);
  });

  it('gives the same before damage however it was cut', async () => {
    const packed = gzipSync(noise(80_000));
    packed.fill(0xff, 40_000, 40_100);
    const readings = await Promise.all([13, 4_096, 1_000_000].map((size) => unpack(packed, size)));

    expect(readings.map(({ error }) => error instanceof UnpackError)).toEqual([true, true, true]);
    expect(new Set(readings.map(({ text }) => text)).size).toBe(1);
  });

  it('lets an error of the source through as it is', async () => {
    const failure = new Error('disk');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(TEXT).subarray(0, 50);
      throw failure;
    }
    const parts = unpackInput(failing());

    await expect(parts.next()).rejects.toBe(failure);
  });
});
