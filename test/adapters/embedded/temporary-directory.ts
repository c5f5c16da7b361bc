// A folder that is gone when the tests of a file are done.

import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Call it while tests are being declared, before the hook that closes what lives in the folder. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kxray-test-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
