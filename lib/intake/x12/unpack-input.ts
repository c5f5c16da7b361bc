// The first step of reading an X12 file: plain bytes, whether the file came packed or not.
// Gzip is told by its magic bytes, never by the name of the file.

import { constants, createGunzip, gunzipSync } from 'node:zlib';

const BLOCK = 16_384;
/** Of a packed file, this much is enough to see how its content begins. */
const LONGEST_SAMPLE = 1_024;

/** The packed file is damaged or cut. What came out before it has been handed over. */
export class UnpackError extends Error {
  override readonly name = 'UnpackError';
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Hands on the source as it is, or unpacked; throws UnpackError when gzip is damaged. */
export async function* unpackInput(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  let unpacker: Unpacker | null = null;
  try {
    for await (const chunk of source) {
      let block = chunk;
      if (head !== null) {
        block = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        head = block.length < 2 ? block : null;
        if (head !== null) continue;
        if (isGzip(block)) unpacker = new Unpacker();
      }
      if (unpacker === null) yield block;
      else yield* unpacker.write(block);
    }
    if (head !== null && head.length > 0) yield head;
    if (unpacker !== null) yield* unpacker.end();
  } finally {
    unpacker?.destroy();
  }
}

/** How the content begins, of a plain or packed file; empty when it cannot be unpacked. */
export function unpackBeginning(firstBytes: Uint8Array): Uint8Array {
  if (!isGzip(firstBytes)) return firstBytes;
  try {
    const sample = firstBytes.subarray(0, LONGEST_SAMPLE);
    return gunzipSync(sample, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array(0);
  }
}

/**
 * Feeds zlib in blocks of one size, so that what comes out before a fault does not depend on how
 * the source was cut, and so that a block cannot grow into much.
 */
class Unpacker {
  private readonly gunzip = createGunzip({ chunkSize: 65_536 });
  private readonly block = new Uint8Array(BLOCK);
  private filled = 0;
  private ready: Uint8Array[] = [];
  private failure: Error | null = null;
  /** Ends the wait for what zlib was last asked to do. */
  private resume: () => void = () => undefined;

  constructor() {
    this.gunzip.on('data', (out: Uint8Array) => this.ready.push(out));
    this.gunzip.on('end', () => this.resume());
    // A failing zlib stream reports an error and may never call back.
    this.gunzip.on('error', (error: Error) => {
      this.failure = error;
      this.resume();
    });
  }

  /** Frees zlib's memory, also when the reader leaves early. */
  destroy(): void {
    this.gunzip.destroy();
  }

  async *write(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < chunk.length;) {
      const size = Math.min(BLOCK - this.filled, chunk.length - at);
      this.block.set(chunk.subarray(at, at + size), this.filled);
      this.filled += size;
      at += size;
      if (this.filled === BLOCK) yield* this.flush();
    }
  }

  async *end(): AsyncGenerator<Uint8Array> {
    if (this.filled > 0) yield* this.flush();
    await new Promise<void>((resolve) => {
      this.resume = resolve;
      this.gunzip.end();
    });
    yield* this.take();
  }

  private async *flush(): AsyncGenerator<Uint8Array> {
    const packed = this.block.slice(0, this.filled);
    this.filled = 0;
    await new Promise<void>((resolve) => {
      this.resume = resolve;
      this.gunzip.write(packed, () => resolve());
    });
    yield* this.take();
  }

  private *take(): Generator<Uint8Array> {
    const ready = this.ready;
    this.ready = [];
    yield* ready;
    if (this.failure !== null) {
      throw new UnpackError('the gzip data is damaged or cut', { cause: this.failure });
    }
  }
}
