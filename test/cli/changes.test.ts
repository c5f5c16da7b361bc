// The commands that enter facts - seed, join, reference - and that reconciling agrees after each:
// what is entered changes what is judged, is kept once, and can be taken back where it can be.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PresentedBeneficiary } from '../../lib/pipeline/present-beneficiary.js';
import type { Truth } from '../../lib/synth/truth.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { readAllBeneficiaries } from './read-all-beneficiaries.js';
import { runCli, runJson } from './run-cli.js';

const directory = temporaryDirectory();
const SYNTHETIC = join(directory, 'synthetic');
const REMITTANCE = join(SYNTHETIC, 'remittance.835');
let truth: Truth;

beforeAll(async () => {
  const size = ['--beneficiaries', '24', '--years', '2026-2027', '--seed', '27'];
  await runJson(['synth', '--out', SYNTHETIC, ...size]);
  truth = JSON.parse(readFileSync(join(SYNTHETIC, 'truth.json'), 'utf8')) as Truth;
});

/** A workspace of its own, with the claims in it. */
function workspace(name: string, edit = (text: string) => text): readonly string[] {
  const data = join(directory, name);
  beforeAll(async () => {
    const path = join(directory, `${name}.835`);
    writeFileSync(path, edit(readFileSync(REMITTANCE, 'latin1')), 'latin1');
    await runJson(['ingest', path, '--include-test', '--data', data]);
  });
  return ['--data', data];
}

/** Of 2026, PT+SLP: somebody with claims in the year. */
function somebody(skip = 0): string {
  const found = truth.beneficiaries.filter(({ years }) =>
    years.some(
      ({ year, groups }) => year === 2026 && groups.some(({ group }) => group === 'PT_SLP'),
    ),
  );
  return found[skip]?.mbi ?? '';
}

function personOf(who: string, at: readonly string[]): Promise<PresentedBeneficiary> {
  return runJson<PresentedBeneficiary>(['beneficiary', who, ...at]);
}

function ptSlp(person: PresentedBeneficiary) {
  const year = person.years.find((each) => each.year === 2026);
  return year?.groups.find(({ group }) => group === 'PT_SLP');
}

async function expectAgreement(at: readonly string[]): Promise<void> {
  expect(await runJson(['reconcile', ...at])).toMatchObject({ isAgreed: true, differences: 0 });
}

const people = workspace('people');

describe('kxray seed', () => {
  const at = people;
  const facts = ['--year', '2026', '--group', 'PT_SLP', '--source', 'told by family'];
  const words = (who: string, ...more: readonly string[]) => [
    'seed',
    who,
    ...facts,
    ...more,
    ...at,
  ];

  it('adds spend with other providers to the total, once', async () => {
    const own = ptSlp(await personOf(somebody(), at))?.accumulatedCents ?? 0;

    const first = await runCli(words(somebody(), '--outside', '$1,250.50'));
    const again = await runCli(words(somebody(), '--outside', '1250.50'));

    expect(first.stdout).toMatch(/^Entered\. 2026 PT\+SLP: (at least )?\$[\d,.]+ used\.\n$/);
    expect(again.stdout).toMatch(/^Already entered\./);
    const person = await personOf(somebody(), at);
    expect(ptSlp(person)).toMatchObject({ accumulatedCents: own + 125_050, outsideCents: 125_050 });
    expect(person.seeds).toHaveLength(1);
    await expectAgreement(at);
  });

  it('takes what was used in all, own claims of before included', async () => {
    const who = somebody(1);
    const own = ptSlp(await personOf(who, at))?.accumulatedCents ?? 0;
    const all = ((own + 60_000) / 100).toFixed(2);

    await runJson(words(who, '--total-used', all, '--as-of', '2026-12-31'));

    const group = ptSlp(await personOf(who, at));
    expect(group).toMatchObject({ accumulatedCents: own + 60_000, outsideCents: 60_000 });
    await expectAgreement(at);
  });

  it('says when the ledger has no claims of the person', async () => {
    const { stdout, code } = await runCli(words('1EG4TE5MK73', '--outside', '10'));

    expect(code).toBe(0);
    expect(stdout).toContain('has no claims of that beneficiary yet');
  });

  it.each([
    [['--outside', '1', '--total-used', '2']],
    [['--total-used', '2']],
    [[]],
    [['--outside', '-5']],
    [['--outside', '12,50']],
    [['--outside', 'much']],
    [['--outside', '1', '--as-of', '2026-02-30']],
    [['--outside', '1', '--group', 'PT']],
    [['--outside', '1', '--year', '26']],
    [['--outside', '1', '--source', ' ']],
  ])('refuses %j', async (more) => {
    expect(await runCli(words(somebody(), ...more))).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('kxray join', () => {
  const at = people;

  it('adds two numbers up as one person, and takes them apart again', async () => {
    const [former, current] = [somebody(2), somebody(3)];
    const source = ['--source', 'letter of the contractor'];
    const before = await readAllBeneficiaries({ data: at[1] ?? '' });
    const [one, other] = [await personOf(former, at), await personOf(current, at)];
    const sum = (ptSlp(one)?.accumulatedCents ?? 0) + (ptSlp(other)?.accumulatedCents ?? 0);

    expect((await runCli(['join', former, current, ...source, ...at])).code).toBe(0);
    const joined = await personOf(former, at);
    expect(joined.token).toBe(other.token);
    expect(ptSlp(joined)?.accumulatedCents).toBe(sum);
    await expectAgreement(at);
    const again = await runCli(['join', former, current, ...source, ...at]);
    expect(again.stdout).toContain('Nothing changed');

    const turned = await runCli(['join', current, former, '--undo', ...source, ...at]);
    expect(turned).toMatchObject({ code: 1, stdout: '' });
    expect((await runCli(['join', former, current, '--undo', ...source, ...at])).code).toBe(0);
    const after = await readAllBeneficiaries({ data: at[1] ?? '' });
    expect(views(after)).toEqual(views(before));
    await expectAgreement(at);
  });

  it.each([
    ['one number twice', ['1EG4TE5MK73', '1EG4-TE5-MK73'], 2],
    ['taking apart what is not joined', ['1EG4TE5MK73', '1EG4TE5MK72', '--undo'], 1],
    ['a number that is none', ['1EG4TE5MK73', '12345'], 2],
  ])('refuses %s', async (_what, who, code) => {
    const end = await runCli(['join', ...who, '--source', 'x', ...at]);

    expect(end).toMatchObject({ code, stdout: '' });
  });
});

describe('kxray reference', () => {
  const at = workspace('reference', (text) => text.replaceAll('12501', '99501'));

  it('shows what is missing, and makes no workspace for that', async () => {
    const nowhere = ['--data', join(directory, 'nowhere')];

    const { stdout, code } = await runCli(['reference', ...nowhere]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/2027 {2}NOT KNOWN/);
    expect(stdout).toMatch(/2026 {2}\$2,480\.00 +\$3,000\.00/);
    expect((await runCli(['totals', ...nowhere])).code).toBe(2);
  });

  it('judges the KX of a year once its amount is entered, wherever the folder is named', async () => {
    const expectedOf = async () => {
      const people = await readAllBeneficiaries({ data: at[1] ?? '' });
      const lines = [...people.values()].flatMap(({ years }) =>
        years.filter(({ year }) => year === 2027).flatMap((year) => year.lines),
      );
      return new Set(lines.filter(({ group }) => group !== null).map((line) => line.kxExpected));
    };
    const overview = await runCli(['overview', ...at]);
    expect(overview.stdout).toContain('The KX amount of 2027 is not known');
    expect(overview.stdout).toContain('kxray reference set --year 2027 --kx AMOUNT');
    expect(await expectedOf()).toContain('not_determined');

    const words = ['--year', '2027', '--kx', '900', '--source', 'CMS change request'];
    const entered = await runJson<{ readonly restated: number }>([
      'reference',
      ...at,
      'set',
      ...words,
    ]);

    expect(entered.restated).toBeGreaterThan(0);
    expect(await expectedOf()).not.toContain('not_determined');
    expect(await expectedOf()).toContain('required');
    expect((await runCli(['reference', ...at])).stdout).toMatch(/2027 {4}\$900\.00/);
    expect((await runCli(['overview', ...at])).stdout).not.toContain('is not known');
    await expectAgreement(at);
  });

  it('counts the claims of a payer once it is confirmed, as if it had always been known', async () => {
    const known = workspaceTotals(await runJson(['totals', ...at]));

    const words = ['confirm-payer', '99501', '--part', 'a', '--source', 'letter'];
    const confirmed = await runJson<{ readonly restated: number }>(['reference', ...words, ...at]);

    const counted = workspaceTotals(await runJson(['totals', ...at]));
    expect(confirmed.restated).toBeGreaterThan(0);
    expect(counted.therapyLines).toBeGreaterThan(known.therapyLines);
    expect(counted.therapyLines).toBe(truth.therapyLines);
    expect(counted.kxLines).toBe(truth.kxLines);
    await expectAgreement(at);
  });

  it.each([
    [['set', '--year', '2027', '--source', 'x']],
    [['set', '--year', '2027', '--kx', '1', '--review', '2', '--source', 'x']],
    [['set', '--year', '2027', '--kx', '0', '--source', 'x']],
    [['set', '--year', '2027', '--kx', '-1', '--source', 'x']],
    [['set', '--year', '1999', '--kx', '1', '--source', 'x']],
    [['set', '--year', '2027', '--kx', '1', '--source', '']],
    [['set', '--year', '2027', '--kx', '1', '--source', 'x', '--group', 'PT']],
    [['set', '--year', '2027', '--kx', '1', '--source', 'x', '--checked-on', 'today']],
    [['set', '--kx', '1', '--source', 'x']],
    [['confirm-payer', '99501', '--source', 'x', '--part', 'C']],
    [['confirm-payer', '--source', 'x']],
    [['confirm', '99501']],
  ])('refuses %j as bad usage', async (words) => {
    expect(await runCli(['reference', ...words, ...at])).toMatchObject({ code: 2, stdout: '' });
  });
});

function workspaceTotals(totals: unknown) {
  return totals as { readonly therapyLines: number; readonly kxLines: number };
}

/** Without what tells the history: joins leave events and stay on record. */
function views(people: ReadonlyMap<string, PresentedBeneficiary>): unknown {
  return [...people].map(([token, { years, tokens }]) => ({ token, tokens, years }));
}
