// The SettingsStore suite on LMDB.

import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { openWorkspace } from '../../../lib/adapters/embedded/open-workspace.js';
import { settingsChange, settingsStoreSuite } from '../../ports/settings-store.suite.js';
import { temporaryDirectory } from './temporary-directory.js';

describe('LmdbSettingsStore', () => {
  const directory = temporaryDirectory();
  settingsStoreSuite(async () => {
    const workspace = await openWorkspace({ directory: join(directory, 'suite') });
    return { store: workspace.settings, close: () => workspace.close() };
  });

  it('keeps changes over closing and opening, and goes on counting', async () => {
    const path = join(directory, 'reopened');
    for (let round = 1; round <= 3; round += 1) {
      const workspace = await openWorkspace({ directory: path });
      await workspace.settings.append('a', settingsChange(`round${round}`));
      const { version, changes } = await workspace.settings.read('a');
      expect([version, changes.at(-1)?.key]).toEqual([round, `round${round}`]);
      await workspace.close();
    }
  });
});
