// When the dashboard of a checkout is built anew.

import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { isOlder } from '../../cli/serve/web-files.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';

const BUILT_AT = 1_000;

it.each([
  ['nothing has changed', {}, false],
  ['a page is newer', { 'web/src/pages/today.tsx': 2_000 }, true],
  ['a shape of the API is newer', { 'lib/api/contract/rows.ts': 2_000 }, true],
  ['what it is not made of is newer', { 'lib/pipeline/ingest.ts': 2_000 }, false],
])('%s', (_, changed, expected) => {
  const root = temporaryDirectory();
  const files = { 'web/dist/index.html': BUILT_AT, 'web/src/main.tsx': 500, ...changed };
  for (const [file, seconds] of Object.entries(files)) {
    const place = join(root, file);
    mkdirSync(join(place, '..'), { recursive: true });
    writeFileSync(place, '');
    utimesSync(place, seconds, seconds);
  }

  expect(isOlder(join(root, 'web', 'dist'), root)).toBe(expected);
});
