// ClaimSpool on one machine: claims wait as text, in memory until that fills, then in files by
// token. The spill holds tokens and claims, no raw number; it is removed with the ingest.

import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeClaim, encodeClaim } from '../../domain/claim-codec.js';
import type { ClaimSpool, SpooledClaim } from '../../ports/claim-spool.js';
import { SHARD_COUNT, shardOf } from '../../ports/ledger-store.js';
import { isErrorCode } from './durable-file.js';

/** Characters of claim text kept in memory: about 80,000 lines. More would not be faster. */
const MEMORY_CHARACTERS = 32 * 1024 * 1024;
/** Parts of a shard, so that what is read back at once stays small. */
const PARTS_PER_SHARD = 4;

/** A claim as text: thousands of them cost the garbage collector next to nothing. */
interface WaitingClaim {
  readonly token: string;
  readonly joinFrom: string | null;
  readonly text: string;
}

export function createFileClaimSpool(
  directory: string,
  memoryCharacters: number = MEMORY_CHARACTERS,
): ClaimSpool {
  const waiting = Array.from({ length: SHARD_COUNT * PARTS_PER_SHARD }, (): WaitingClaim[] => []);
  let characters = 0;

  const spill = async (): Promise<void> => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    characters = 0;
    for (const [part, claims] of waiting.entries()) {
      if (claims.length === 0) continue;
      const lines = claims.splice(0).map(lineOf).join('');
      await appendFile(partPath(directory, part), lines, { mode: 0o600 });
    }
  };

  return {
    add({ token, joinFrom, version }) {
      const text = encodeClaim(version);
      waiting[partOf(token)]?.push({ token, joinFrom, text });
      characters += text.length;
      return characters < memoryCharacters ? undefined : spill();
    },
    // By shard, so that a shard is complete in the ledger before the next one begins.
    async *parts() {
      for (const [part, claims] of waiting.entries()) {
        const spilled = await readSpilled(partPath(directory, part));
        const all = [...spilled, ...claims.splice(0)];
        if (all.length > 0) yield all.map(spooledClaim);
      }
    },
    async close() {
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function partOf(token: string): number {
  // Another hash than the shard's, which would put a whole shard into one part.
  let hash = 0;
  for (let at = 0; at < token.length; at += 1) hash = (hash * 31 + token.charCodeAt(at)) | 0;
  return shardOf(token) * PARTS_PER_SHARD + ((hash >>> 0) % PARTS_PER_SHARD);
}

function partPath(directory: string, part: number): string {
  return join(directory, `part-${part}`);
}

/** Neither tokens nor the text of a claim, which is JSON, hold a tab or a line feed. */
function lineOf({ token, joinFrom, text }: WaitingClaim): string {
  return `${token}\t${joinFrom ?? ''}\t${text}\n`;
}

async function readSpilled(path: string): Promise<readonly WaitingClaim[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
  return text.split('\n').slice(0, -1).map(waitingClaim);
}

function waitingClaim(line: string): WaitingClaim {
  const [token = '', joinFrom = '', text = ''] = line.split('\t');
  return { token, joinFrom: joinFrom === '' ? null : joinFrom, text };
}

/** Read each time that somebody asks: a part waits as text, and is claims one by one. */
function spooledClaim({ token, joinFrom, text }: WaitingClaim): SpooledClaim {
  return {
    token,
    joinFrom,
    get version() {
      return decodeClaim(text);
    },
  };
}
