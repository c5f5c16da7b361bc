// Every measure that SQL gives, against the same measure computed from the judged lines by simple
// loops, on random data and for periods that cut years in different ways.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import type { Period, ProviderMeasures } from '../../../lib/domain/measures/provider-measures.js';
import type { QueryEngine, QueryRow } from '../../../lib/ports/query-engine.js';
import { readProviderMeasures } from '../../../lib/pipeline/measures/read-provider-measures.js';
import type { SnapshotQueries } from '../../../lib/pipeline/snapshot-queries.js';
import { measuredYears } from '../../queries/measured-years.js';
import { naiveLines, type NaiveLine } from '../../queries/naive-line.js';
import { naiveMeasures } from '../../queries/naive-measures.js';
import { fakeJudgedYear } from '../lake/fake-ledger.js';
import { lakeOnDisk, REFERENCE, TENANT, type LakeOnDisk } from '../lake/lake-on-disk.js';

const SEEDS = [1, 2];
const PERIODS: Readonly<Record<string, Period>> = {
  year: period('2026-01-01', '2026-12-31'),
  rollingYear: period('2025-07-01', '2026-06-30'),
  quarter: period('2025-10-01', '2025-12-31'),
};
const TABLES = [
  'lines',
  'beneficiaries',
  'visits',
  'distances',
  'months',
  'ruleFits',
  'jumps',
  'links',
  'findings',
] as const;

let lake: LakeOnDisk;
const worlds = new Map<number, { from: SnapshotQueries; lines: readonly NaiveLine[] }>();

beforeAll(async () => {
  lake = await lakeOnDisk();
  for (const seed of SEEDS) {
    const years = measuredYears(seed, { isOneShard: true });
    const { snapshotId } = await lake.publish(years);
    const query = (name: string) => lake.queries.get(name).query;
    const from = { engine: lake.engine, query, tenantId: TENANT, snapshotId };
    worlds.set(seed, { from, lines: naiveLines(years, REFERENCE) });
  }
});
afterAll(() => lake.close());

function period(from: string, to: string): Period {
  return { from: toIsoDay(from), to: toIsoDay(to) };
}

/** Rows as texts with their fields in one order, in one order. */
function texts(rows: readonly object[]): readonly string[] {
  return rows
    .map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort();
}

describe.each(SEEDS)('readProviderMeasures on random data %d', (seed) => {
  it.each(Object.keys(PERIODS))('gives what simple loops give for a %s', async (name) => {
    const world = worlds.get(seed);
    const chosen = PERIODS[name];
    if (world === undefined || chosen === undefined) throw new Error('a world and a period');

    const measures = await readProviderMeasures(world.from, chosen);

    const expected = naiveMeasures(world.lines, chosen);
    for (const table of TABLES) {
      const [got, wanted] = [texts(measures[table]), texts(expected[table])];
      // The differences alone: whole tables would bury them.
      expect({
        table,
        rows: got.length,
        unexpected: got.filter((row) => !wanted.includes(row)),
        missed: wanted.filter((row) => !got.includes(row)),
      }).toEqual({ table, rows: wanted.length, unexpected: [], missed: [] });
    }
    expect(new Map(measures.firstSeen)).toEqual(expected.firstSeen);
  });
});

describe('the random data', () => {
  it('leaves no measure at zero', async () => {
    const zeros = new Set<string>();
    const found = new Set<string>();
    for (const { from } of worlds.values()) {
      const measures = await readProviderMeasures(from, period('2025-01-01', '2026-12-31'));
      for (const table of TABLES) noteZeros(table, measures[table], { zeros, found });
    }

    expect([...zeros].filter((name) => !found.has(name))).toEqual([]);
    expect(found.size).toBeGreaterThan(90);
  });

  function noteZeros(
    table: string,
    rows: ProviderMeasures[(typeof TABLES)[number]],
    notes: { readonly zeros: Set<string>; readonly found: Set<string> },
  ): void {
    for (const row of rows) {
      for (const [field, value] of Object.entries(row)) {
        const isNothing = value === 0 || value === false || value === null;
        (isNothing ? notes.zeros : notes.found).add(`${table}.${field}`);
      }
    }
  }
});

describe('readProviderMeasures on a slip of the pen', () => {
  it('counts a visit of units that nobody could furnish, and all others with it', async () => {
    const own = { icn: 'A', day: '2026-02-03', cents: 3_000, rendering: '1', billing: '2' };
    const lines = [
      ...Array.from({ length: 6 }, () => ({ ...own, units: 4_532 })),
      { ...own, units: 999_999_999 },
      { ...own, day: '2026-02-04', units: 2 },
    ];
    const { snapshotId } = await lake.publish([
      fakeJudgedYear({ token: 'k1_slip', year: 2026, lines }),
    ]);
    const query = (name: string) => lake.queries.get(name).query;
    const from = { engine: lake.engine, query, tenantId: TENANT, snapshotId };

    const { visits } = await readProviderMeasures(from, period('2026-01-01', '2026-12-31'));

    expect(
      visits.map(({ role, timedMinutes, timedMinutesSquares }) => {
        return { role, timedMinutes, timedMinutesSquares };
      }),
    ).toEqual(
      ['billing', 'rendering'].map((role) => {
        return { role, timedMinutes: 10_110, timedMinutesSquares: 10_080 ** 2 + 30 ** 2 };
      }),
    );
  });
});

describe('readProviderMeasures of an engine that fails', () => {
  it('asks nothing more after the first failure', async () => {
    const asked: string[] = [];
    let release = (): void => undefined;
    const slow = new Promise<readonly QueryRow[]>((resolve) => (release = () => resolve([])));
    const engine: QueryEngine = {
      run({ name }) {
        asked.push(name);
        return asked.length === 1 ? slow : Promise.reject(new Error('refused'));
      },
      close: () => Promise.resolve(),
    };
    const query = (name: string) => lake.queries.get(name).query;
    const from = { engine, query, tenantId: TENANT, snapshotId: 's' };

    await expect(readProviderMeasures(from, period('2026-01-01', '2026-12-31'))).rejects.toThrow(
      'refused',
    );
    release();
    await slow;
    await new Promise((resolve) => setImmediate(resolve));

    expect(asked).toHaveLength(2);
  });
});
