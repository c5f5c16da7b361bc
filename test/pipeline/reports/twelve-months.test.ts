// Twelve months of a small practice with what months bring: reversals, corrections, claims that
// come in late. Each month opens where the last one closed, closes at what a plain fold of the
// versions paid by then gives, and the difference is always explained.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimVersion } from '../../../lib/domain/claim.js';
import { lookBackStart } from '../../../lib/domain/exposure.js';
import { addDays } from '../../../lib/domain/day.js';
import { openParquetTable } from '../../../lib/adapters/common/lake/parquet-table-writer.js';
import { commitPerson } from '../../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../../lib/pipeline/commit-spool.js';
import { publishMonth } from '../../../lib/pipeline/reports/month-snapshot.js';
import type { MovementRow } from '../../../lib/pipeline/reports/report-model.js';
import { claim, reversalOf } from '../../support/claim-builder.js';
import { day } from '../../support/amounts.js';
import { fold } from '../../support/fold-person.js';
import { testReference } from '../../support/test-reference.js';
import { testTools, type TestTools } from '../../support/test-tools.js';
import { VERSIONS } from '../lake/lake-on-disk.js';
import { memoryObjects } from './memory-objects.js';
import { reportMonth } from './report-ledger.js';

const reference = await testReference();
const TOKENS = ['k1_a', 'k1_b', 'k1_c'];
const MONTHS = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);

interface Arrival {
  readonly token: string;
  /** In the run-up to the report of this month, from 0. */
  readonly arrives: number;
  readonly version: ClaimVersion;
}

const planned = fc.record({
  token: fc.constantFrom(...TOKENS),
  month: fc.integer({ min: 0, max: 11 }),
  dayOfMonth: fc.integer({ min: 1, max: 27 }),
  late: fc.constantFrom(0, 0, 0, 1, 3),
  dollars: fc.integer({ min: 80, max: 900 }),
  mods: fc.constantFrom('GP', 'GP KX', 'GO KX', 'GN', 'GP KX GA'),
  takenBackAfter: fc.constantFrom(null, null, 1, 2),
});

/** What came in, and when: a late one is paid in its month and heard of later. */
function arrivalsOf(
  plans: readonly (typeof planned extends fc.Arbitrary<infer Plan> ? Plan : never)[],
) {
  return plans.flatMap((plan, at): readonly Arrival[] => {
    const dos = addDays(day(`${MONTHS[plan.month]}-01`), plan.dayOfMonth - 1);
    const lines = [{ dos, allowed: `${plan.dollars}.00`, mods: plan.mods }];
    const version = claim({ icn: `N${at}`, received: dos, paidOn: dos, lines });
    const first = { token: plan.token, arrives: plan.month + plan.late, version };
    if (plan.takenBackAfter === null) return [first];
    const paidOn = addDays(dos, 30 * plan.takenBackAfter);
    const back = { ...first, arrives: first.arrives + 1, version: reversalOf(version, paidOn) };
    return [first, back];
  });
}

describe('twelve months', () => {
  it('open where they closed and close at the plain fold, with late claims and reversals', async () => {
    const restated: number[] = [];
    const history = fc.array(planned, { minLength: 20, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(history, async (plans) => {
        const rows = await reportAll(arrivalsOf(plans));
        restated.push(...rows.flatMap((month) => month.map((row) => row.restated.count)));
      }),
      { numRuns: 4 },
    );
    expect(restated.some((count) => count !== 0)).toBe(true);
  });
});

async function reportAll(arrivals: readonly Arrival[]): Promise<MovementRow[][]> {
  const tools = testTools(reference);
  const ports = {
    tools,
    objects: memoryObjects(),
    openTable: openParquetTable,
    versions: VERSIONS,
  };
  const reports: MovementRow[][] = [];
  for (const [at, name] of MONTHS.entries()) {
    for (const { token, version } of arrivals.filter(({ arrives }) => arrives === at)) {
      await commitPerson(tools, emptyChange(token, { versions: [version] }));
    }
    const known = arrivals.filter(({ arrives }) => arrives <= at);
    const { movement } = await publishMonth(ports, reportMonth(name), { name: `report-${name}` });
    const rows = [...movement.rows(reports.at(-1) ?? null)];
    expect(rows.map(closes)).toEqual(rows.map(() => true));
    const openings = reports.length === 0 ? rows.map(({ opening }) => opening) : closings(reports);
    expect(rows.map(({ opening }) => opening)).toEqual(openings);
    expect(closingOf(rows)).toEqual(plainly(tools, known, name));
    reports.push(rows);
  }
  return reports;
}

/** What the last month closed at. */
function closings(reports: readonly MovementRow[][]): readonly MovementRow['closing'][] {
  return (reports.at(-1) ?? []).map(({ closing }) => closing);
}

function closes({ opening, restated, added, resolved, cleared, closing }: MovementRow): boolean {
  return (['count', 'cents', 'paidCents'] as const).every(
    (unit) =>
      opening[unit] + restated[unit] + added[unit] - resolved[unit] - cleared[unit] ===
      closing[unit],
  );
}

function closingOf(rows: readonly MovementRow[]): Record<string, readonly number[]> {
  return Object.fromEntries(
    rows.map(({ measure, closing }) => [
      measure,
      [closing.count, closing.cents, closing.paidCents],
    ]),
  );
}

/** Counted from scratch: nothing of the report's code but the names. */
function plainly(tools: TestTools, known: readonly Arrival[], name: string) {
  const { to } = reportMonth(name);
  const sums: Record<string, number[]> = {};
  const names = ['rac_kx_lines', 'review_lines', 'early', 'missing', 'conflict', 'mixed'];
  for (const each of [...names, 'under_billed', 'over_kx', 'over_review']) sums[each] = [0, 0, 0];
  const grow = (measure: string, cents: number, paid: number): void => {
    const sum = sums[measure] ?? [];
    sums[measure] = [(sum[0] ?? 0) + 1, (sum[1] ?? 0) + cents, (sum[2] ?? 0) + paid];
  };
  for (const token of TOKENS) {
    const versions = known.filter((each) => each.token === token).map(({ version }) => version);
    const paid = versions.filter(({ paidDate }) => paidDate <= to);
    const view = fold(2026, { versions: paid }, tools.context);
    for (const line of view.lines) {
      const { accruedCents, kxAssessment, kxCertainty } = line;
      const { paidCents } = line.line;
      const isInWindow = line.claim.paidDate >= lookBackStart(to);
      if (line.hasKx && accruedCents > 0 && isInWindow)
        grow('rac_kx_lines', accruedCents, paidCents);
      if ((line.afterCents ?? 0) > 300_000) grow('review_lines', accruedCents, paidCents);
      if (kxCertainty === 'certain' && !['ok', 'near', 'not_applicable'].includes(kxAssessment)) {
        grow(kxAssessment, accruedCents, paidCents);
      }
    }
    for (const group of view.groups) {
      if (group.accumulatedCents > 248_000) grow('over_kx', group.accumulatedCents - 248_000, 0);
      if (group.accumulatedCents > 300_000)
        grow('over_review', group.accumulatedCents - 300_000, 0);
    }
  }
  return sums;
}
