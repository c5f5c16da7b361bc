// Law 9: a crash at any point loses nothing and counts nothing twice. A command is killed in every
// phase of its work, again and again; then it runs to its end, and all answers are those of a
// workspace that nothing ever happened to.

import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPrng } from '../../lib/synth/prng.js';
import type { Truth } from '../../lib/synth/truth.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { readAllBeneficiaries } from '../cli/read-all-beneficiaries.js';
import { runCli, runJson } from '../cli/run-cli.js';
import { runProcess } from '../cli/run-process.js';
import { runAndKill, type Phase } from './kill-process.js';

/** A dozen processes, each started and killed: many minutes on a busy machine are no failure. */
jest.setTimeout(360_000);

const SEED = 20_270_101;
const directory = temporaryDirectory();
/** One key for all workspaces, so that their tokens are the same. */
const KEY = ['--key-file', join(directory, 'token.key')];
const random = createPrng('kills', SEED);

interface Synthetic {
  readonly input: Buffer;
  readonly truth: Truth;
}

/** With a claim for the quarantine, an unknown payer, and a year without a KX amount. */
async function synthetic(name: string, lines: string): Promise<Synthetic> {
  const out = join(directory, name);
  await runJson(['synth', '--out', out, '--lines', lines, '--years', '2026-2027', '--seed', '9']);
  const text = readFileSync(join(out, 'remittance.835'), 'latin1')
    .replaceAll('12501', '99501')
    .replace('CLP*', 'CLP*SYNB*1*1O*0**MB*9999*11*1~\nCLP*');
  const truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) as Truth;
  return { input: Buffer.from(text, 'latin1'), truth };
}

const at = (data: string) => ['--data', data, ...KEY];
const ingestWords = (data: string) => ['ingest', '-', '--include-test', ...at(data)];

async function ingestAll(data: string, input: Buffer): Promise<void> {
  const end = await runCli(ingestWords(data), { stdin: input.toString('latin1') });
  expect(end).toMatchObject({ code: 0, stderr: '' });
}

/** Everything that a workspace answers about its claims. */
async function answersOf(data: string) {
  const reconcile = await runJson<Record<string, unknown>>(['reconcile', ...at(data)]);
  const { isAgreed, versions, persons, lines } = reconcile;
  return {
    reconcile: { isAgreed, versions, persons, lines },
    totals: await runJson(['totals', ...at(data)]),
    people: await readAllBeneficiaries({ data, keyFile: KEY[1] }),
  };
}

interface StrikePlan {
  readonly args: readonly string[];
  readonly phase: Phase;
  readonly input: Buffer;
  /** How long the command takes when nothing happens. */
  readonly calmMs?: number;
}

/** Strikes in this phase, some milliseconds in; tells whether it was in time. */
async function strike(data: string, { calmMs = 0, ...plan }: StrikePlan): Promise<boolean> {
  const delayMs =
    plan.phase === 'anywhere'
      ? random.between(Math.floor(calmMs / 2), calmMs)
      : random.pick([0, 0, random.between(1, 60)]);
  const end = await runAndKill({ ...plan, data, delayMs });
  // Either it was struck or it was through: no third thing may happen.
  expect([end.signal, end.code]).toEqual(end.signal === null ? [null, 0] : ['SIGKILL', null]);
  return end.signal === 'SIGKILL';
}

describe(`an ingest that is killed (seed ${SEED})`, () => {
  it('leaves what the next one brings to the same end', async () => {
    const { input, truth } = await synthetic('large', '5000');
    const [calm, struck] = [join(directory, 'calm-ingest'), join(directory, 'struck-ingest')];
    await ingestAll(calm, input);

    const phases: readonly Phase[] = [
      'reading',
      'committing',
      'committing',
      'publishing',
      'pointing',
    ];
    const hits: Phase[] = [];
    for (const phase of phases) {
      if (await strike(struck, { args: ingestWords(struck), phase, input })) hits.push(phase);
    }
    await ingestAll(struck, input);

    expect(hits.length).toBeGreaterThanOrEqual(3);
    const answers = await answersOf(struck);
    expect(answers).toEqual(await answersOf(calm));
    expect(answers.reconcile).toMatchObject({ isAgreed: true, versions: truth.versions });
    const { finalClaims, finalLines, finalPaidCents } = truth;
    expect(answers.totals).toMatchObject({ finalClaims, finalLines, finalPaidCents });
    expect(answers.totals).toMatchObject({ quarantinedClaims: 1 });
    expect(truth.versions).toBeGreaterThan(1_000);
  });
});

describe(`an entry that is killed (seed ${SEED})`, () => {
  const before = join(directory, 'before');
  const facts = ['--checked-on', '2026-11-02', '--source', 'letter'];
  let small: Synthetic;
  beforeAll(async () => {
    small = await synthetic('small', '800');
    await ingestAll(before, small.input);
  });

  const cases: readonly (readonly [string, readonly string[], readonly Phase[]])[] = [
    [
      'set',
      ['reference', 'set', '--year', '2027', '--kx', '800', ...facts],
      ['publishing', 'restating'],
    ],
    [
      'confirm-payer',
      ['reference', 'confirm-payer', '99501', ...facts],
      ['restating', 'committing', 'restating'],
    ],
    [
      'seed',
      ['seed', 'NUMBER', ...'--year 2026 --group PT_SLP --outside 700 --source x'.split(' ')],
      ['anywhere', 'anywhere', 'publishing'],
    ],
  ];

  it.each(cases)('%s ends as if nothing had happened', async (name, typed, phases) => {
    const args = typed.map((word) =>
      word === 'NUMBER' ? (small.truth.beneficiaries[0]?.mbi ?? '') : word,
    );
    const [calm, struck] = [join(directory, `calm-${name}`), join(directory, `struck-${name}`)];
    for (const data of [calm, struck]) cpSync(before, data, { recursive: true });
    const start = performance.now();
    expect(await runProcess({ args: [...args, ...at(calm)] })).toMatchObject({ code: 0 });
    const calmMs = Math.ceil(performance.now() - start);

    for (const phase of phases) {
      const words = [...args, ...at(struck)];
      await strike(struck, { args: words, phase, calmMs, input: small.input });
      // Whatever stands now, it agrees with itself.
      expect(await runJson(['reconcile', ...at(struck)])).toMatchObject({ isAgreed: true });
    }
    await runJson([...args, ...at(struck)]);

    const answers = await answersOf(calm);
    expect(await answersOf(struck)).toEqual(answers);
    expect(answers.people).not.toEqual((await answersOf(before)).people);
  });
});
