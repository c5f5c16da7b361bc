// Where one ingest spills what it holds. A killed ingest leaves its folder behind, claims and all;
// the next one clears it away.

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from './running-process.js';

export async function newSpoolFolder(workspace: string): Promise<string> {
  const spool = join(workspace, 'spool');
  await mkdir(spool, { recursive: true, mode: 0o700 });
  for (const name of await readdir(spool)) {
    if (isRunning(Number(name.split('-')[0]))) continue;
    await rm(join(spool, name), { recursive: true, force: true });
  }
  return join(spool, `${process.pid}-${Date.now()}`);
}
