// `kxray vault` from making it to deleting a person, on one synthetic workspace: each test goes on
// from where the one before it ended.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nameSnapshot } from '../../lib/pipeline/lake/snapshot-pointer.js';
import type { PresentedBeneficiary } from '../../lib/pipeline/present-beneficiary.js';
import type { Truth } from '../../lib/synth/truth.js';
import { publishLake } from '../../cli/lake.js';
import { openSession, TENANT_ID, withSession } from '../../cli/session.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runCli, runJson } from './run-cli.js';

const directory = temporaryDirectory();
const data = join(directory, 'workspace');
const keyFile = join(directory, 'safe', 'vault.key');
const at = ['--data', data];
const key = ['--vault-key-file', keyFile];
const why = ['--reason', 'a test'];
let file: string;
let mbis: readonly string[];

interface Status {
  readonly entries: number;
  readonly trail: readonly {
    readonly purpose: string;
    readonly reason: string;
    readonly persons: number;
  }[];
}

function status(): Promise<Status> {
  return runJson<Status>(['vault', 'status', ...at]);
}

async function beneficiary(who: string): Promise<PresentedBeneficiary> {
  return runJson<PresentedBeneficiary>(['beneficiary', who, ...at]);
}

async function tokenOf(mbi: string): Promise<string> {
  const session = await openSession({ data });
  const token = session.tools.tokens.token(mbi, '');
  await session.close();
  return token;
}

/** All that a person's ledger shows, but for the names that are made from tokens. */
async function answers(): Promise<readonly unknown[]> {
  const all: unknown[] = [await runJson(['totals', ...at])];
  for (const mbi of mbis) all.push((await beneficiary(mbi)).years);
  return all;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** Files of the workspace in which a word stands: as bytes, unzipped, or as a cell of a table. */
async function filesWith(words: readonly string[]): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const found: string[] = [];
  for (const path of filesBelow(data)) {
    const bytes = readFileSync(path);
    let text = bytes.toString('latin1');
    if (path.endsWith('.gz')) text += gunzipSync(bytes).toString('latin1');
    if (path.endsWith('.parquet')) {
      const rows = await connection.runAndReadAll(`select * from read_parquet('${path}')`);
      text += JSON.stringify(rows.getRowsJson());
    }
    if (words.some((word) => `${path} ${text}`.includes(word))) found.push(relative(data, path));
  }
  connection.closeSync();
  instance.closeSync();
  return found;
}

beforeAll(async () => {
  const out = join(directory, 'synthetic');
  const size = ['--beneficiaries', '6', '--years', '2025-2026', '--seed', '11'];
  await runJson(['synth', '--out', out, ...size]);
  const truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) as Truth;
  file = join(out, 'remittance.835');
  const text = readFileSync(file, 'latin1');
  mbis = truth.beneficiaries.map(({ mbi }) => mbi).filter((mbi) => text.includes(mbi));
  await runJson(['ingest', file, '--include-test', ...at]);
});

describe('kxray vault', () => {
  it('is not there until it is made', async () => {
    const end = await runCli(['vault', 'status', ...at]);

    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toContain('keeps no vault');
  });

  it('asks where its key is to lie, outside the workspace', async () => {
    expect((await runCli(['vault', 'create', ...at])).code).toBe(2);
    const inside = await runCli([
      'vault',
      'create',
      '--vault-key-file',
      join(data, 'v.key'),
      ...at,
    ]);
    expect(inside).toMatchObject({ code: 1, stdout: '' });

    await runJson(['vault', 'create', ...key, ...at]);
    expect(await status()).toMatchObject({ entries: 0, trail: [] });
  });

  it('does not rotate while it does not know everybody, and changes nothing', async () => {
    const before = await runJson(['totals', ...at]);
    const end = await runCli(['vault', 'rotate', ...key, ...why, ...at]);

    expect(end.code).toBe(1);
    expect(end.stderr).toContain('not in the vault');
    expect(await runJson(['totals', ...at])).toEqual(before);
  });

  it('fills when the same file is read again, without a key', async () => {
    await runJson(['ingest', file, '--include-test', ...at]);

    expect((await status()).entries).toBe(mbis.length);
  });

  it('says who a token is, for a reason and with the key, and keeps a record', async () => {
    const [mbi = ''] = mbis;
    const token = await tokenOf(mbi);
    expect((await runCli(['vault', 'look-up', token, ...key, ...at])).code).toBe(2);
    expect((await runCli(['vault', 'look-up', token, ...why, ...at])).code).toBe(1);

    const end = await runCli(['vault', 'look-up', token, ...key, ...why, ...at]);

    expect(end).toEqual({ code: 0, stdout: `${mbi}\n`, stderr: '' });
    const { trail } = await status();
    expect(trail.at(-1)).toMatchObject({ purpose: 'look_up', reason: 'a test' });
    expect(JSON.stringify(trail)).not.toContain(mbi);
    expect(JSON.stringify(trail)).not.toContain(token);
  });

  it.each([
    ['look-up', []],
    ['delete', ['--yes']],
  ])('takes no Medicare number on the command line: %s', async (name, options) => {
    const [mbi = ''] = mbis;
    const end = await runCli(['vault', name, mbi, ...key, ...why, ...options, ...at]);

    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).not.toContain(mbi);
  });

  it('keeps no Medicare number as a reason', async () => {
    const [mbi = ''] = mbis;
    const token = await tokenOf(mbi);
    const reason = ['--reason', `asked by ${mbi}`];
    const end = await runCli(['vault', 'look-up', token, ...key, ...reason, ...at]);

    expect(end.code).toBe(2);
    expect(end.stderr).not.toContain(mbi);
  });
});

describe('kxray vault rotate', () => {
  it('gives everybody a new token and changes no figure', async () => {
    const [mbi = ''] = mbis;
    const former = await tokenOf(mbi);
    const before = await answers();

    const done = await runJson<{ persons: number }>(['vault', 'rotate', ...key, ...why, ...at]);

    expect(done.persons).toBe(mbis.length);
    expect(await tokenOf(mbi)).not.toBe(former);
    expect(await answers()).toEqual(before);
    expect((await beneficiary(former)).years).toEqual((await beneficiary(mbi)).years);
    expect((await status()).entries).toBe(mbis.length);
    expect((await runCli(['reconcile', ...at])).stdout).toContain('agree to the cent');
  });

  it('leads from a former token to the number, and knows every claim again', async () => {
    const again = await runJson<{ fates: Record<string, { claims: number }> }>([
      'ingest',
      file,
      '--include-test',
      ...at,
    ]);
    expect(again.fates['current']?.claims).toBe(0);
    expect((await status()).entries).toBe(mbis.length);
  });

  it('leaves no former key behind', () => {
    expect(readdirSync(join(data, 'secrets'))).toEqual(['token.key']);
  });
});

describe('kxray vault delete', () => {
  let token: string;

  it('shows what would go, and changes nothing', async () => {
    const [mbi = ''] = mbis;
    token = await tokenOf(mbi);
    const end = await runCli(['vault', 'delete', '-', ...why, ...at], { stdin: `${mbi}\n` });

    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(/^Would delete \d+ claim versions in [12] years?/);
    expect((await status()).entries).toBe(mbis.length);
    expect((await beneficiary(mbi)).years.length).toBeGreaterThan(0);
  });

  it('leaves no trace of the person in any file, and the rest as it was', async () => {
    const [mbi = '', ...others] = mbis;
    await withSession({ data }, async (session) => {
      const { snapshotId } = await publishLake(session);
      const lake = { tenantId: TENANT_ID, objects: session.workspace.objects };
      await nameSnapshot(lake, 'report-2026-01', snapshotId);
    });
    const tokens = await tokensOf(token);
    expect(tokens.length).toBe(2);
    expect((await filesWith(tokens)).length).toBeGreaterThan(3);
    const before = [];
    for (const other of others) before.push((await beneficiary(other)).years);

    const end = await runCli(['vault', 'delete', '-', ...why, '--yes', ...at], {
      stdin: `${mbi}\n`,
    });

    expect(end.stderr).toBe('');
    expect(end.stdout).toContain('The snapshot named report-2026-01 was written anew');
    expect(await filesWith([mbi, ...tokens])).toEqual([]);
    const after = [];
    for (const other of others) after.push((await beneficiary(other)).years);
    expect(after).toEqual(before);
    expect((await status()).entries).toBe(others.length);
    expect((await status()).trail.at(-1)).toMatchObject({ purpose: 'deletion' });
    expect((await runCli(['reconcile', ...at])).stdout).toContain('agree to the cent');
    expect((await runCli(['beneficiary', token, ...at])).code).toBe(1);
  });

  it('finds nothing of the person any more', async () => {
    const [mbi = ''] = mbis;
    const end = await runCli(['vault', 'delete', '-', ...why, '--yes', ...at], {
      stdin: `${mbi}\n`,
    });
    expect(end).toMatchObject({ code: 1, stdout: '' });
    expect(end.stderr).toContain('knows nothing of that person');
  });

  it('takes the person in again with the same file: it is no list of refusals', async () => {
    const [mbi = ''] = mbis;
    await runJson(['ingest', file, '--include-test', ...at]);

    expect((await beneficiary(mbi)).years.length).toBeGreaterThan(0);
    expect((await status()).entries).toBe(mbis.length);
    expect((await runCli(['reconcile', ...at])).stdout).toContain('agree to the cent');
  });
});

async function tokensOf(token: string): Promise<readonly string[]> {
  const session = await openSession({ data });
  const [chain] = await session.workspace.ledger.load([
    { kind: 'chain', tenantId: TENANT_ID, token },
  ]);
  await session.close();
  if (chain?.kind !== 'chain') throw new Error('no such person');
  return [...new Set(chain.joins.flatMap(({ from, to }) => [from, to]))];
}
