// Several commands at once on one workspace: each does its work, and all of it adds up.

import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { readAllBeneficiaries } from '../cli/read-all-beneficiaries.js';
import { runCli, runJson } from '../cli/run-cli.js';
import { runProcess } from '../cli/run-process.js';
import { SAMPLE_FILES, TRUTH } from '../cli/sample-workspace.js';

const directory = temporaryDirectory();
const key = ['--key-file', join(directory, 'token.key')];

describe('commands at the same time', () => {
  it('leave what one after the other would', async () => {
    const [together, alone] = [join(directory, 'together'), join(directory, 'alone')];
    for (const data of [together, alone]) await runCli(['seed', ...seed(data)]);
    const [earlier = '', later = ''] = SAMPLE_FILES;
    const ingest = ['ingest', '--include-test', '--data', together, ...key];

    const ends = await Promise.all([
      runProcess({ args: [...ingest, earlier] }),
      runProcess({ args: [...ingest, later] }),
      runProcess({ args: [...ingest, later, earlier] }),
      runProcess({ args: ['overview', '--data', together, ...key] }),
    ]);
    await runJson(['ingest', ...SAMPLE_FILES, '--include-test', '--data', alone, ...key]);

    expect(ends.map(({ code, stderr }) => [code, stderr])).toEqual(ends.map(() => [0, '']));
    const totals = await runJson(['totals', '--data', together, ...key]);
    expect(totals).toMatchObject({ finalClaims: TRUTH.finalClaims, kxLines: TRUTH.kxLines });
    expect(await runJson(['reconcile', '--data', together, ...key])).toMatchObject({
      isAgreed: true,
    });
    const views = async (data: string) =>
      [...(await readAllBeneficiaries({ data, keyFile: key[1] }))].map(([token, { years }]) => ({
        token,
        years,
      }));
    expect(await views(together)).toEqual(await views(alone));
  });
});

/** Something to begin with, so that all find the same workspace. */
function seed(data: string): readonly string[] {
  const facts = '--year 2026 --group OT --outside 50 --source family'.split(' ');
  return [TRUTH.beneficiaries[0]?.mbi ?? '', ...facts, '--data', data, ...key];
}
