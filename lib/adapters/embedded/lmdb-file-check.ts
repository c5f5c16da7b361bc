// Looks at the head of an LMDB data file before LMDB does: the binding ends the process when it is
// given a file of another kind, where a person needs a sentence.

import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isErrorCode } from './durable-file.js';
import { WorkspaceOpenError } from './errors.js';

/** After the 24 bytes of the page header: the magic number and the version of the file format. */
const HEAD_BYTES = 32;
const MAGIC_AT = 24;
const MAGIC = 0xbeefc0de;
const VERSION_AT = 28;
const VERSION = 2;

/** Passes when there is no file yet, or an empty one, which LMDB makes anew. */
export function assertLmdbFile(directory: string): void {
  const path = join(directory, 'data.mdb');
  const head = Buffer.alloc(HEAD_BYTES);
  const length = readHeadOf(path, head);
  if (length === 0) return;
  const isLmdb =
    length === HEAD_BYTES &&
    head.readUInt32LE(MAGIC_AT) === MAGIC &&
    head.readUInt16LE(VERSION_AT) === VERSION;
  if (!isLmdb) {
    throw new WorkspaceOpenError(`${path} is damaged or no ledger: restore it from a backup`);
  }
}

function readHeadOf(path: string, head: Buffer): number {
  try {
    const file = openSync(path, 'r');
    try {
      return readSync(file, head, 0, HEAD_BYTES, 0);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    if (isErrorCode(cause, 'ENOENT')) return 0;
    throw new WorkspaceOpenError(`${path} cannot be read`, { cause });
  }
}
