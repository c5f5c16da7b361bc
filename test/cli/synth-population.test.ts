// `kxray synth` with a planned population: multiples of honest rates, look-alikes and their seeds.

import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Truth } from '../../lib/synth/truth.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from './run-cli.js';

const directory = temporaryDirectory();
const truthIn = (out: string): Truth =>
  JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) as Truth;

describe('kxray synth --providers', () => {
  it('writes therapists, habits, look-alikes, and a seed that kxray seed takes', async () => {
    const out = join(directory, 'planned');
    const size = ['--providers', '15', '--beneficiaries-per-provider', '8', '--years', '2025'];
    const plant = ['--plant', 'over_review:4x:1', '--plant', 'swapped_groups:0.9'];
    const alike = ['--look-alike', 'seeded_outside'];

    const written = await runJson<object>(['synth', '--out', out, ...size, ...plant, ...alike]);

    const truth = truthIn(out);
    const seedsPath = join(out, 'seeds.csv');
    expect(written).toMatchObject({ path: join(out, 'remittance.835'), seedsPath });
    expect(truth.planted.map(({ pattern, strength }) => `${pattern} ${strength}`).sort()).toEqual([
      'over_review 0.2',
      'swapped_groups 0.9',
    ]);
    expect(truth.lookAlikes.map(({ kind }) => kind)).toEqual(['seeded_outside']);
    expect(truth.billers.flatMap(({ therapists }) => therapists)).toHaveLength(15);
    const [header, first = ''] = readFileSync(seedsPath, 'utf8').split('\n');
    expect(header).toBe('beneficiary,year,group,outside,as_of,source');
    const [mbi = '', year = '', group = '', outside = '', , source = ''] = first.split(',');
    const options = ['--year', year, '--group', group, '--outside', outside, '--source', source];
    const data = ['--data', join(directory, 'planned-data')];
    expect(await runJson(['seed', mbi, ...options, ...data])).toMatchObject({
      seed: { kind: 'outside', cents: truth.seeds[0]?.outsideCents, asOf: null },
    });
  });

  it('writes no seeds where nobody spent elsewhere', async () => {
    const out = join(directory, 'plain');

    await runJson(['synth', '--out', out, '--providers', '2', '--years', '2025']);

    expect(existsSync(join(out, 'seeds.csv'))).toBe(false);
    expect(truthIn(out).seeds).toEqual([]);
  });

  it.each([
    [['--providers', '0']],
    [['--providers', '5', '--lines', '100']],
    [['--plant', 'swapped_groups:2x']],
    [['--plant', 'over_review:x']],
    [['--look-alike', 'saint']],
    [['--look-alike', 'small_volume:99']],
  ])('refuses %j and writes nothing', async (words) => {
    const out = join(directory, 'refused');

    const end = await runCli(['synth', '--out', out, ...words]);

    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });
});
