// The command as something to be typed: help that names everything, and bad usage that ends with 2
// and says why, on the error output alone.

import { describe, expect, it } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli } from './run-cli.js';

const directory = temporaryDirectory();
const COMMANDS = [
  'ingest',
  'overview',
  'quickstart',
  'beneficiary',
  'explain',
  'advise',
  'totals',
  'score',
  'providers',
  'provider',
  'report',
  'documents',
  'packet',
  'case',
  'alerts',
  'webhook',
  'seed',
  'join',
  'reference',
  'benchmark',
  'reconcile',
  'serve',
  'verify',
  'synth',
  'quarantine',
  'vault',
];
const READING: readonly (readonly string[])[] = [
  ['overview'],
  ['beneficiary', '1EG4TE5MK73'],
  ['explain', '1'],
  ['totals'],
  ['score'],
  ['providers'],
  ['provider', '1234567893'],
  ['reconcile'],
  ['quarantine'],
  ['quarantine', 'show', 'qAAAAAAAAAAAA'],
  ['quarantine', 'mend', 'qAAAAAAAAAAAA'],
];

describe('kxray --help', () => {
  it('lists every command', async () => {
    const { stdout, code } = await runCli(['--help']);

    expect(code).toBe(0);
    const listed = [...stdout.matchAll(/^ {2}(\w+) .*/gm)].map(([, name]) => name);
    expect(listed).toEqual([...COMMANDS, 'help']);
  });

  it.each(COMMANDS)('describes %s and its options', async (name) => {
    const { stdout, stderr, code } = await runCli([name, '--help']);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: kxray ${name}\\b`));
    expect(stdout).toContain('--help');
  });

  it('gives examples that name the command', async () => {
    for (const name of [
      'ingest',
      'beneficiary',
      'explain',
      'seed',
      'join',
      'synth',
      'verify',
      'quarantine',
    ]) {
      const { stdout } = await runCli([name, '--help']);
      expect(stdout).toMatch(new RegExp(`Examples:\n  kxray ${name} `));
    }
  });
});

describe('bad usage', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['ingst']],
    ['an unknown option', ['totals', '--jsn']],
    ['an option without its value', ['totals', '--data']],
    ['an argument too many', ['totals', 'x']],
    ['an argument too few', ['explain']],
    ['a Medicare number for a command', ['1EG4TE5MK73']],
    ['a Medicare number too many', ['totals', '1EG4-TE5-MK73']],
  ])('ends with 2 for %s', async (_what, args) => {
    const { code, stdout, stderr } = await runCli(args);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/1EG4/);
  });

  it('says what may have been meant', async () => {
    expect((await runCli(['ingst'])).stderr).toContain('Did you mean ingest?');
  });
});

describe('a folder without a workspace', () => {
  it.each(READING)('is not made into one by %s', async (...words) => {
    const data = join(directory, 'mistyped');

    const end = await runCli([...words, '--data', data]);

    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toContain('there is no workspace at');
    expect(existsSync(data)).toBe(false);
  });

  it('is refused with one line when it is a file', async () => {
    const path = join(directory, 'file');
    writeFileSync(path, '');

    const end = await runCli(['ingest', path, '--data', path]);

    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toMatch(/^kxray: .*\n$/);
  });
});

describe('--data, --key-file and --json', () => {
  it('mean the same before and after the command', async () => {
    const data = join(directory, 'early');
    const keyFile = join(directory, 'keys', 'token.key');
    const empty = join(directory, 'empty.835');
    writeFileSync(empty, '');
    await runCli(['--data', data, '--key-file', keyFile, 'ingest', empty]);

    const early = await runCli(['--json', '--data', data, '--key-file', keyFile, 'totals']);
    const late = await runCli(['totals', '--json', '--data', data, '--key-file', keyFile]);

    expect(late.code).toBe(0);
    expect(early).toEqual(late);
    expect(existsSync(join(data, 'secrets'))).toBe(false);
  });

  it('refuse another key than the one that the workspace was made with', async () => {
    const data = join(directory, 'early');

    const end = await runCli([
      'totals',
      '--data',
      data,
      '--key-file',
      join(directory, 'other.key'),
    ]);

    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toContain('this workspace was made with key');
  });
});
