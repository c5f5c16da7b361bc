// Loading: what is refused and with which place, what the version depends on, where the files
// are found.

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadReference } from '../../../lib/adapters/common/load-reference.js';
import { referenceDirectory } from '../../../lib/adapters/common/reference-directory.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kxray-reference-'));
  await cp(referenceDirectory(), directory, { recursive: true });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function edit(file: string, change: (lines: string[]) => readonly string[]): Promise<void> {
  const path = join(directory, file);
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  await writeFile(path, `${change(lines).join('\n')}\n`);
}

interface BrokenRow {
  readonly file: string;
  readonly why: string;
  readonly from: string;
  readonly to: string;
  readonly said: string;
}

const BROKEN_ROWS: readonly BrokenRow[] = [
  {
    file: 'thresholds.csv',
    why: 'an amount with a comma of thousands',
    from: '2026,kx_threshold,2480.00,',
    to: '2026,kx_threshold,"2,480.00",',
    said: 'thresholds.csv, row 29, column kx_pt_slp: must be an amount such as 2480.00, or empty',
  },
  {
    file: 'thresholds.csv',
    why: 'an amount of zero',
    from: '2026,kx_threshold,2480.00,',
    to: '2026,kx_threshold,0.00,',
    said: 'thresholds.csv, row 29, column kx_pt_slp: must be an amount such as 2480.00, or empty',
  },
  {
    file: 'thresholds.csv',
    why: 'a regime that no rule knows',
    from: '2026,kx_threshold,',
    to: '2026,kx_treshold,',
    said: 'thresholds.csv, row 29, column regime: must be one of hard_cap,',
  },
  {
    file: 'thresholds.csv',
    why: 'a day that is no day',
    from: '3000.00,2026-01-01,',
    to: '3000.00,2026-02-30,',
    said: 'thresholds.csv, row 29, column review_from: must be a day (YYYY-MM-DD)',
  },
  {
    file: 'thresholds.csv',
    why: 'a year twice',
    from: '\n2026,',
    to: '\n2025,',
    said: 'thresholds.csv, row 29, column year: has the key of another row',
  },
  {
    file: 'thresholds.csv',
    why: 'no source',
    from: '42 U.S.C. 1395l(g)(2)(A)',
    to: '',
    said: 'thresholds.csv, row 2, column source: must not be empty',
  },
  {
    file: 'thresholds.csv',
    why: 'a ragged row',
    from: '2024,kx_threshold,',
    to: '2024,kx_threshold,,',
    said: 'thresholds.csv, row 27: has another number of cells than the header',
  },
  {
    file: 'thresholds.csv',
    why: 'an empty line',
    from: '\n2024,',
    to: '\n\n2024,',
    said: 'thresholds.csv, row 27: has another number of cells than the header',
  },
  {
    file: 'thresholds.csv',
    why: 'an unknown column',
    from: 'review_from,source',
    to: 'review_start,source',
    said: 'thresholds.csv, row 1, column review_start: is not a column of this file',
  },
  {
    file: 'thresholds.csv',
    why: 'a column twice',
    from: 'confidence,checked_on',
    to: 'confidence,confidence',
    said: 'thresholds.csv, row 1, column confidence: stands twice',
  },
  {
    file: 'contractors.csv',
    why: 'a number that lost its zero',
    from: '\n01112,',
    to: '\n1112,',
    said: 'contractors.csv, row 5, column number: must be five digits',
  },
  {
    file: 'contractors.csv',
    why: 'an open quote',
    from: '\n01112,B,JE,Noridian',
    to: '\n01112,B,JE,"Noridian',
    said: 'contractors.csv, row 5: is not a valid row (CSV_INVALID_CLOSING_QUOTE)',
  },
  {
    file: 'therapy-codes.csv',
    why: 'two rows in force on one day',
    from: '\n97001,always,no,,GP,,,2016-12-31',
    to: '\n97161,always,no,,GP,,,2017-01-01',
    said: 'column code: has the key of another row that is in force at the same time',
  },
  {
    file: 'therapy-codes.csv',
    why: 'an end before the start',
    from: '97161,always,no,,GP,GP,2017-01-01,,',
    to: '97161,always,no,,GP,GP,2017-01-01,2016-12-31,',
    said: 'therapy-codes.csv, row 2, column effective_to: is before effective_from',
  },
  {
    file: 'therapy-codes.csv',
    why: 'a modifier that is no discipline',
    from: '97161,always,no,,GP,',
    to: '97161,always,no,,KX,',
    said: 'therapy-codes.csv, row 2, column allowed_disciplines: must be GP, GO, GN',
  },
  {
    file: 'bill-types.csv',
    why: 'a setting that counts from no real day',
    from: '2012-10-01',
    to: '2012-10-1',
    said: 'bill-types.csv, row 2, column counts_from: must be a day (YYYY-MM-DD), or empty',
  },
  {
    file: 'reason-codes.csv',
    why: 'a role that no rule knows',
    from: '\n119,limit_reached,',
    to: '\n119,limit,',
    said: 'column role: must be one of contractual,',
  },
  {
    file: 'kx-contexts.csv',
    why: 'an empty prefix, which would meet every code',
    from: '\nE,dmepos',
    to: '\n,dmepos',
    said: 'column code_prefix: must be 1 to 5 capitals or digits',
  },
];

describe('loadReference', () => {
  it.each(BROKEN_ROWS)('refuses $file with $why', async ({ file, from, to, said }) => {
    const path = join(directory, file);
    const text = await readFile(path, 'utf8');
    expect(text).toContain(from);
    await writeFile(path, text.replace(from, to));

    await expect(loadReference({ directory })).rejects.toThrow(said);
  });

  it('refuses a folder without one of the files', async () => {
    await rm(join(directory, 'bill-types.csv'));

    await expect(loadReference({ directory })).rejects.toThrow('bill-types.csv: cannot be read');
  });

  it('refuses a file without rows', async () => {
    await edit('contractors.csv', (lines) => lines.slice(0, 1));

    await expect(loadReference({ directory })).rejects.toThrow('contractors.csv: holds no row');
  });

  it('takes another order of columns, a byte order mark and Windows line ends', async () => {
    const before = await loadReference({ directory });
    const path = join(directory, 'bill-types.csv');
    const text = await readFile(path, 'utf8');
    await writeFile(path, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
    await edit('contractors.csv', (lines) =>
      lines.map((line) => line.replace(/^([^,]*),([^,]*),([^,]*),/, '$3,$1,$2,')),
    );

    const after = await loadReference({ directory });

    expect(after.billTypes).toEqual(before.billTypes);
    expect(after.contractors).toEqual(before.contractors);
  });
});

describe('the version of the reference', () => {
  it('is the same for the same rows, wherever and however they are written', async () => {
    const shipped = await loadReference({ directory: referenceDirectory() });
    const path = join(directory, 'bill-types.csv');
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('\n', '\r\n'));

    const copied = await loadReference({ directory });

    expect(copied.version).toBe(shipped.version);
    expect(shipped.version).toMatch(/^[0-9a-f]{16}$/);
  });

  it('changes with one cell', async () => {
    const before = await loadReference({ directory });
    await edit('thresholds.csv', (lines) => lines.map((line) => line.replace('2480', '2490')));

    const after = await loadReference({ directory });

    expect(after.version).not.toBe(before.version);
  });
});

describe('referenceDirectory', () => {
  it('finds the folder from a bundle in dist/', async () => {
    const project = join(directory, 'project');
    await mkdir(join(project, 'dist'), { recursive: true });
    await cp(referenceDirectory(), join(project, 'reference'), { recursive: true });

    const found = referenceDirectory(pathToFileURL(join(project, 'dist', 'kxray.js')).href);

    expect(found).toBe(join(project, 'reference'));
  });

  it('says what it looked for when there is none', () => {
    const nowhere = pathToFileURL(join(directory, 'dist', 'kxray.js')).href;

    expect(() => referenceDirectory(nowhere)).toThrow(
      'reference/thresholds.csv: was not found in any folder above the program',
    );
  });
});
