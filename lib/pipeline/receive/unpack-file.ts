// A packed file cannot be entered in the middle: it is unpacked first, into pieces beside each
// other, which can. Pieces that are there are not written again, so that the work goes on after
// time was up; the last object says that all are there.

import * as z from 'zod';
import { unpackInput, UnpackError } from '../../intake/x12/unpack-input.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { ReceivedFile } from '../../ports/received-files.js';
import { parseJson } from '../read-json.js';

export interface UnpackTarget {
  /** Keeps what still names people. */
  readonly objects: ObjectStore;
  /** Ends with a slash. */
  readonly prefix: string;
  readonly isTimeUp: () => boolean;
  readonly pieceBytes?: number;
}

export interface UnpackedFile {
  readonly file: ReceivedFile;
  /** Ends where the packed data was damaged. */
  readonly isDamaged: boolean;
}

const END = z.strictObject({ pieces: z.array(z.int()), isDamaged: z.boolean() });

type End = Readonly<z.infer<typeof END>>;

const PIECE_BYTES = 16 * 1024 * 1024;

/** Null when time was up before the end: call again. */
export async function unpackFile(
  packed: ReceivedFile,
  target: UnpackTarget,
): Promise<UnpackedFile | null> {
  const { objects, prefix } = target;
  const stored = await objects.get(`${prefix}end.json`);
  const end = stored === null ? await unpackPieces(packed, target) : parseJson(stored.body, END);
  if (end === null) return null;
  return { file: filePieces(objects, prefix, end.pieces), isDamaged: end.isDamaged };
}

export async function removeUnpacked(objects: ObjectStore, prefix: string): Promise<void> {
  for (const key of await objects.list(prefix)) await objects.remove(key);
}

async function unpackPieces(packed: ReceivedFile, target: UnpackTarget): Promise<End | null> {
  const { objects, prefix } = target;
  const known = new Set(await objects.list(prefix));
  const pieces: number[] = [];
  let isDamaged = false;
  const pieceSource = inPieces(unpackInput(packed.read(0)), target.pieceBytes ?? PIECE_BYTES);
  try {
    for await (const piece of pieceSource) {
      const key = pieceKey(prefix, pieces.length);
      const isNew = !known.has(key);
      if (isNew) await objects.put(key, piece);
      pieces.push(piece.length);
      if (isNew && target.isTimeUp()) return null;
    }
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    isDamaged = true;
  }
  const end: End = { pieces, isDamaged };
  await objects.put(`${prefix}end.json`, Buffer.from(JSON.stringify(end)));
  return end;
}

/** Pieces of one size, but for the last; what came before a fault is handed over with it. */
async function* inPieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  let failure: unknown = null;
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length;) {
        const part = chunk.subarray(at, at + size - bytes);
        held.push(part.slice());
        bytes += part.length;
        at += part.length;
        if (bytes < size) continue;
        yield Buffer.concat(held);
        held = [];
        bytes = 0;
      }
    }
  } catch (error) {
    failure = error;
  }
  if (bytes > 0) yield Buffer.concat(held);
  if (failure !== null) throw failure as Error;
}

function filePieces(objects: ObjectStore, prefix: string, pieces: readonly number[]): ReceivedFile {
  const bytes = pieces.reduce((total, size) => total + size, 0);
  return {
    bytes,
    async *read(from, to = bytes) {
      let start = 0;
      for (const [at, size] of pieces.entries()) {
        if (start + size > from && start < to) {
          const stored = await objects.get(pieceKey(prefix, at));
          if (stored === null) throw new Error('a piece of an unpacked file is missing');
          yield stored.body.subarray(Math.max(0, from - start), Math.min(size, to - start));
        }
        start += size;
      }
    },
  };
}

function pieceKey(prefix: string, piece: number): string {
  return `${prefix}${String(piece).padStart(6, '0')}`;
}
