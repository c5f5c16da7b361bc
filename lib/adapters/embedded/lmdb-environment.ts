// The one LMDB environment of a workspace: durable transactions, fresh reads, orderly closing.
// Every store of the embedded host is a set of named databases in it, so that one lock and one
// fsync serve them all. Several processes may open it: LMDB lets one write at a time, and a
// process that dies in the middle of a transaction leaves nothing of it behind.

import { setTimeout } from 'node:timers/promises';
import type { Database } from 'lmdb';
import {
  EmbeddedStoreError,
  StoreReadError,
  StoreWriteError,
  WorkspaceClosedError,
  WorkspaceOpenError,
} from './errors.js';
import { assertLmdbFile } from './lmdb-file-check.js';
import { closeRoot, openRoot, type LmdbRoot } from './lmdb-root.js';

/** The tenant comes first in every key. */
export type StoreKey = (string | number)[];

const DATABASES_MAX = 16;
const CAUSE_WAIT_MS = 100;

export class LmdbEnvironment {
  readonly #root: LmdbRoot;
  readonly #directory: string;
  #isClosed = false;

  private constructor(root: LmdbRoot, directory: string) {
    this.#root = root;
    this.#directory = directory;
  }

  static open(directory: string): LmdbEnvironment {
    assertLmdbFile(directory);
    try {
      return new LmdbEnvironment(openRoot(directory, DATABASES_MAX), directory);
    } catch (cause) {
      throw new WorkspaceOpenError('the store of the workspace cannot be opened', { cause });
    }
  }

  database<Value>(name: string, encoding: 'binary' | 'msgpack'): Database<Value, StoreKey> {
    return this.#root.openDB<Value, StoreKey>(name, { encoding });
  }

  /**
   * Runs `action` in a write transaction that excludes all other writers, of this process and of
   * others. Durable when it resolves; when `action` throws, nothing is written.
   */
  async transact<Answer>(action: () => Answer): Promise<Answer> {
    this.#assertOpen();
    try {
      return await this.#root.childTransaction(action);
    } catch (error) {
      if (error instanceof EmbeddedStoreError) throw error;
      throw new StoreWriteError('the store of the workspace could not be written', {
        cause: await causeOf(error),
        retryable: true,
      });
    }
  }

  /** Runs `action` on a snapshot taken now: what other processes committed before is seen. */
  read<Answer>(action: () => Answer): Answer {
    this.#assertOpen();
    try {
      this.#root.resetReadTxn();
      return action();
    } catch (error) {
      if (error instanceof EmbeddedStoreError) throw error;
      throw new StoreReadError('the store of the workspace could not be read', { cause: error });
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await closeRoot(this.#root, this.#directory);
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new WorkspaceClosedError();
  }
}

/** lmdb hands over the real reason of a failed commit as a promise that rejects with it. */
async function causeOf(error: unknown): Promise<unknown> {
  if (typeof error !== 'object' || error === null || !('commitError' in error)) return error;
  const reason = Promise.resolve(error.commitError).then(
    () => error,
    (cause: unknown) => cause,
  );
  return Promise.race([reason, setTimeout(CAUSE_WAIT_MS, error)]);
}
