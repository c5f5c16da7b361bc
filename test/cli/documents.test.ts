// Documents and packets through the command: a list of documents is told from claims by content,
// and a packet holds what was found, with the hash of every file.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from './run-cli.js';
import { SAMPLE_FILES, sampleWorkspace } from './sample-workspace.js';

const directory = temporaryDirectory();
const data = sampleWorkspace();
const list = join(directory, 'list.csv');
const files = join(directory, 'files');
/** A claim of the samples, its beneficiary and a day of it, read from the remittance itself. */
const [CLAIM = '', MBI = '', DAY = ''] = firstKxClaim();

beforeAll(() => {
  mkdirSync(files);
  writeFileSync(join(files, 'evaluation.pdf'), 'an evaluation');
  writeFileSync(
    list,
    [
      'beneficiary,discipline,kind,date,signed_on,signer_role,location',
      `${MBI},GP,evaluation,${DAY},${DAY},therapist,evaluation.pdf`,
      `${MBI},GP,plan_of_care,${DAY},${DAY},therapist,../list.csv`,
      `${MBI},GP,order,2026-02-31,,,`,
    ].join('\n'),
  );
});

describe('kxray ingest of a list of documents', () => {
  it('adds what is right, says where it is not, and never what was written', async () => {
    const { stdout, stderr, code } = await runCli(['ingest', list, '--data', data]);

    expect(code).toBe(1);
    expect(stdout).toContain('3 documents = 2 added + 0 known + 1 refused');
    expect(stdout).toContain('row 4, date: is a day (YYYY-MM-DD)');
    expect(stdout + stderr).not.toContain(MBI);
    const again = await runJson<object[]>(['documents', 'add', list, '--data', data], 1);
    expect(again).toEqual([expect.objectContaining({ added: 0, known: 2 })]);
  });

  it('takes no claims for documents', async () => {
    const [sample = ''] = SAMPLE_FILES;
    const { code, stderr } = await runCli(['documents', 'add', sample, '--data', data]);

    expect(code).toBe(2);
    expect(stderr).toMatch(/is no list of documents/);
  });
});

describe('kxray documents template', () => {
  it('begins a list that ingest takes', async () => {
    const { stdout } = await runCli(['documents', 'template']);
    const path = join(directory, 'template.csv');
    writeFileSync(path, stdout);

    expect(await runJson(['documents', 'add', path, '--data', data])).toEqual([
      expect.objectContaining({ rows: 0, refused: [] }),
    ]);
  });
});

describe('kxray packet', () => {
  it('writes the packet, its exhibits and a manifest, twice the same', async () => {
    const out = join(directory, 'packet');
    const args = ['packet', CLAIM, '--case', '12-345', '--letter', '2026-06-01', '--data', data];
    const wish = [...args, '--out', out, '--exhibits', files];
    const found = await runJson<{ files: { name: string; sha256: string }[] }>(wish);

    expect(found.files.map(({ name }) => name)).toEqual([
      'packet.pdf',
      'exhibits/1-1-evaluation.pdf',
    ]);
    for (const { name, sha256 } of found.files) {
      expect(
        createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex'),
      ).toBe(sha256);
    }
    expect(readdirSync(out).toSorted()).toEqual(['exhibits', 'manifest.json', 'packet.pdf']);
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).not.toContain(MBI);
    const again = join(directory, 'again');
    await runJson([...args, '--out', again, '--exhibits', files]);
    expect(readFileSync(join(again, 'manifest.json'), 'utf8')).toBe(
      readFileSync(join(out, 'manifest.json'), 'utf8'),
    );
  });

  it.each([
    [['9', '--case', 'x'], 1, /no claim of that number/],
    [[CLAIM, '--case', '1EG4TE5MK73'], 2, /--case takes/],
    [[CLAIM, '--case', 'x', '--letter', 'May'], 2, /--letter/],
  ])('refuses %j', async (args, code, words) => {
    const letter = args.includes('--letter') ? [] : ['--letter', '2026-06-01'];
    const out = join(directory, 'refused');
    const end = await runCli(['packet', ...args, ...letter, '--out', out, '--data', data]);

    expect(end.code).toBe(code);
    expect(end.stderr).toMatch(words);
    expect(end.stderr).not.toContain('1EG4TE5MK73');
  });
});

function firstKxClaim(): readonly string[] {
  const text = readFileSync(SAMPLE_FILES[1] ?? '', 'utf8');
  for (const loop of text.split(/~\s*CLP[*]/).slice(1)) {
    const [, status = '', , , , , icn = ''] = loop.split('*');
    const mbi = /NM1\*QC\*[^~]*\*MI\*(\w+)/.exec(loop)?.[1];
    const day = /DTM\*472\*(\d{4})(\d\d)(\d\d)/.exec(loop);
    const isPtWithKx = /SVC\*HC:\w+:GP:KX/.test(loop);
    if (status !== '1' || mbi === undefined || day === null || !isPtWithKx) continue;
    return [icn, mbi, day.slice(1).join('-')];
  }
  throw new Error('the samples hold a claim with KX');
}
