// What a killed ingest left behind is cleared away by the next one; what a running one uses is not.

import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSpoolFolder } from '../../cli/spool-folder.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';

const directory = temporaryDirectory();

describe('newSpoolFolder', () => {
  it('clears away the folders of dead processes alone', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['--version']);
    const folderOf = (name: string): string => {
      const folder = join(directory, 'spool', name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'part-0'), 'claims');
      return folder;
    };
    const [left, other, running] = [`${dead}-1`, 'odd', `${process.pid}-1`].map(folderOf);

    const folder = await newSpoolFolder(directory);

    expect([left, other, running].map((each) => existsSync(each ?? ''))).toEqual([
      false,
      false,
      true,
    ]);
    expect(folder.startsWith(join(directory, 'spool', `${process.pid}-`))).toBe(true);
    expect(existsSync(folder)).toBe(false);
  });
});
