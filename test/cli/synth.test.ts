// `kxray synth`: what it writes can be ingested and agrees with its answer sheet.

import { describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Truth } from '../../lib/synth/truth.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from './run-cli.js';
import { totalsOf } from './sample-workspace.js';

const directory = temporaryDirectory();

async function synth(name: string, ...words: readonly string[]) {
  const out = join(directory, name);
  await runJson(['synth', '--out', out, ...words]);
  const [claims, truth] = ['remittance.835', 'truth.json'].map((each) =>
    readFileSync(join(out, each), 'utf8'),
  );
  return { claims: claims ?? '', truth: JSON.parse(truth ?? '') as Truth, out };
}

describe('kxray synth', () => {
  it('writes the same bytes for the same seed, and others for another', async () => {
    const size = ['--beneficiaries', '12', '--years', '2025'];

    const one = await synth('one', '--seed', '5', ...size);
    const same = await synth('same', '--seed', '5', ...size);
    const other = await synth('other', '--seed', '6', ...size);

    expect(same.claims).toBe(one.claims);
    expect(same.truth).toEqual(one.truth);
    expect(other.claims).not.toBe(one.claims);
  });

  it('tells what is true of the claims, to the cent', async () => {
    const plant = ['--plant', 'missing_kx:1:1:4', '--plant', 'routine_early_kx'];
    const { truth, out } = await synth('true', '--lines', '900', '--years', '2024-2025', ...plant);
    const data = ['--data', join(directory, 'true-data')];
    await runJson(['ingest', join(out, 'remittance.835'), '--include-test', ...data]);

    expect(await runJson(['totals', ...data])).toMatchObject(totalsOf(truth));
    expect(truth.versionLines).toBeGreaterThan(700);
    expect(truth.planted.map(({ pattern }) => pattern).sort()).toEqual([
      'missing_kx',
      'routine_early_kx',
    ]);
  });

  it('leaves single beneficiaries out when asked', async () => {
    const { truth } = await synth('summary', '--beneficiaries', '5', '--no-full-truth');

    expect(truth.beneficiaries).toEqual([]);
    expect(truth.beneficiaryCount).toBe(5);
  });

  it.each([
    [['--seed', '1e3']],
    [['--beneficiaries', '0']],
    [['--beneficiaries', '-1']],
    [['--years', '2026-2024']],
    [['--years', 'all']],
    [['--years', '1990']],
    [['--plant', 'late_kx']],
    [['--plant', 'missing_kx:2']],
    [['--plant', 'missing_kx:1:999']],
  ])('refuses %j and writes nothing', async (words) => {
    const out = join(directory, 'refused');

    const end = await runCli(['synth', '--out', out, ...words]);

    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(() => readFileSync(join(out, 'truth.json'))).toThrow('ENOENT');
  });

  it('ends with 1 when it cannot write', async () => {
    const file = join(directory, 'a-file');
    writeFileSync(file, '');
    mkdirSync(join(directory, 'taken', 'remittance.835'), { recursive: true });

    for (const out of [file, join(directory, 'taken')]) {
      const end = await runCli(['synth', '--out', out, '--beneficiaries', '3']);
      expect(end).toMatchObject({ code: 1, stdout: '' });
      expect(end.stderr).toMatch(/cannot be written \(E\w+\)/);
    }
  });
});
