// Does detection find what is planted? Ten markets of 500 therapists for every strength and
// caseload: recall by habit, and false discoveries by pattern. Run: npm run bench:planted [--
// SEEDS [FIRST]].

import { FOUND_AS } from './planted-habits.js';
import {
  gateMarket,
  GATED,
  HABITS_WITH_RATE,
  tableMarket,
  type MarketOptions,
} from './planted-market.js';
import type { Discovery, Holder, Outcome } from './planted-outcome.js';
import { runPlantedApart } from './planted-run.js';
import type { PatternId } from '../lib/domain/patterns/pattern-finding.js';

const TIMES_HONEST = [1.5, 2, 4];
const CASELOADS = [20, 40, 80];
const AT_ONCE = 2;

interface Cell {
  readonly name: string;
  readonly marketOf: (seed: number) => MarketOptions;
}

const CELLS: readonly Cell[] = [
  ...TIMES_HONEST.flatMap((timesHonest) =>
    CASELOADS.map((caseload) => ({
      name: `${timesHonest} x, ${caseload}`,
      marketOf: (seed: number) => tableMarket({ seed, timesHonest, caseload }),
    })),
  ),
  { name: 'gate', marketOf: gateMarket },
];

const [seeds = 10, first = 1] = process.argv.slice(2).map(Number);
const outcomes = await runAll(Array.from({ length: seeds }, (_, at) => first + at));
print(table('found of planted', HABITS_WITH_RATE, foundOf));
print(table('false of detected, both roles', patternsOfHabits(), falseOf));
print(gateText(outcomes.get('gate') ?? []));
print(providersText(outcomes.get('gate') ?? []));

/** By name of the cell. */
async function runAll(of: readonly number[]): Promise<ReadonlyMap<string, readonly Outcome[]>> {
  const jobs = CELLS.flatMap(({ name, marketOf }) =>
    of.map((seed) => ({ name, options: marketOf(seed) })),
  );
  const all = new Map<string, Outcome[]>(CELLS.map(({ name }) => [name, []]));
  const work = async (): Promise<void> => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      all.get(job.name)?.push(await runPlantedApart(job.options));
      process.stderr.write(`${job.name}, seed ${job.options.seed}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return all;
}

function patternsOfHabits(): readonly PatternId[] {
  return [...new Set(HABITS_WITH_RATE.flatMap((habit) => FOUND_AS[habit]))];
}

function table<Row extends string>(
  title: string,
  rows: readonly Row[],
  cellOf: (row: Row, of: readonly Outcome[]) => string,
): string {
  const cells = CELLS.filter(({ name }) => name !== 'gate');
  const lines = [
    [title, ...cells.map(({ name }) => name)],
    ['---', ...cells.map(() => '---')],
    ...rows.map((row) => [row, ...cells.map(({ name }) => cellOf(row, outcomes.get(name) ?? []))]),
  ];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function foundOf(habit: string, of: readonly Outcome[]): string {
  return foundText(of.flatMap(({ holders }) => holders).filter((each) => each.habit === habit));
}

function falseOf(pattern: PatternId, of: readonly Outcome[]): string {
  const all = of.flatMap(({ discoveries }) => discoveries);
  return falseText(all.filter((each) => each.pattern === pattern));
}

function gateText(of: readonly Outcome[]): string {
  return of
    .map(({ holders, discoveries, lookAlikesOnTop }) => {
      const gated = holders.filter(({ habit }) => habit in GATED);
      const patterns = new Set(gated.flatMap(({ habit }) => FOUND_AS[habit]));
      const asked = discoveries.filter(({ pattern }) => patterns.has(pattern));
      const missed = holders.filter(({ habit, isFound }) => !(habit in GATED) && !isFound);
      return (
        `gate: found ${foundText(gated)}, of those with three times the honest share ` +
        `${foundText(gated.filter(({ timesHonest }) => (timesHonest ?? 0) >= 3))}; false ${falseText(asked)}, ` +
        `look-alikes on top ${lookAlikesOnTop.length}; of the habits without a rate missed: ` +
        `${missed.map(({ habit }) => habit).join(' ') || 'none'}`
      );
    })
    .join('\n');
}

/** What a lead sees: therapists with any detection, and holders among them by whatever pattern. */
function providersText(of: readonly Outcome[]): string {
  return of
    .map(({ holders, discoveries }) => {
      const therapists = discoveries.filter(({ role }) => role === 'rendering');
      const flagged = new Set(therapists.map(({ npi }) => npi));
      const rightly = new Set(therapists.filter(({ isTrue }) => isTrue).map(({ npi }) => npi));
      const gated = holders.filter(({ habit }) => habit in GATED);
      const found = gated.filter(({ npi }) => flagged.has(npi));
      return (
        `gate, by provider: found ${found.length}/${gated.length}; ` +
        `flagged without cause ${flagged.size - rightly.size}/${flagged.size}`
      );
    })
    .join('\n');
}

function foundText(holders: readonly Holder[]): string {
  return `${holders.filter(({ isFound }) => isFound).length}/${holders.length}`;
}

function falseText(discoveries: readonly Discovery[]): string {
  return `${discoveries.filter(({ isTrue }) => !isTrue).length}/${discoveries.length}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n\n`);
}
