// The CaseStore suite on LMDB.

import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { openWorkspace } from '../../../lib/adapters/embedded/open-workspace.js';
import { caseEntry, caseStoreSuite } from '../../ports/case-store.suite.js';
import { temporaryDirectory } from './temporary-directory.js';

describe('LmdbCaseStore', () => {
  const directory = temporaryDirectory();
  caseStoreSuite(async () => {
    const workspace = await openWorkspace({ directory: join(directory, 'suite') });
    return { store: workspace.cases, close: () => workspace.close() };
  });

  it('keeps entries over closing and opening, and goes on counting', async () => {
    const path = join(directory, 'reopened');
    for (let round = 1; round <= 3; round += 1) {
      const workspace = await openWorkspace({ directory: path });
      expect(await workspace.cases.append('a', caseEntry('c1', round))).toBe('appended');
      expect(await workspace.cases.read('a', 'c1')).toHaveLength(round);
      await workspace.close();
    }
  });
});
