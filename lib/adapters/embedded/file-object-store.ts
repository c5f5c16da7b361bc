// ObjectStore on the file system: an object is a file under the objects folder. A body is written
// and flushed aside, then renamed into place under the lock of the workspace, so that a condition
// and the rename that depends on it are one step for all processes, and a crash breaks no lock.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, unlinkSync } from 'node:fs';
import { link, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type {
  ObjectStore,
  PutCondition,
  PutResult,
  StoredObject,
} from '../../ports/object-store.js';
import { isErrorCode, makeDirectory, syncDirectory, writeNewFile } from './durable-file.js';
import { EmbeddedStoreError, ObjectNotFoundError, ObjectStoreError } from './errors.js';
import { assertObjectKey, assertObjectPrefix } from './object-key.js';

export interface FileObjectStoreOptions {
  readonly directory: string;
  /** Runs an action while no other process or call runs one. */
  readonly exclusive: <Answer>(action: () => Answer) => Promise<Answer>;
}

/** Bodies on their way; no key can name this folder, because no part of a key begins with a dot. */
const INCOMING = '.incoming';
const INCOMING_KEPT_MS = 24 * 60 * 60 * 1000;
const ABSENT = ['ENOENT', 'ENOTDIR', 'EISDIR'];
/** Failures that a second try does not cure. */
const LASTING = ['EISDIR', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST', 'EACCES', 'EPERM', 'EROFS'];

export class FileObjectStore implements ObjectStore {
  readonly #directory: string;
  readonly #exclusive: FileObjectStoreOptions['exclusive'];

  constructor(options: FileObjectStoreOptions) {
    this.#directory = options.directory;
    this.#exclusive = options.exclusive;
  }

  /** Makes the folders, and clears away what a crash left unfinished more than a day ago. */
  async prepare(): Promise<void> {
    const incoming = join(this.#directory, INCOMING);
    await makeDirectory(incoming);
    const oldest = Date.now() - INCOMING_KEPT_MS;
    for (const name of await readdir(incoming)) {
      // By its name: a link made a moment ago carries the times of the file that it links to.
      const madeAt = Number(name.split('-')[0]);
      if (madeAt < oldest) await rm(join(incoming, name), { force: true });
    }
  }

  /** Where an object lies, for engines that read files themselves. */
  pathOf(key: string): string {
    assertObjectKey(key);
    return join(this.#directory, ...key.split('/'));
  }

  async put(key: string, body: Uint8Array, condition?: PutCondition): Promise<PutResult> {
    const path = this.pathOf(key);
    return namingFailure('written', async () => {
      await makeDirectory(dirname(path));
      const isStored = await this.#withIncoming(async (incoming) => {
        await writeNewFile(incoming, body);
        return this.#alone(() => {
          if (!holds(condition, path)) return false;
          renameSync(incoming, path);
          return true;
        });
      });
      if (!isStored) return { kind: 'condition_failed' };
      await syncDirectory(dirname(path));
      return { kind: 'stored', etag: etagOf(body) };
    });
  }

  async get(key: string): Promise<StoredObject | null> {
    const path = this.pathOf(key);
    return namingFailure('read', async () => {
      try {
        const body = await readFile(path);
        return { body, etag: etagOf(body) };
      } catch (error) {
        if (isErrorCode(error, ...ABSENT)) return null;
        throw error;
      }
    });
  }

  async list(prefix: string): Promise<readonly string[]> {
    assertObjectPrefix(prefix);
    const folder = prefix.slice(0, prefix.lastIndexOf('/'));
    const keys: string[] = [];
    await namingFailure('listed', () => this.#collectKeys(folder, prefix, keys));
    // Keys are ASCII: the order of code units is the order of bytes.
    return keys.sort((left, right) => (left < right ? -1 : 1));
  }

  /** A hard link: objects are replaced by renaming, never changed in place. */
  async copy(from: string, to: string): Promise<void> {
    const source = this.pathOf(from);
    const target = this.pathOf(to);
    if (source === target) return;
    await namingFailure('copied', async () => {
      await makeDirectory(dirname(target));
      await this.#withIncoming(async (incoming) => {
        await linkExisting(source, incoming);
        await this.#alone(() => renameSync(incoming, target));
      });
      await syncDirectory(dirname(target));
    });
  }

  async remove(key: string): Promise<void> {
    const path = this.pathOf(key);
    await namingFailure('removed', async () => {
      try {
        await this.#alone(() => unlinkSync(path));
        await syncDirectory(dirname(path));
      } catch (error) {
        if (!isErrorCode(error, ...ABSENT)) throw error;
      }
    });
  }

  async #collectKeys(folder: string, prefix: string, keys: string[]): Promise<void> {
    const path = join(this.#directory, ...folder.split('/'));
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      if (isErrorCode(error, ...ABSENT)) return [];
      throw error;
    });
    for (const entry of entries) {
      const key = `${folder}/${entry.name}`;
      if (entry.isFile() && key.startsWith(prefix)) keys.push(key);
      if (!entry.isDirectory()) continue;
      const isOnTheWay = `${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`);
      if (isOnTheWay) await this.#collectKeys(key, prefix, keys);
    }
  }

  /** Gives a place for a body on its way, and leaves nothing there whatever happens. */
  async #withIncoming<Answer>(action: (incoming: string) => Promise<Answer>): Promise<Answer> {
    const name = `${Date.now()}-${randomBytes(12).toString('hex')}`;
    const incoming = join(this.#directory, INCOMING, name);
    try {
      return await action(incoming);
    } finally {
      // Gone after a rename; still there when two names of one file made the rename do nothing.
      await rm(incoming, { force: true });
    }
  }

  /** Keeps a failure of the file system apart from a failure of the lock. */
  async #alone<Answer>(action: () => Answer): Promise<Answer> {
    const outcome = await this.#exclusive(() => {
      try {
        return { answer: action() };
      } catch (error) {
        return { error };
      }
    });
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  }
}

function holds(condition: PutCondition | undefined, path: string): boolean {
  if (condition === undefined) return true;
  const current = readIfPresent(path);
  if ('ifAbsent' in condition) return current === null;
  return current !== null && etagOf(current) === condition.ifMatch;
}

function readIfPresent(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}

function etagOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 32);
}

async function linkExisting(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch (error) {
    if (!isErrorCode(error, ...ABSENT)) throw error;
    throw new ObjectNotFoundError('the object to copy is absent', { cause: error });
  }
}

async function namingFailure<Answer>(verb: string, action: () => Promise<Answer>): Promise<Answer> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof EmbeddedStoreError) throw error;
    throw new ObjectStoreError(`an object could not be ${verb}`, {
      cause: error,
      retryable: !isErrorCode(error, ...LASTING),
    });
  }
}
