// ClaimSpool on one machine: claims wait as bytes, in memory until that fills, then in files by
// token. The spill holds tokens and claims, no raw number; it is removed with the ingest.

import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeClaim, encodeClaim } from '../../domain/claim-codec.js';
import type { ClaimSpool, SpooledClaim } from '../../ports/claim-spool.js';
import { SHARD_COUNT, shardOf } from '../../ports/ledger-store.js';
import { isErrorCode } from './durable-file.js';
import { WaitingBytes } from './waiting-bytes.js';

/** Bytes of claims kept in memory: about 150,000 lines. More would not be faster. */
const MEMORY_BYTES = 32 * 1024 * 1024;
/** Parts of a shard, so that what is read back at once stays small. */
const PARTS_PER_SHARD = 4;
/** The last first characters of hashes in all parts of a shard but its last one. */
const LAST_OF_PART = ['E', 'U', 'j'].map((character) => character.charCodeAt(0));

const TAB = 9;
const LINE_FEED = 10;

export function createFileClaimSpool(
  directory: string,
  memoryBytes: number = MEMORY_BYTES,
): ClaimSpool {
  const parts = Array.from({ length: SHARD_COUNT * PARTS_PER_SHARD }, () => new WaitingBytes());
  let bytes = 0;

  const spill = async (): Promise<void> => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    bytes = 0;
    for (const [at, part] of parts.entries()) {
      if (part.isEmpty) continue;
      const waiting = Buffer.concat(part.pieces());
      part.clear();
      await appendFile(partPath(directory, at), waiting, { mode: 0o600 });
    }
  };

  return {
    add({ token, joinFrom, version }) {
      // Neither tokens nor the text of a claim, which is JSON, hold a tab or a line feed.
      bytes +=
        parts[partOf(token)]?.add(`${token}\t${joinFrom ?? ''}\t`, encodeClaim(version)) ?? 0;
      return bytes < memoryBytes ? undefined : spill();
    },
    // By shard, so that a shard is complete in the ledger before the next one begins.
    async *parts() {
      for (const [at, part] of parts.entries()) {
        const spilled = await readSpilled(partPath(directory, at));
        const claims = [...spilled, ...part.pieces()].flatMap(claimsIn);
        part.letGo();
        if (claims.length > 0) yield claims;
      }
    },
    async close() {
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** By ascending token within a shard, so that its rows need not be put in order again. */
function partOf(token: string): number {
  const first = token.charCodeAt(token.indexOf('_') + 1);
  const within = LAST_OF_PART.findIndex((last) => first <= last);
  return shardOf(token) * PARTS_PER_SHARD + (within === -1 ? LAST_OF_PART.length : within);
}

function partPath(directory: string, part: number): string {
  return join(directory, `part-${part}`);
}

async function readSpilled(path: string): Promise<readonly Buffer[]> {
  try {
    return [await readFile(path)];
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function claimsIn(bytes: Buffer): readonly SpooledClaim[] {
  const claims: SpooledClaim[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, at);
    claims.push(spooledClaim(bytes, at, end));
    at = end + 1;
  }
  return claims;
}

/** Read each time that somebody asks: a part waits as bytes, and is claims one by one. */
function spooledClaim(bytes: Buffer, from: number, to: number): SpooledClaim {
  const tokenEnd = bytes.indexOf(TAB, from);
  const joinEnd = bytes.indexOf(TAB, tokenEnd + 1);
  return {
    token: bytes.toString('latin1', from, tokenEnd),
    joinFrom: joinEnd === tokenEnd + 1 ? null : bytes.toString('latin1', tokenEnd + 1, joinEnd),
    get version() {
      return decodeClaim(bytes.toString('utf8', joinEnd + 1, to));
    },
  };
}
