// The shipped reference is read once a process, and additions still count one by one.

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadReference } from '../../../lib/adapters/common/load-reference.js';
import { openReference, openReviewReference } from '../../../lib/adapters/common/open-reference.js';
import { referenceDirectory } from '../../../lib/adapters/common/reference-directory.js';
import { parseReferenceAdditions } from '../../../lib/adapters/common/reference-additions.js';
import { temporaryDirectory } from '../embedded/temporary-directory.js';

const shipped = referenceDirectory();
const directory = temporaryDirectory();

function copy(name: string): string {
  const folder = join(directory, name);
  cpSync(shipped, folder, { recursive: true });
  return folder;
}

const PAYER = {
  kind: 'confirmed_payer',
  payerId: '99998',
  name: 'A PAYER',
  source: 'by hand',
  enteredBy: 'jo',
  checkedOn: '2026-01-02',
};

describe('openReference', () => {
  it('says what the files say, however often it is asked', async () => {
    const wanted = await loadReference({ directory: shipped });

    expect(await openReference([])).toEqual(wanted);
    expect(await openReference([])).toEqual(wanted);
  });

  it('reads the files of a folder once', async () => {
    const folder = copy('once');
    const before = await openReference([], folder);
    const clocks = await openReviewReference(folder);
    rmSync(folder, { recursive: true });

    expect(await openReference([], folder)).toEqual(before);
    expect(await openReviewReference(folder)).toEqual(clocks);
  });

  it('adds what each caller brings, to nobody else', async () => {
    const additions = [PAYER];
    const with1 = await openReference(additions);
    const wanted = await loadReference({
      directory: shipped,
      additions: parseReferenceAdditions(additions),
    });

    expect(with1).toEqual(wanted);
    expect(with1.contractors.has('99998')).toBe(true);
    expect((await openReference([])).contractors.has('99998')).toBe(false);
  });

  it('looks again after a failure', async () => {
    const folder = copy('broken');
    const thresholds = join(folder, 'thresholds.csv');
    writeFileSync(thresholds, 'year\n');
    await expect(openReference([], folder)).rejects.toThrow('thresholds.csv');

    cpSync(join(shipped, 'thresholds.csv'), thresholds);
    expect((await openReference([], folder)).thresholds.size).toBeGreaterThan(0);
  });
});
