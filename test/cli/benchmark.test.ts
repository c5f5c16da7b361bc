// `kxray benchmark`: a public file in, its figures listed; what is no such file is refused.

import { describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from './run-cli.js';

const directory = temporaryDirectory();
const HEADER =
  'Rndrng_NPI,Rndrng_Prvdr_State_Abrvtn,Rndrng_Prvdr_Type,Tot_Benes,Tot_Mdcr_Alowd_Amt';

function fileWith(name: string, text: string): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

describe('kxray benchmark', () => {
  it('imports a file, says what it could not read, and lists it', async () => {
    const data = join(directory, 'imported');
    const rows = ['1,FL,Physical Therapist in Private Practice,100,123450.00', '2,FL,PT,1,1'];
    const bad = '3,FL,Physical Therapist in Private Practice,,1';
    const path = fileWith('prov.csv', [HEADER, ...rows, bad].join('\n'));
    const named = ['--year', '2023', '--source', 'CMS, release of 2025', '--data', data];

    const end = await runCli(['benchmark', 'import', path, ...named]);
    const again = await runJson(['benchmark', 'import', path, ...named]);
    const list = await runJson(['benchmark', 'list', '--data', data]);

    expect(end.code).toBe(0);
    expect(end.stdout).toContain('row 4: Tot_Benes cannot be read');
    expect(end.stdout).toContain('GP nation: $1,234.50 allowed per beneficiary');
    expect(again).toMatchObject({ rows: 3, therapyRows: 2 });
    expect(list).toMatchObject([
      {
        year: 2023,
        source: 'CMS, release of 2025',
        totals: [
          { discipline: 'GP', state: null, beneficiaries: 100, allowedCents: 12_345_000 },
          { discipline: 'GP', state: 'FL', beneficiaries: 100, allowedCents: 12_345_000 },
        ],
      },
    ]);
  });

  it.each([
    ['other columns', 'a,b\n1,2\n', 'not the by-provider file'],
    ['no therapist', `${HEADER}\n1,FL,Cardiology,5,5\n`, 'no row of a therapist'],
  ])('refuses a file with %s', async (name, text, message) => {
    const path = fileWith(`${name}.csv`, text);
    const named = ['--year', '2023', '--source', 'x', '--data', join(directory, 'refused')];

    const end = await runCli(['benchmark', 'import', path, ...named]);

    expect(end.code).toBe(1);
    expect(end.stderr).toContain(message);
  });
});
