// What the crash tests share: a synthetic input, commands that are killed in a phase of their work,
// and everything that a workspace answers.

import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPrng } from '../../lib/synth/prng.js';
import type { Truth } from '../../lib/synth/truth.js';
import { readAllBeneficiaries } from '../cli/read-all-beneficiaries.js';
import { runCli, runJson } from '../cli/run-cli.js';
import { runAndKill, type Phase } from './kill-process.js';

export const CRASH_SEED = 20_270_101;

export interface Synthetic {
  readonly input: Buffer;
  readonly truth: Truth;
}

export interface StrikePlan {
  readonly args: readonly string[];
  readonly phase: Phase;
  readonly input: Buffer;
  /** How long the command takes when nothing happens. */
  readonly calmMs?: number;
}

/** The workspaces of one test file; `stream` tells its random moments from those of others. */
export function crashBench(directory: string, stream: string) {
  /** One key for all workspaces, so that their tokens are the same. */
  const keyFile = join(directory, 'token.key');
  const random = createPrng(stream, CRASH_SEED);
  const at = (data: string): readonly string[] => ['--data', data, '--key-file', keyFile];
  const ingestWords = (data: string): readonly string[] => [
    'ingest',
    '-',
    '--include-test',
    ...at(data),
  ];
  return {
    at,
    ingestWords,

    /** With a claim for the quarantine, an unknown payer, and a year without a KX amount. */
    async synthetic(name: string, lines: string): Promise<Synthetic> {
      const out = join(directory, name);
      const size = ['--lines', lines, '--years', '2026-2027', '--seed', '9'];
      await runJson(['synth', '--out', out, ...size]);
      const text = readFileSync(join(out, 'remittance.835'), 'latin1')
        .replaceAll('12501', '99501')
        .replace('CLP*', 'CLP*SYNB*1*1O*0**MB*9999*11*1~\nCLP*');
      const truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) as Truth;
      return { input: Buffer.from(text, 'latin1'), truth };
    },

    async ingestAll(data: string, input: Buffer): Promise<void> {
      const end = await runCli(ingestWords(data), { stdin: input.toString('latin1') });
      expect(end).toMatchObject({ code: 0, stderr: '' });
    },

    /** Everything that a workspace answers about its claims. */
    async answersOf(data: string) {
      const reconcile = await runJson<Record<string, unknown>>(['reconcile', ...at(data)]);
      const { isAgreed, versions, persons, lines } = reconcile;
      return {
        reconcile: { isAgreed, versions, persons, lines },
        totals: await runJson(['totals', ...at(data)]),
        people: await readAllBeneficiaries({ data, keyFile }),
      };
    },

    /** Strikes in this phase, some milliseconds in; tells whether it was in time. */
    async strike(data: string, { calmMs = 0, ...plan }: StrikePlan): Promise<boolean> {
      const delayMs =
        plan.phase === 'anywhere'
          ? random.between(Math.floor(calmMs / 2), calmMs)
          : random.pick([0, 0, random.between(1, 60)]);
      const end = await runAndKill({ ...plan, data, delayMs });
      // Either it was struck or it was through: no third thing may happen.
      expect([end.signal, end.code]).toEqual(end.signal === null ? [null, 0] : ['SIGKILL', null]);
      return end.signal === 'SIGKILL';
    },
  };
}
