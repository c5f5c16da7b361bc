// Law 9 for what a person enters (amounts, payers, seeds): a command is killed in the phases of its
// work, again and again; then it runs to its end, and all answers are those of a workspace that
// nothing ever happened to.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { runJson } from '../cli/run-cli.js';
import { runProcess } from '../cli/run-process.js';
import { CRASH_SEED, crashBench, type Synthetic } from '../e2e/crash-bench.js';
import type { Phase } from '../e2e/kill-process.js';

const directory = temporaryDirectory();
const bench = crashBench(directory, 'entry kills');

describe(`an entry that is killed (seed ${CRASH_SEED})`, () => {
  const before = join(directory, 'before');
  const facts = ['--checked-on', '2026-11-02', '--source', 'letter'];
  let small: Synthetic;
  beforeAll(async () => {
    small = await bench.synthetic('small', '800');
    await bench.ingestAll(before, small.input);
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
    expect(await runProcess({ args: [...args, ...bench.at(calm)] })).toMatchObject({ code: 0 });
    const calmMs = Math.ceil(performance.now() - start);

    for (const phase of phases) {
      const words = [...args, ...bench.at(struck)];
      await bench.strike(struck, { args: words, phase, calmMs, input: small.input });
      // Whatever stands now, it agrees with itself.
      expect(await runJson(['reconcile', ...bench.at(struck)])).toMatchObject({ isAgreed: true });
    }
    await runJson([...args, ...bench.at(struck)]);

    const answers = await bench.answersOf(calm);
    expect(await bench.answersOf(struck)).toEqual(answers);
    expect(answers.people).not.toEqual((await bench.answersOf(before)).people);
  });
});
