// The commands that screen - score, providers, provider, overview - on the bundled samples: what
// was planted is found, the two exposures stand apart, and no word accuses.

import { describe, expect, it } from '@jest/globals';
import type { RoutineEarlyKxResult } from '../../lib/domain/patterns/routine-early-kx.js';
import type { PresentedLine } from '../../lib/pipeline/present-beneficiary.js';
import { readAllBeneficiaries } from './read-all-beneficiaries.js';
import { runCli, runJson } from './run-cli.js';
import { sampleWorkspace, TRUTH } from './sample-workspace.js';

const data = sampleWorkspace();
const at = ['--data', data];
const PLANTED = TRUTH.planted.find(({ pattern }) => pattern === 'routine_early_kx');
/** Words of a page that nobody may read as an accusation. */
const HEAVY_WORDS = /fraud|violation|overpayment|abuse|suspicious|guilty/i;

describe('kxray score, providers, provider', () => {
  it('finds the planted early biller and nobody else', async () => {
    const { routineEarlyKx } = await runJson<{
      readonly routineEarlyKx: readonly RoutineEarlyKxResult[];
    }>(['score', ...at]);

    const found = routineEarlyKx
      .filter(({ outcome }) => outcome.kind === 'detected')
      .map(({ provider }) => provider.npi);
    expect([...new Set(found)].sort()).toEqual(
      [PLANTED?.billingNpi ?? '', PLANTED?.renderingNpi ?? ''].sort(),
    );
    expect(new Set(routineEarlyKx.map(({ outcome }) => outcome.kind)).size).toBeGreaterThan(1);
  });

  it('lists providers, those with few beneficiaries on request', async () => {
    const words = ['providers', '--year', '2026', ...at];
    const judged = await runJson<readonly RoutineEarlyKxResult[]>(words);
    const all = await runJson<readonly RoutineEarlyKxResult[]>([...words, '--all']);
    const text = await runCli(words);

    expect(judged.map(({ provider }) => provider.npi)).toEqual([PLANTED?.renderingNpi]);
    expect(all.length).toBeGreaterThan(judged.length);
    expect(all.every(({ provider }) => provider.role === 'rendering')).toBe(true);
    expect(text.stdout).toMatch(new RegExp(`2026 {2}${PLANTED?.renderingNpi} {2}to look at`));
  });

  it('leads from a provider to its claim lines', async () => {
    const npi = PLANTED?.renderingNpi ?? '';
    const evidence = await runJson<readonly { readonly lines: readonly { icn: string }[] }[]>([
      'provider',
      npi,
      ...at,
    ]);
    const text = await runCli(['provider', npi, ...at]);

    expect(evidence.flatMap(({ lines }) => lines).length).toBeGreaterThan(100);
    expect(text.stdout).toContain('95% interval');
    expect(text.stdout).toContain('peers in your data');
    expect(text.stdout).toContain('more lines (--json shows all)');
    expect(text.stdout).not.toMatch(HEAVY_WORDS);
  });

  it.each([
    [['provider', '1234567893'], 1],
    [['provider', '12345'], 2],
    [['providers', '--role', 'attending'], 2],
    [['providers', '--year', '26'], 2],
  ])('refuses %j', async (words, code) => {
    expect(await runCli([...words, ...at])).toMatchObject({ code, stdout: '' });
  });
});

describe('kxray overview', () => {
  it('shows the two exposures apart, each as its lines add up, and never their sum', async () => {
    const people = await readAllBeneficiaries({ data });
    const years = [...people.values()].flatMap((person) => person.years);
    const lines = years.flatMap((year) => year.lines).filter((line) => line.accruedCents > 0);
    const kx = lines.filter(({ hasKx, paidDate }) => {
      return hasKx && paidDate >= '2023-11-21' && paidDate <= '2026-11-21';
    });
    const review = lines.filter(({ flags }) => flags.includes('REVIEW_EXPOSED'));

    const { stdout } = await runCli(['overview', '--as-of', '2026-11-21', ...at]);

    expect(stdout).toMatch(
      rowOf('KX lines paid since 2023-11-21 \\(recovery auditors\\)', sumOf(kx)),
    );
    expect(stdout).toMatch(rowOf('\\(targeted medical review\\)', sumOf(review)));
    expect(stdout).not.toContain(dollars(sumOf(kx).allowed + sumOf(review).allowed));
    expect(stdout).not.toContain(dollars(sumOf(kx).paid + sumOf(review).paid));
    expect(stdout).not.toMatch(HEAVY_WORDS);
  });

  it('counts beneficiaries by zone as the answer sheet has them', async () => {
    const { stdout } = await runCli(['overview', ...at]);

    for (const { year, group, beneficiaries, ...crossings } of TRUTH.yearGroups) {
      const { kxCrossings: overKx, reviewCrossings: overReview } = crossings;
      const cells = [beneficiaries - overKx, overKx - overReview, overReview, 0];
      const name = group === 'OT' ? 'OT' : 'PT\\+SLP';
      expect(stdout).toMatch(new RegExp(`${year} ${name}\\s+${cells.join('\\s+')}\n`));
    }
  });

  it('names lines with the reason, providers, and what to type next', async () => {
    const { stdout } = await runCli(['overview', ...at]);

    expect(stdout).toMatch(/KX missing: the total was above the KX amount\. \d+ lines/);
    expect(stdout).toMatch(/KX early: the total was well below the KX amount\. \d+ lines/);
    expect(stdout).toMatch(/KX beside GA, GX, GY or GZ/);
    expect(stdout).toContain(`NPI ${PLANTED?.renderingNpi}`);
    const next = [...stdout.matchAll(/^ {2}kxray (\w+) (.*) --data (\S+)$/gm)];
    expect(next.map(([, name]) => name)).toEqual(['explain', 'beneficiary', 'provider']);
    for (const [, name = '', words = '', folder = ''] of next) {
      expect(await runCli([name, ...words.split(' '), '--data', folder])).toMatchObject({
        code: 0,
      });
    }
  });

  it('is the same page every time, in text and as JSON', async () => {
    for (const json of [[], ['--json']]) {
      const words = ['overview', '--as-of', '2026-11-21', ...json, ...at];
      expect(await runCli(words)).toEqual(await runCli(words));
    }
  });

  it('refuses a day that is none', async () => {
    expect((await runCli(['overview', '--as-of', '2026-02-30', ...at])).code).toBe(2);
  });
});

interface Sum {
  readonly lines: number;
  readonly allowed: number;
  readonly paid: number;
}

function sumOf(lines: readonly PresentedLine[]): Sum {
  return {
    lines: lines.length,
    allowed: lines.reduce((cents, line) => cents + line.accruedCents, 0),
    paid: lines.reduce((cents, line) => cents + line.paidCents, 0),
  };
}

function rowOf(words: string, { lines, allowed, paid }: Sum): RegExp {
  const amounts = [allowed, paid].map((cents) => dollars(cents).replace(/[$.]/g, '\\$&'));
  return new RegExp(`${words}\\s+${lines}\\s+${amounts.join('\\s+')}\n`);
}

function dollars(cents: number): string {
  return `$${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
}
