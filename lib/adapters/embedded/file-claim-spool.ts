// ClaimSpool on one machine: small files stay in memory, large ones spill into partition files by
// token. The spill holds tokens and claims, no raw number; it is removed with the ingest.

import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Packr } from 'msgpackr';
import type { ClaimSpool, SpooledClaim } from '../../ports/claim-spool.js';

/** Claims kept in memory before the spool begins to spill. */
const MEMORY_CLAIMS = 40_000;
const PARTITIONS = 64;
const FLUSH_BYTES = 256 * 1024;
const LENGTH_BYTES = 4;

interface Partition {
  readonly path: string;
  readonly file: WriteStream;
  pending: Uint8Array[];
  pendingBytes: number;
}

export function createFileClaimSpool(
  directory: string,
  memoryClaims: number = MEMORY_CLAIMS,
): ClaimSpool {
  const packr = new Packr({ structures: [], useRecords: true });
  let memory: SpooledClaim[] = [];
  let partitions: Partition[] | null = null;

  const spill = (claim: SpooledClaim): Promise<void> | undefined => {
    const partition = partitions?.[partitionOf(claim.token)];
    if (partition === undefined) throw new Error('spilling without partitions');
    const body = Buffer.from(packr.pack(claim));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(body.length);
    partition.pending.push(length, body);
    partition.pendingBytes += body.length;
    return partition.pendingBytes < FLUSH_BYTES ? undefined : flush(partition);
  };

  return {
    async add(claim) {
      if (partitions === null) {
        memory.push(claim);
        if (memory.length < memoryClaims) return;
        partitions = await openPartitions(directory);
        const held = memory;
        memory = [];
        for (const each of held) await spill(each);
        return;
      }
      await spill(claim);
    },
    async *parts() {
      if (partitions === null) {
        yield memory;
        return;
      }
      for (const partition of partitions) {
        await flush(partition);
        await new Promise<void>((resolve) => partition.file.end(() => resolve()));
        const claims = await readPartition(partition.path, packr);
        if (claims.length > 0) yield claims;
      }
    },
    async close() {
      for (const partition of partitions ?? []) partition.file.destroy();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function openPartitions(directory: string): Promise<Partition[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return Array.from({ length: PARTITIONS }, (_, at) => {
    const path = join(directory, `part-${at}`);
    return { path, file: createWriteStream(path, { mode: 0o600 }), pending: [], pendingBytes: 0 };
  });
}

async function flush(partition: Partition): Promise<void> {
  if (partition.pending.length === 0) return;
  const chunk = Buffer.concat(partition.pending);
  partition.pending = [];
  partition.pendingBytes = 0;
  await new Promise<void>((resolve, reject) => {
    partition.file.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

async function readPartition(path: string, packr: Packr): Promise<readonly SpooledClaim[]> {
  const file = await open(path, 'r');
  try {
    const bytes = await file.readFile();
    const claims: SpooledClaim[] = [];
    for (let at = 0; at < bytes.length;) {
      const length = bytes.readUInt32LE(at);
      at += LENGTH_BYTES;
      claims.push(packr.unpack(bytes.subarray(at, at + length)) as SpooledClaim);
      at += length;
    }
    return claims;
  } finally {
    await file.close();
  }
}

/** Not the shard's hash: the partitions of one ingest are nobody else's business. */
function partitionOf(token: string): number {
  let hash = 0;
  for (let at = 0; at < token.length; at += 1) hash = (hash * 31 + token.charCodeAt(at)) | 0;
  return (hash >>> 0) % PARTITIONS;
}
