// The reference files beside the checkout, through the command: one trap each, a synthetic year
// with its answer sheet, and everything that others publish. Not beside the checkout: not run.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { readAllBeneficiaries, tokensOf } from '../cli/read-all-beneficiaries.js';
import { runCli, runJson } from '../cli/run-cli.js';
import { SAMPLE_FILES } from '../cli/sample-workspace.js';

const SHARED = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));
const EDGE = join(SHARED, 'kxray-edge');
const SYNTHETIC = join(SHARED, 'kxray-synthetic');
const isHere = existsSync(SHARED);
const directory = temporaryDirectory();

interface EdgeCase {
  readonly why: string;
  readonly reject?: boolean;
  readonly warn?: boolean;
  readonly claims?: number;
  readonly lines?: number;
  readonly kx?: number;
  readonly paidCents?: number;
  readonly allowedCents?: number;
}

interface SyntheticTruth {
  readonly finalClaims: number;
  readonly finalLines: number;
  readonly therapyLines: number;
  readonly kxLines: number;
  readonly deniedTherapyLines: number;
  readonly finalAllowedCents: number;
  readonly finalPaidCents: number;
  readonly therapyAllowedByBene: Readonly<Record<string, { PTSLP: number; OT: number }>>;
}

interface IngestAnswer {
  readonly files: number;
  readonly isBalanced: boolean;
  readonly messageCounts: Readonly<Record<string, number>>;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function whenHere(name: string, cases: () => void): void {
  const elsewhere = (): void => {
    it('has only the bundled samples', () => {
      expect(SAMPLE_FILES.every((path) => existsSync(path))).toBe(true);
    });
  };
  const title = isHere ? name : `${name}: not run, the files are not beside this checkout`;
  describe(`${title}`, isHere ? cases : elsewhere);
}

whenHere('files with one trap each', () => {
  const expected = isHere
    ? (readJson(join(EDGE, 'expected.json')) as Readonly<Record<string, EdgeCase>>)
    : {};

  it.each(Object.entries(expected).map(([file, edge]) => ({ file, ...edge })))(
    '$file: $why',
    async ({ file, reject = false, warn = false, ...edge }) => {
      const data = ['--data', join(directory, file)];

      const words = ['ingest', join(EDGE, file), '--include-test', ...data];
      const answer = await runJson<IngestAnswer>(words, reject ? 1 : 0);
      const totals = await runJson(['totals', ...data]);

      expect(answer.isBalanced).toBe(true);
      expect(Object.keys(answer.messageCounts).some((key) => key.startsWith('warning:'))).toBe(
        warn,
      );
      expect(totals).toMatchObject({
        finalClaims: edge.claims ?? 0,
        finalLines: edge.lines ?? 0,
        kxLines: edge.kx ?? 0,
        finalPaidCents: edge.paidCents ?? 0,
        finalAllowedCents: edge.allowedCents ?? 0,
      });
    },
  );
});

whenHere('a synthetic year with its answer sheet', () => {
  const data = join(directory, 'synthetic-data');
  const truth = isHere
    ? (readJson(join(SYNTHETIC, 'truth-summary.json')) as SyntheticTruth)
    : undefined;
  beforeAll(async () => {
    await runJson(['ingest', join(SYNTHETIC, 'remit.835'), '--include-test', '--data', data]);
  });

  it('gives its totals to the cent', async () => {
    const { therapyAllowedByBene: _each, ...totals } = truth ?? {};
    const shown = await runJson<Record<string, number>>(['totals', '--data', data]);

    const compared = Object.keys(shown).filter((key) => key in totals);
    expect(compared.length).toBeGreaterThanOrEqual(7);
    for (const key of compared) {
      expect([key, shown[key]]).toEqual([key, (totals as Record<string, unknown>)[key]]);
    }
  });

  it('gives the total of every beneficiary to the cent', async () => {
    const people = await readAllBeneficiaries({ data });
    const byNumber = Object.entries(truth?.therapyAllowedByBene ?? {});
    const tokens = await tokensOf(
      { data },
      byNumber.map(([number]) => number),
    );

    for (const [number, { PTSLP, OT }] of byNumber) {
      const groups =
        people.get(tokens.get(number) ?? '')?.years.flatMap((year) => year.groups) ?? [];
      const sum = (group: string) =>
        groups
          .filter((each) => each.group === group)
          .reduce((cents, each) => cents + each.accumulatedCents, 0);
      expect({ PTSLP: sum('PT_SLP'), OT: sum('OT') }).toEqual({ PTSLP, OT });
    }
    expect(byNumber.length).toBeGreaterThan(50);
    expect(people.size).toBe(byNumber.length);
  });

  it('agrees when reconciled', async () => {
    expect(await runJson(['reconcile', '--data', data])).toMatchObject({ isAgreed: true });
  });
});

whenHere('everything that others publish', () => {
  const files = isHere
    ? readdirSync(SHARED, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
    : [];
  const remittances = files.filter((path) =>
    readFileSync(path, 'latin1').slice(0, 4_000).includes('ST*835'),
  );
  /** Examples with one control number for several patients, which no payer does. */
  const isOneNumberForAll = (path: string): boolean => path.includes('badx12');

  it('is read or refused in one go, and never breaks the command', async () => {
    const at = ['--data', join(directory, 'all')];

    const end = await runCli(['ingest', SHARED, '--include-test', '--json', ...at]);

    expect([end.code, end.stderr]).toEqual([1, '']);
    const answer = JSON.parse(end.stdout) as IngestAnswer;
    expect(answer).toMatchObject({ files: files.length, isBalanced: true });
    expect(answer.messageCounts['refused:NOT_X12']).toBeGreaterThan(10);
    expect((await runCli(['overview', ...at])).code).toBe(0);
  });

  it('is read or refused one by one, and reconciles', async () => {
    const codes: (number | undefined)[] = [];
    for (const path of remittances) {
      const data = join(directory, isOneNumberForAll(path) ? 'one-number' : 'one-by-one');
      const words = ['ingest', path, '--include-test', '--no-publish', '--json', '--data', data];
      const end = await runCli(words);
      expect(end.stderr).toBe('');
      expect(JSON.parse(end.stdout)).toMatchObject({ files: 1, isBalanced: true });
      codes.push(end.code);
    }

    expect(remittances.length).toBeGreaterThan(20);
    expect(codes.filter((code) => code === 0).length).toBeGreaterThan(20);
    expect(codes.every((code) => code === 0 || code === 1)).toBe(true);
    const at = ['--data', join(directory, 'one-by-one')];
    expect(await runJson(['reconcile', ...at])).toMatchObject({ isAgreed: true });
  });
});
