// Which period is scored for what was asked, over a lake whose therapy runs from March 2025 to
// February 2026.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parsePeriod } from '../../../lib/domain/measures/parse-period.js';
import { toIsoDay } from '../../../lib/domain/day.js';
import { scorePeriod, type WantedPeriod } from '../../../lib/pipeline/scores/score-period.js';
import type { ScoreRunInput } from '../../../lib/pipeline/scores/run-scores.js';
import { fakeJudgedYear } from '../lake/fake-ledger.js';
import { lakeOnDisk, TENANT, type LakeOnDisk } from '../lake/lake-on-disk.js';

let lake: LakeOnDisk;
let input: Omit<ScoreRunInput, 'period'>;

beforeAll(async () => {
  lake = await lakeOnDisk();
  const own = { icn: 'A', cents: 3_000, rendering: '1', billing: '2' };
  const { snapshotId, versions } = await lake.publish([
    fakeJudgedYear({ token: 'k1_a', year: 2025, lines: [{ ...own, day: '2025-03-03' }] }),
    fakeJudgedYear({ token: 'k1_a', year: 2026, lines: [{ ...own, day: '2026-02-03' }] }),
  ]);
  const query = (name: string) => lake.queries.get(name).query;
  const queries = { engine: lake.engine, query, tenantId: TENANT, snapshotId };
  input = { queries, objects: lake.objects, versions, benchmarks: [] };
});
afterAll(() => lake.close());

function wanted(period: string | null, asOf: string | null): WantedPeriod {
  return {
    period: period === null ? null : parsePeriod(period),
    asOf: asOf === null ? null : toIsoDay(asOf),
  };
}

describe('scorePeriod', () => {
  it.each<[string, string | null, string | null, string | null]>([
    ['the last twelve months without a word', null, null, '2025-02-04..2026-02-03'],
    ['twelve months up to a day', null, '2025-12-31', '2025-01-01..2025-12-31'],
    ['a period as it is', '2025', null, '2025-01-01..2025-12-31'],
    ['a period up to a day', '2025', '2025-06-30', '2025-01-01..2025-06-30'],
    ['a period that goes on behind the data', '2026', null, '2026-01-01..2026-02-03'],
    ['nothing before the data', '2024', null, null],
    ['nothing behind the data', '2027', '2027-12-31', null],
    ['nothing of a day before the period', '2026', '2025-12-31', null],
    ['nothing up to a day before the data', null, '2025-03-02', null],
  ])('scores %s', async (_name, period, asOf, expected) => {
    const run = await scorePeriod(input, wanted(period, asOf));

    expect(run === null ? null : `${run.period.from}..${run.period.to}`).toBe(expected);
  });
});
