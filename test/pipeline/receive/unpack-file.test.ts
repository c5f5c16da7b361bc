import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { removeUnpacked, unpackFile } from '../../../lib/pipeline/receive/unpack-file.js';
import type { ReceivedFile } from '../../../lib/ports/received-files.js';
import type { ObjectStore } from '../../../lib/ports/object-store.js';
import { memoryObjectStore } from '../lake/memory-object-store.js';

const PREFIX = 'tenant=a/unpacked/f/';
const TEXT = Array.from({ length: 500 }, (_, at) => `segment ${at * 7919}~`).join('');
const PACKED = gzipSync(TEXT);

function fileOf(body: Uint8Array): ReceivedFile {
  return {
    bytes: body.length,
    async *read(from, to = body.length) {
      yield body.subarray(from, to);
    },
  };
}

function target(objects: ObjectStore, isTimeUp: () => boolean = () => false) {
  return { objects, prefix: PREFIX, isTimeUp, pieceBytes: 1_000 };
}

async function textOf(file: ReceivedFile | undefined, from = 0, to?: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file?.read(from, to) ?? []) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('unpackFile', () => {
  it('gives the plain content, from any byte to any other', async () => {
    const unpacked = await unpackFile(fileOf(PACKED), target(memoryObjectStore()));

    expect(unpacked?.isDamaged).toBe(false);
    expect(unpacked?.file.bytes).toBe(TEXT.length);
    expect(await textOf(unpacked?.file)).toBe(TEXT);
    expect(await textOf(unpacked?.file, 995, 2_010)).toBe(TEXT.slice(995, 2_010));
    expect(await textOf(unpacked?.file, 1_000, 1_000)).toBe('');
  });

  it('goes on where time was up, and writes no piece twice', async () => {
    const objects = memoryObjectStore();
    let calls = 0;
    let unpacked = null;
    while (unpacked === null) {
      unpacked = await unpackFile(
        fileOf(PACKED),
        target(objects, () => true),
      );
      calls += 1;
    }

    const pieces = Math.ceil(TEXT.length / 1_000);
    expect(calls).toBe(pieces + 1);
    expect(await objects.list(PREFIX)).toHaveLength(pieces + 1);
    expect(await textOf(unpacked.file)).toBe(TEXT);
  });

  it.each([
    ['cut', PACKED.subarray(0, PACKED.length - 300)],
    [
      'damaged',
      Buffer.concat([PACKED.subarray(0, 1_500), Buffer.alloc(50), PACKED.subarray(1_550)]),
    ],
  ])('keeps what came out of a packed file that is %s', async (_, packed) => {
    const unpacked = await unpackFile(fileOf(packed), target(memoryObjectStore()));

    expect(unpacked?.isDamaged).toBe(true);
    const text = await textOf(unpacked?.file);
    expect(TEXT.startsWith(text.slice(0, 100))).toBe(true);
  });

  it('leaves nothing behind', async () => {
    const objects = memoryObjectStore();
    await unpackFile(fileOf(PACKED), target(objects));
    await removeUnpacked(objects, PREFIX);

    expect(await objects.list(PREFIX)).toEqual([]);
  });
});
