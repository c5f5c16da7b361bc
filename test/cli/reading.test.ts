// The commands that read, on the bundled samples against their answer sheet.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  PresentedBeneficiary,
  PresentedLine,
} from '../../lib/pipeline/present-beneficiary.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { readAllBeneficiaries, tokensOf } from './read-all-beneficiaries.js';
import { runCli, runJson } from './run-cli.js';
import { SAMPLE_FILES, SAMPLES, sampleWorkspace, totalsOf, TRUTH } from './sample-workspace.js';

const data = sampleWorkspace();
const directory = temporaryDirectory();
const at = ['--data', data];
/** Over both amounts in one year, with both crossings on the answer sheet. */
const KNOWN = TRUTH.beneficiaries.find(({ years }) =>
  years.some(({ groups }) => groups.some((group) => group.reviewCrossing !== null)),
);
const NUMBER = KNOWN?.mbi ?? '';
/** Words of a page that nobody may read as an accusation. */
const HEAVY_WORDS = /fraud|violation|overpayment|abuse|suspicious|guilty/i;

describe('kxray totals', () => {
  it('gives the figures of the answer sheet', async () => {
    const totals = await runJson<Record<string, unknown>>(['totals', ...at]);

    expect(totals).toMatchObject({
      ...totalsOf(TRUTH),
      quarantinedClaims: 0,
      quarantinedFiles: 0,
    });
    const groups = totals['byYearAndGroup'] as readonly Record<string, unknown>[];
    for (const { year, group, beneficiaries, accruedCents } of TRUTH.yearGroups) {
      expect(groups).toContainEqual(
        expect.objectContaining({ year, group, beneficiaries, accruedCents }),
      );
    }
  });

  it('says the same in text', async () => {
    const { stdout } = await runCli(['totals', ...at]);

    expect(stdout).toMatch(/current claims\s+570\n/);
    expect(stdout).toMatch(/paid\s+\$72,913\.05\n/);
    expect(stdout).toMatch(/2026 {2}PT_SLP\s+56\s+726\s+218\s+13\s+\$36,696\.42\s+\$36,696\.42/);
  });
});

describe('kxray beneficiary', () => {
  it('has every group, total and crossing of everybody', async () => {
    const stored = await readAllBeneficiaries({ data });
    const tokens = await tokensOf(
      { data },
      TRUTH.beneficiaries.map(({ mbi }) => mbi),
    );

    let compared = 0;
    for (const { mbi, years } of TRUTH.beneficiaries) {
      const person = stored.get(tokens.get(mbi) ?? '');
      for (const { year, groups } of years) {
        const own = person?.years.find((each) => each.year === year);
        for (const { accruedCents, ...rest } of groups) {
          const { group, kxCrossing, reviewCrossing } = rest;
          const at = (place: typeof kxCrossing) =>
            place === null ? null : { claim: place.icn, line: place.line };
          expect(own?.groups.find((each) => each.group === group)).toMatchObject({
            accumulatedCents: accruedCents,
            kxCrossing: at(kxCrossing),
            reviewCrossing: at(reviewCrossing),
          });
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('prints at least the fields that scripts rely on', async () => {
    const person = await runJson<PresentedBeneficiary>(['beneficiary', NUMBER, ...at]);

    const [year] = person.years;
    const [group] = year?.groups ?? [];
    expect(Object.keys(year ?? {})).toEqual(expect.arrayContaining(['year', 'groups', 'lines']));
    expect(Object.keys(group ?? {})).toEqual(
      expect.arrayContaining([
        'group',
        'accumulatedCents',
        'kxThresholdCents',
        'reviewThresholdCents',
        'remainingCents',
        'overCents',
        'kxCrossing',
        'reviewCrossing',
        'reviewExposedAllowedCents',
        'reviewExcessCents',
        'completeness',
        'isLowerBound',
      ]),
    );
    expect(Object.keys(year?.lines[0] ?? {})).toEqual(
      expect.arrayContaining([
        'claim',
        'line',
        'serviceDate',
        'hcpcs',
        'modifiers',
        'group',
        'accruedCents',
        'beforeCents',
        'afterCents',
        'kxExpected',
        'kxAssessment',
        'kxCertainty',
        'flags',
        'rules',
      ]),
    );
    expect(person.years.flatMap(({ groups }) => groups).every(isFloored)).toBe(true);
    expect(person.years.flatMap(({ lines }) => lines).every((line) => line.rules.length > 0)).toBe(
      true,
    );
  });

  it('takes the number with dashes and in small letters, from standard input, and the token', async () => {
    const plain = await runCli(['beneficiary', NUMBER, '--json', ...at]);
    const { token } = JSON.parse(plain.stdout) as PresentedBeneficiary;
    const dashed = [NUMBER.slice(0, 4), NUMBER.slice(4, 7), NUMBER.slice(7)].join('-');

    const others = [
      await runCli(['beneficiary', dashed.toLowerCase(), '--json', ...at]),
      await runCli(['beneficiary', '-', '--json', ...at], { stdin: `  ${NUMBER}\n` }),
      await runCli(['beneficiary', token, '--json', ...at]),
      await runCli(['--data', data, '--json', 'beneficiary', token]),
    ];

    expect(plain.code).toBe(0);
    for (const other of others) expect(other).toEqual(plain);
  });

  it('shows the order of service dates as another view, with the same total', async () => {
    const words = ['beneficiary', NUMBER, ...at];
    const receipt = await runJson<PresentedBeneficiary>(words);
    const byDate = await runJson<PresentedBeneficiary>([...words, '--order', 'dos']);

    const dates = (person: PresentedBeneficiary) =>
      person.years.map(({ lines }) => lines.map(({ serviceDate }) => serviceDate));
    const totals = (person: PresentedBeneficiary) =>
      person.years.map(({ groups }) => groups.map(({ accumulatedCents }) => accumulatedCents));
    expect(dates(byDate)).toEqual(dates(byDate).map((each) => [...each].sort()));
    expect(dates(receipt)).not.toEqual(dates(byDate));
    expect(totals(receipt)).toEqual(totals(byDate));
    expect(byDate.warnings.join(' ')).toContain('order of service date');
  });

  it.each([
    ['a number that the ledger does not have', '1EG4TE5MK73', 1],
    ['a token of another workspace', 'kffffff_YBU0vJyKD3OM942cOPNUxmAp', 1],
    ['neither a number nor a token', '1EG4TE5MK7', 2],
  ])('refuses %s without repeating it', async (_what, who, code) => {
    const end = await runCli(['beneficiary', who, ...at]);

    expect(end).toMatchObject({ code, stdout: '' });
    expect(end.stderr).not.toContain(who);
  });

  it('refuses an order that it does not know, and an empty input', async () => {
    expect((await runCli(['beneficiary', NUMBER, '--order', 'paid', ...at])).code).toBe(2);
    expect((await runCli(['beneficiary', '-', ...at], { stdin: '' })).code).toBe(2);
  });
});

describe('kxray explain', () => {
  let line: PresentedLine;
  beforeAll(async () => {
    const person = await runJson<PresentedBeneficiary>(['beneficiary', NUMBER, ...at]);
    const found = person.years
      .flatMap(({ lines }) => lines)
      .find(({ kxExpected }) => kxExpected === 'required');
    if (found === undefined) throw new Error('nobody needs KX in the samples');
    line = found;
  });

  it('tells inputs, rules with their sources, and the history of a line', async () => {
    const { stdout } = await runCli(['explain', line.claim, String(line.line), ...at]);

    expect(stdout).toContain(`Line ${line.line}, ${line.serviceDate}, ${line.hcpcs}`);
    expect(stdout).toMatch(/KX-\d+: .*\n?.*\[[^\]]+; (high|medium|low)\]/);
    expect(stdout).toContain('What would change it');
    expect(stdout).toContain('History');
    expect(stdout).not.toMatch(HEAVY_WORDS);
  });

  it('takes a whole claim when no line is named', async () => {
    const { stdout } = await runCli(['explain', line.claim, ...at]);

    expect(stdout).toContain(`Line ${line.line}, `);
    expect(stdout).toContain('Line 1, ');
  });

  it.each([
    [['explain', '0000000000000'], 1, 'no claim of that number'],
    [['explain', 'CLAIM', '99'], 1, 'no current line 99; it has '],
    [['explain', 'CLAIM', 'one'], 2, 'a number such as 2'],
  ])('refuses %j', async (words, code, text) => {
    const end = await runCli([
      ...words.map((each) => (each === 'CLAIM' ? line.claim : each)),
      ...at,
    ]);

    expect(end).toMatchObject({ code, stdout: '' });
    expect(end.stderr).toContain(text);
  });
});

describe('kxray explain, where one number stands on many claims', () => {
  const many = ['--data', join(directory, 'many')];
  beforeAll(async () => {
    const path = join(directory, 'many.835');
    const text = readFileSync(SAMPLE_FILES[0] ?? '', 'latin1');
    writeFileSync(path, text.replace(/(CLP(?:\*[^*~]*){6}\*)[^*~]+/g, '$1SAME0001'), 'latin1');
    await runJson(['ingest', path, '--include-test', ...many]);
  });

  it('asks for the payer, and then names the beneficiaries, instead of choosing one', async () => {
    const payers = await runCli(['explain', 'SAME0001', ...many]);
    const people = await runCli(['explain', 'SAME0001', '--payer', '12402', ...many]);

    expect(payers).toMatchObject({ code: 2, stdout: '' });
    expect(payers.stderr).toMatch(/add --payer \(12402, 12501, .*\)/);
    expect(people).toMatchObject({ code: 1, stdout: '' });
    expect(people.stderr).toMatch(/\d+ beneficiaries have a claim of that number/);
  });
});

describe('kxray advise', () => {
  const draft = join(SAMPLES, 'draft.json');

  it('tells which lines of the bundled draft need KX, and what stays open', async () => {
    const { stdout, code } = await runCli(['advise', draft, ...at]);

    expect(code).toBe(0);
    const verdicts = [...stdout.matchAll(/^Line (\d), .*: (.*)$/gm)].map(([, at, text]) => [
      at,
      text,
    ]);
    expect(verdicts).toEqual([
      ['1', 'KX cannot be decided'],
      ['2', 'KX cannot be decided'],
      ['3', 'needs KX'],
      ['4', 'needs KX'],
    ]);
    expect(stdout).toContain('Add KX without asking? No:');
    expect(stdout).toContain('a clinician has to say');
    expect(stdout).toMatch(
      /2026 PT\+SLP: at least \$2,237\.28 before the draft, \$2,526\.63 after/,
    );
    expect(stdout).not.toContain('4YQ6JM9VE92');
  });

  it('stores nothing', async () => {
    const before = await runCli(['totals', '--json', ...at]);

    await runJson(['advise', draft, ...at]);

    expect(await runCli(['totals', '--json', ...at])).toEqual(before);
  });

  it.each([
    ['what is not JSON', '{', 1],
    ['a draft of nobody', '{"lines":[]}', 1],
    ['unknown keys', '{"beneficiary":"4YQ6JM9VE92","extra":1}', 1],
  ])('refuses %s', async (_what, content, code) => {
    const path = join(directory, 'draft.json');
    writeFileSync(path, content);

    const end = await runCli(['advise', path, ...at]);

    expect(end).toMatchObject({ code, stdout: '' });
    expect(end.stderr).not.toContain('4YQ6JM9VE92');
  });

  it('calls a draft that is not there bad usage', async () => {
    expect((await runCli(['advise', join(directory, 'none.json'), ...at])).code).toBe(2);
  });
});

function isFloored(group: {
  readonly remainingCents: number | null;
  readonly overCents: number | null;
}) {
  return (group.remainingCents ?? 0) >= 0 && (group.overCents ?? 0) >= 0;
}
