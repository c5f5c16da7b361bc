// The commands that screen - score, providers, provider, overview - on the bundled samples: what
// was planted is found, the two exposures stand apart, and no word accuses.

import { describe, expect, it } from '@jest/globals';
import type { PresentedLine } from '../../lib/pipeline/present-beneficiary.js';
import { readAllBeneficiaries } from './read-all-beneficiaries.js';
import { runCli, runJson } from './run-cli.js';
import { sampleWorkspace, TRUTH } from './sample-workspace.js';

const data = sampleWorkspace();
const at = ['--data', data];
const PLANTED = TRUTH.planted.find(({ pattern }) => pattern === 'routine_early_kx');
/** Words of a page that nobody may read as an accusation. */
const HEAVY_WORDS = /fraud|violation|overpayment|abuse|suspicious|guilty/i;

interface ScoredProvider {
  readonly npi: string;
  readonly role: string;
  readonly score: number;
  readonly parts: readonly { readonly pattern: string; readonly points: number }[];
  readonly detected: readonly string[];
}

interface ScoreAnswer {
  readonly runId: string;
  readonly providers: readonly ScoredProvider[];
  readonly causes: {
    readonly causes: readonly { readonly kind: string; readonly lines: number }[];
    readonly total: { readonly lines: number };
  };
}

interface PartAnswer {
  readonly finding: { readonly evidence: { readonly hits: number; readonly n: number } };
  readonly lines: readonly {
    readonly token: string;
    readonly icn: string;
    readonly line: number;
    readonly serviceDate: string;
  }[];
}

const EARLY = PLANTED?.renderingNpi ?? '';

describe('kxray score, providers, provider', () => {
  it('finds the planted early biller, whose score is the sum of its parts', async () => {
    const { providers, causes } = await runJson<ScoreAnswer>(['score', ...at]);

    const found = providers.filter(({ detected }) => detected.includes('routine_early_kx'));
    expect(found.map(({ npi }) => npi).sort()).toEqual([PLANTED?.billingNpi ?? '', EARLY].sort());
    for (const { parts, score } of providers) {
      const sum = parts.reduce((total, { points }) => total + Math.round(points * 100), 0);
      expect(sum).toBe(Math.round(score * 100));
    }
    expect(causes.causes[0]?.kind).toBe('routine_early_kx');
    const lines = causes.causes.reduce((total, cause) => total + cause.lines, 0);
    expect(lines).toBe(causes.total.lines);
  });

  it('gives the same run and the same bytes again, and another for another period', async () => {
    const first = await runCli(['score', '--json', ...at]);
    const again = await runCli(['score', '--json', ...at]);
    const other = await runJson<ScoreAnswer>(['score', '--period', '2026-Q1', ...at]);
    const { runId } = JSON.parse(first.stdout) as ScoreAnswer;

    expect(again.stdout).toBe(first.stdout);
    expect(other.runId).not.toBe(runId);
    const diff = await runCli(['score', '--diff', runId.slice(0, 12), ...at]);
    expect(diff.stdout).toContain('Same data, rules and method.');
    expect(diff.stdout).toContain('0 providers changed');
  });

  it('lists providers by score, those with few beneficiaries on request', async () => {
    const judged = await runJson<readonly ScoredProvider[]>(['providers', ...at]);
    const all = await runJson<readonly ScoredProvider[]>(['providers', '--all', ...at]);
    const text = await runCli(['providers', ...at]);

    expect(judged[0]?.npi).toBe(EARLY);
    expect(all.length).toBeGreaterThan(judged.length);
    expect(all.every(({ role }) => role === 'rendering')).toBe(true);
    expect(text.stdout).toMatch(new RegExp(`\\d+\\.\\d\\d {2}\\w+ +${EARLY}`));
  });

  it('masks small counts where the table may leave the house', async () => {
    const { stdout } = await runCli(['providers', '--all', '--masked', ...at]);
    const masked = JSON.parse(stdout) as {
      readonly providers: readonly { readonly parts: readonly { hits: number | null }[] }[];
    };

    const hits = masked.providers.flatMap(({ parts }) => parts.map((part) => part.hits));
    expect(hits.filter((count) => count !== null && count > 0 && count < 11)).toEqual([]);
    expect(hits).toContain(null);
    expect(stdout).not.toMatch(/k[0-9a-f]+_/);
  });

  it('leads from a part of a score to exactly its claim lines', async () => {
    const words = ['explain', EARLY, 'early_kx', ...at];
    const { finding, lines } = await runJson<PartAnswer>(words);
    const text = await runCli(words);
    const first = await runJson<PartAnswer>(['explain', EARLY, 'routine_early_kx', ...at]);

    expect(lines).toHaveLength(finding.evidence.hits);
    // A beneficiary counts once in each calendar year of the period.
    const people = first.lines.map(({ token, serviceDate }) => token + serviceDate.slice(0, 4));
    expect(new Set(people).size).toBe(first.finding.evidence.hits);
    expect(text.stdout).toContain(`${lines.length} lines behind it`);
    const [line] = lines;
    const explained = await runCli(['explain', line?.icn ?? '', String(line?.line), ...at]);
    expect(explained.code).toBe(0);
  });

  it('shows a provider with parts, patterns, factors and peers, and accuses nobody', async () => {
    const { stdout } = await runCli(['provider', EARLY, ...at]);

    expect(stdout).toContain('peers in your data');
    expect(stdout).toContain('95% interval');
    expect(stdout).toMatch(/sum +\d+\.\d\d +of 100/);
    expect(stdout).toMatch(/IV +Type of condition treated +no data/);
    expect(stdout).toMatch(/allowed per beneficiary .* no data +no data/);
    expect(stdout).not.toMatch(HEAVY_WORDS);
  });

  it.each([
    [['provider', '1234567893'], 1],
    [['provider', '12345'], 2],
    [['explain', '1234567893', 'early_kx'], 1],
    [['providers', '--role', 'attending'], 2],
    [['providers', '--year', '26'], 2],
    [['score', '--period', 'spring'], 2],
    [['score', '--diff', 'abc0'], 2],
    [['score', '--year', '2026', '--period', '2026'], 2],
    [['score', '--as-of', '2001-01-01'], 1],
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
