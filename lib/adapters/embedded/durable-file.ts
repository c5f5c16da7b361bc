// File operations that survive a power cut: a file is on the disk before its name is, and its name
// is on the disk before anybody is told.

import { randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;

/** Writes a new file and waits until its bytes are on the disk; fails when the file exists. */
export async function writeNewFile(path: string, body: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a directory durable. */
export async function syncDirectory(directory: string): Promise<void> {
  // Windows cannot open a directory; there the file system keeps names durable by itself.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a directory and its missing parents, private and durable. */
export async function makeDirectory(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
  if (first === undefined) return;
  const top = dirname(first);
  for (let made = dirname(directory); ; made = dirname(made)) {
    await syncDirectory(made);
    if (made === top || made === dirname(made)) return;
  }
}

/**
 * Creates a file with its whole content at once. False when it is there already: of several
 * processes exactly one creates it, and nobody reads it half written.
 */
export async function createFileOnce(path: string, body: Uint8Array): Promise<boolean> {
  const temporary = join(dirname(path), `.new-${randomBytes(8).toString('hex')}`);
  await writeNewFile(temporary, body);
  try {
    await link(temporary, path);
    await syncDirectory(dirname(path));
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(temporary);
  }
}

export function isErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && codes.includes(error.code);
}
