// Opens and closes the file of an LMDB store, each in its turn among all processes: whoever opens
// one while its last user leaves would get locks that no longer work.

import { open, type RootDatabase } from 'lmdb';
import { takeOpeningTurn } from './lmdb-opening-turn.js';

export type LmdbRoot = RootDatabase<Uint8Array, string>;

const OPTIONS = {
  noSubdir: false,
  // A transaction resolves when it is on the disk, not before.
  overlappingSync: false,
  // With event turn batching a failed commit also rejects a promise that nobody can handle, which
  // would end the process.
  eventTurnBatching: false,
} as const;

export function openRoot(folder: string, maxDbs: number): LmdbRoot {
  const endTurn = takeOpeningTurn(folder);
  try {
    return open<Uint8Array, string>({ path: folder, maxDbs, ...OPTIONS });
  } finally {
    endTurn();
  }
}

export async function closeRoot(root: LmdbRoot, folder: string): Promise<void> {
  const endTurn = takeOpeningTurn(folder);
  try {
    await root.close();
  } finally {
    endTurn();
  }
}
