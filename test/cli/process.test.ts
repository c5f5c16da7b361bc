// The command as a process: the first start, pipes that close early, output that is no terminal,
// input from a pipe, and exit codes as a script sees them.

import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runProcess, type ProcessEnd } from './run-process.js';
import { SAMPLE_FILES, TRUTH } from './sample-workspace.js';

const directory = temporaryDirectory();
/** Escape codes colour text, carriage returns rewrite lines: nothing for a file or a pipe. */
// eslint-disable-next-line no-control-regex
const FOR_TERMINALS = /[\u001b\r\b]/;

describe('kxray quickstart', () => {
  let first: ProcessEnd;

  it('shows the page of a morning from the bundled samples', async () => {
    first = await runProcess({ args: ['quickstart'], cwd: directory });

    expect(first).toMatchObject({ code: 0, stderr: '' });
    const headings = [...first.stdout.matchAll(/^([A-Z]{4,}(?: NEXT)?)\b/gm)].map(
      ([, name]) => name,
    );
    expect(headings).toEqual(['EXPOSURE', 'BENEFICIARIES', 'LINES', 'PROVIDERS', 'TYPE NEXT']);
    expect(first.stdout).toContain('every person, number and amount is invented');
    expect(first.stdout).toContain('Every line read is accounted for.');
    expect(first.stdout).toContain('kxray ingest FILE_OR_FOLDER');
    expect(existsSync(join(directory, '.kxray-quickstart', 'workspace.json'))).toBe(true);
    expect(existsSync(join(directory, '.kxray'))).toBe(false);
  });

  it('writes nothing for a terminal where there is none', () => {
    expect(first.stdout).not.toMatch(FOR_TERMINALS);
  });

  it('shows the same again', async () => {
    const again = await runProcess({ args: ['quickstart'], cwd: directory });

    expect(tokensOut(again.stdout)).toBe(tokensOut(first.stdout));
  });

  it('leaves a workspace that the commands it names can read', async () => {
    const [, words = ''] = /^ {2}kxray (explain .*)$/m.exec(first.stdout) ?? [];

    const end = await runProcess({ args: words.split(' '), cwd: directory });

    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.stdout).toContain('Rules, in order');
  });
});

describe('kxray as a process', () => {
  it('ends quietly with 0 when the reader of its output goes', async () => {
    const end = await runProcess({
      args: ['reference', '--json'],
      cwd: directory,
      onStart: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    });

    expect(end).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(end.stdout.startsWith('{')).toBe(true);
    expect(end.stdout.endsWith('}\n')).toBe(false);
  });

  it('reads gzip from a pipe into the workspace that the environment names', async () => {
    const [earlier = ''] = SAMPLE_FILES;

    const end = await runProcess({
      args: ['ingest', '-', '--include-test', '--json'],
      cwd: directory,
      env: { KXRAY_DATA: 'from-pipe' },
      stdin: gzipSync(readFileSync(earlier)),
    });

    expect(end).toMatchObject({ code: 0, stderr: '' });
    const { fates } = JSON.parse(end.stdout) as { fates: { current: { claims: number } } };
    expect(fates.current.claims).toBeGreaterThan(TRUTH.finalClaims / 3);
    expect(existsSync(join(directory, 'from-pipe', 'store'))).toBe(true);
  });

  it.each([
    [['totals', '--data', 'none'], 2, /^kxray: there is no workspace at none: .*\n$/],
    [['beneficiary', '1EG4TE5MK73', '--data', 'from-pipe'], 1, /^kxray: the ledger holds nothing/],
  ])('ends %j as a script expects', async (args, code, text) => {
    const end = await runProcess({ args, cwd: directory });

    expect(end).toMatchObject({ code, stdout: '' });
    expect(end.stderr).toMatch(text);
    expect(end.stderr).not.toMatch(FOR_TERMINALS);
  });
});

/** Every first start makes a key, and other tokens with it. */
function tokensOut(text: string): string {
  return text.replace(/k[0-9a-f]{6}_[\w-]+/g, 'TOKEN');
}
