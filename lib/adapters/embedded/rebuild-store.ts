// Writes an LMDB store anew, record by record, and puts the new file in the place of the old one.
// LMDB keeps what was removed on freed pages until they are used again: after the deletion of a
// person's data nothing of it may be left in the file. Nobody else may have the store open.

import { existsSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from './durable-file.js';
import { EmbeddedStoreError } from './errors.js';
import type { StoreKey } from './lmdb-environment.js';
import { takeOpeningTurn } from './lmdb-opening-turn.js';
import { closeRoot, openRoot, type LmdbRoot } from './lmdb-root.js';

/** Another process works on the store. */
export class StoreBusyError extends EmbeddedStoreError {
  override readonly name = 'StoreBusyError';
}

/** More than any store has: none is left out. */
const DATABASES_MAX = 64;
const RECORDS_AT_ONCE = 2_000;
const FILE = 'data.mdb';

export async function rebuildStore(folder: string): Promise<void> {
  if (!existsSync(join(folder, FILE))) return;
  const rebuilt = `${folder}.rebuilt`;
  // What an earlier attempt left is worth nothing.
  await rm(rebuilt, { recursive: true, force: true });
  const source = openRoot(folder, DATABASES_MAX);
  let endTurn = (): void => undefined;
  try {
    const before = lastWrite(source);
    const target = openRoot(rebuilt, DATABASES_MAX);
    try {
      for (const name of namesIn(source)) await copyBase(source, target, name);
    } finally {
      await closeRoot(target, rebuilt);
    }
    // Who opened it now would go on with the old file, or have the new one under the old locks.
    endTurn = takeOpeningTurn(folder);
    // In a write transaction: whoever writes comes before it and is seen, or waits for its end.
    await source.childTransaction(() => {
      assertAlone(source);
      if (lastWrite(source) !== before) throw busy();
      renameSync(join(rebuilt, FILE), join(folder, FILE));
    });
  } finally {
    await closeRoot(source, folder);
    endTurn();
    await rm(rebuilt, { recursive: true, force: true });
  }
  await syncDirectory(folder);
}

async function copyBase(source: LmdbRoot, target: LmdbRoot, name: string): Promise<void> {
  const from = source.openDB<Uint8Array, StoreKey>(name, { encoding: 'binary' });
  const to = target.openDB<Uint8Array, StoreKey>(name, { encoding: 'binary' });
  let batch: { readonly key: StoreKey; readonly value: Uint8Array }[] = [];
  const write = async (): Promise<void> => {
    const records = batch;
    batch = [];
    await target.childTransaction(() => {
      for (const { key, value } of records) void to.put(key, value);
    });
  };
  for (const { key, value } of from.getRange({})) {
    batch.push({ key, value: new Uint8Array(value) });
    if (batch.length >= RECORDS_AT_ONCE) await write();
  }
  await write();
}

function namesIn(root: LmdbRoot): readonly string[] {
  return [...root.getKeys()].map(String);
}

function lastWrite(root: LmdbRoot): number {
  const stats = root.getStats() as { readonly lastTxnId?: number };
  if (stats.lastTxnId === undefined) throw new Error('the store does not tell its last write');
  return stats.lastTxnId;
}

/** Readers of the lock file: one line each that begins with the number of its process. */
function assertAlone(root: LmdbRoot): void {
  root.readerCheck();
  const readers = root.readerList().matchAll(/^\s*(\d+)\s/gm);
  for (const [, pid] of readers) if (Number(pid) !== process.pid) throw busy();
}

function busy(): StoreBusyError {
  return new StoreBusyError('another kxray works in this workspace: end it and try again', {
    retryable: true,
  });
}
