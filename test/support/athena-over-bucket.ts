// Athena over a bucket that is in memory, for the host of tests: DuckDB over copies of its objects.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AthenaCalls } from '../../lib/adapters/aws/athena-calls.js';
import { openStubAthena } from '../adapters/aws/stub-athena.js';

/**
 * Athena reads in place what lies in the bucket at that moment; its stand-in reads files, so each
 * query brings them up to date. That an answer takes a while is for the engine's own tests.
 */
export function athenaOverBucket(
  objects: ReadonlyMap<string, { readonly body: Uint8Array }>,
  directory: string,
): AthenaCalls & { readonly unhurried: AthenaCalls } {
  const athena = openStubAthena({ directory });
  const copied = new Map<string, Uint8Array>();
  const unhurried: AthenaCalls = {
    ...athena,
    start(input) {
      copyLake(objects, { directory, copied });
      return athena.start(input);
    },
  };
  return {
    ...unhurried,
    unhurried,
    async status(id) {
      let status = await athena.status(id);
      while (/^(QUEUED|RUNNING)$/.test(status.State ?? '')) status = await athena.status(id);
      return status;
    },
  };
}

function copyLake(
  objects: ReadonlyMap<string, { readonly body: Uint8Array }>,
  { directory, copied }: { readonly directory: string; readonly copied: Map<string, Uint8Array> },
): void {
  for (const key of copied.keys()) {
    if (objects.has(key)) continue;
    rmSync(join(directory, key), { force: true });
    copied.delete(key);
  }
  for (const [key, { body }] of objects) {
    if (!key.endsWith('.parquet') || copied.get(key) === body) continue;
    const path = join(directory, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
    copied.set(key, body);
  }
}
