// `kxray verify`: equal answers pass, a different one fails with the place, and what the format
// does not know is refused with its path.

import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { PUBLIC_EXAMPLES, WORKED_EXAMPLES } from '../model/read-examples.js';
import { runCli, runJson } from './run-cli.js';

interface VerifyAnswer {
  readonly passed: number;
  readonly total: number;
}

const directory = temporaryDirectory();
const text = readFileSync(WORKED_EXAMPLES, 'utf8');

function edited(name: string, edit: (content: string) => string): string {
  const path = join(directory, name);
  const changed = edit(text);
  if (changed === text) throw new Error('the edit found nothing');
  writeFileSync(path, changed);
  return path;
}

describe('kxray verify', () => {
  it('passes the worked examples of the tests', async () => {
    const { passed, total } = await runJson<VerifyAnswer>([
      'verify',
      fileURLToPath(WORKED_EXAMPLES),
    ]);
    const shown = await runCli(['verify', fileURLToPath(WORKED_EXAMPLES)]);

    expect(passed).toBe(total);
    expect(total).toBeGreaterThan(25);
    expect(shown.stdout).toMatch(new RegExp(`^ok +W01\n[^]*\n${total} of ${total}\n$`));
  });

  it('fails on one different answer, and says where and what', async () => {
    const path = edited('different.json', (content) =>
      content.replace('"after": "120.00"', '"after": "120.01"'),
    );

    const end = await runCli(['verify', path]);

    expect(end.code).toBe(1);
    expect(end.stdout).toMatch(/DIFF W01\n {5}.*after.*120\.0/);
    expect(end.stdout).toMatch(/\n(\d+) of (?!\1\n)\d+\n$/);
  });

  it.each([
    [
      'an unknown key',
      '"dos": "2026-01-05"',
      '"day": "2026-01-05"',
      /examples\[0\]\.claims\[0\]\.lines\[0\]/,
    ],
    ['an unknown verdict', '"kxAssessment": "early"', '"kxAssessment": "soon"', /kxAssessment/],
    ['an unknown kind', '"kind": "ledger"', '"kind": "leger"', /examples\[0\]\.kind/],
    ['an amount that is none', '"allowed": "120.00"', '"allowed": "12o.00"', /allowed/],
  ])('refuses %s with its path', async (what, from, to, place) => {
    const path = edited(`${what}.json`, (content) => content.replace(from, to));

    const end = await runCli(['verify', path]);
    const { refused } = await runJson<{ readonly refused: readonly string[] }>(['verify', path], 1);

    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toContain('is refused:');
    expect(end.stderr).toMatch(place);
    expect(refused.join('\n')).toMatch(place);
  });

  it('refuses what is not JSON, and calls a missing file bad usage', async () => {
    const path = edited('broken.json', (content) => content.slice(0, -20));

    expect((await runCli(['verify', path])).code).toBe(1);
    expect((await runCli(['verify', join(directory, 'none.json')])).code).toBe(2);
  });

  it('means the same in every workspace: one that is named is left alone', async () => {
    const data = join(directory, 'nowhere');

    const end = await runCli(['verify', fileURLToPath(WORKED_EXAMPLES), '--data', data]);

    expect(end.code).toBe(0);
    expect((await runCli(['totals', '--data', data])).code).toBe(2);
  });
});

const published = readPublished();
describe(`kxray verify, published examples${published === null ? ': not run, they are not here' : ''}`, () => {
  it('passes all of them', async () => {
    const path = published ?? fileURLToPath(WORKED_EXAMPLES);

    const { passed, total } = await runJson<VerifyAnswer>(['verify', path]);

    expect(passed).toBe(total);
    expect(total).toBeGreaterThan(20);
  });
});

function readPublished(): string | null {
  const path = fileURLToPath(PUBLIC_EXAMPLES);
  try {
    readFileSync(path);
    return path;
  } catch {
    return null;
  }
}
