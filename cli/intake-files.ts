// The files that `ingest` is given: named files, folders (recursively, in name order) or stdin.

import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './usage-error.js';

export interface IntakeFile {
  /** How messages name it. */
  readonly name: string;
  readonly bytes: number | null;
  open(): AsyncIterable<Uint8Array>;
}

const READ_BYTES = 256 * 1024;

export async function intakeFiles(paths: readonly string[]): Promise<readonly IntakeFile[]> {
  const files: IntakeFile[] = [];
  for (const path of paths) {
    if (path === '-') files.push({ name: '(stdin)', bytes: null, open: () => process.stdin });
    else files.push(...(await filesAt(path)));
  }
  return files;
}

async function filesAt(path: string): Promise<readonly IntakeFile[]> {
  let info;
  try {
    info = await stat(path);
  } catch {
    throw new UsageError(`there is no file or folder ${path}`);
  }
  if (!info.isDirectory()) return [fileAt(path, info.size)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const found: IntakeFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const full = join(entry.parentPath, entry.name);
    found.push(fileAt(full, (await stat(full)).size));
  }
  return found.sort((left, right) => (left.name < right.name ? -1 : 1));
}

function fileAt(path: string, bytes: number): IntakeFile {
  return { name: path, bytes, open: () => createReadStream(path, { highWaterMark: READ_BYTES }) };
}
