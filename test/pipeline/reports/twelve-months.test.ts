// Twelve months of a small practice with what months bring: reversals, corrections, claims that
// come in late, decisions of reviewers. Each month opens where the last one closed, closes at what
// a plain fold of the versions paid by then gives less what was settled, and the difference is
// always explained.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimVersion } from '../../../lib/domain/claim.js';
import { lookBackStart } from '../../../lib/domain/exposure.js';
import { addDays } from '../../../lib/domain/day.js';
import { openParquetTable } from '../../../lib/adapters/common/lake/parquet-table-writer.js';
import { commitPerson } from '../../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../../lib/pipeline/person-change.js';
import { publishMonth } from '../../../lib/pipeline/reports/month-snapshot.js';
import { caseOfLine } from '../../../lib/pipeline/cases/case-subject.js';
import { recordDecision } from '../../../lib/pipeline/cases/record-decision.js';
import { readDecisions } from '../../../lib/pipeline/reports/month-decisions.js';
import type { MonthFigures } from '../../../lib/pipeline/reports/month-tally.js';
import type { CaseStatus, CaseStore } from '../../../lib/ports/case-store.js';
import { fakeCaseStore } from '../../support/fake-case-store.js';
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
  decidedAfter: fc.constantFrom(null, 0, 1, 4),
  status: fc.constantFrom<CaseStatus>('resolved', 'dismissed', 'accepted_risk', 'confirmed'),
});

type Plan = typeof planned extends fc.Arbitrary<infer Planned> ? Planned : never;

/** Made by a reviewer in the month of this place, on the line as it stood then. */
interface Decided {
  readonly at: number;
  readonly finding: string | null;
  readonly status: CaseStatus;
}

/** What came in, and when: a late one is paid in its month and heard of later. */
function arrivalsOf(plans: readonly Plan[]) {
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
  it('open where they closed and close at the plain fold, whatever came late or was decided', async () => {
    const restated: number[] = [];
    const resolved: number[] = [];
    const history = fc.array(planned, { minLength: 20, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(history, async (plans) => {
        const rows = await reportAll(plans, arrivalsOf(plans));
        restated.push(...rows.flatMap((month) => month.map((row) => row.restated.count)));
        resolved.push(...rows.flatMap((month) => month.map((row) => row.resolved.count)));
      }),
      { numRuns: 4 },
    );
    expect(restated.some((count) => count !== 0)).toBe(true);
    expect(resolved.some((count) => count !== 0)).toBe(true);
  });
});

async function reportAll(
  plans: readonly Plan[],
  arrivals: readonly Arrival[],
): Promise<MovementRow[][]> {
  const cases = fakeCaseStore();
  const decided = new Map<string, Decided>();
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
    for (const [place, plan] of plans.entries()) {
      if (plan.decidedAfter === null || plan.month + plan.decidedAfter !== at) continue;
      const made = await decide(cases, { plan, icn: `N${place}`, known, name, tools });
      if (made !== null) decided.set(`N${place}`, { ...made, at });
    }
    const decisions = await readDecisions(cases, tools.tenantId, NO_CLOCKS);
    const also = { name: `report-${name}`, decisions };
    const { movement, figures } = await publishMonth(ports, reportMonth(name), also);
    const rows = [...movement.rows(reports.at(-1) ?? null)];
    expect(rows.map(closes)).toEqual(rows.map(() => true));
    const openings = reports.length === 0 ? rows.map(({ opening }) => opening) : closings(reports);
    expect(rows.map(({ opening }) => opening)).toEqual(openings);
    expect(closingOf(rows)).toEqual(plainly(tools, known, { name, decided }));
    expect(findingsLessSettled(figures)).toEqual(closingFindings(rows));
    reports.push(rows);
  }
  return reports;
}

/** What the last month closed at. */
function closings(reports: readonly MovementRow[][]): readonly MovementRow['closing'][] {
  return (reports.at(-1) ?? []).map(({ closing }) => closing);
}

const NO_CLOCKS = { refundDays: null, investigationDays: null };

/** Null where the line does not stand yet, or any more. */
async function decide(
  cases: CaseStore,
  made: {
    readonly plan: Plan;
    readonly icn: string;
    readonly known: readonly Arrival[];
    readonly name: string;
    readonly tools: TestTools;
  },
): Promise<Omit<Decided, 'at'> | null> {
  const { plan, icn, known, name, tools } = made;
  const { to } = reportMonth(name);
  const given = { versions: versionsOf(known, plan.token, to) };
  const judged = fold(2026, given, tools.context).lines.find(({ claim: of }) => of.icn === icn);
  if (judged === undefined) return null;
  const present = caseOfLine(judged, new Map());
  const clock = { now: () => `${name}-28T12:00:00.000Z` };
  const { status } = plan;
  const decision = { status, note: 'as the record says', enteredBy: 'sam' };
  await recordDecision({ tenantId: tools.tenantId, cases, clock }, present, decision);
  return { finding: present.version.kind === 'line' ? present.version.finding : null, status };
}

function versionsOf(known: readonly Arrival[], token: string, to: string): readonly ClaimVersion[] {
  const versions = known.filter((each) => each.token === token).map(({ version }) => version);
  return versions.filter(({ paidDate }) => paidDate <= to);
}

const FINDINGS = ['early', 'missing', 'conflict', 'mixed', 'under_billed'];

/** Lines by finding, without those that somebody settled: the law of the case tally. */
function findingsLessSettled({ findings, cases }: MonthFigures): Record<string, number> {
  const left = Object.fromEntries(FINDINGS.map((kind) => [kind, 0]));
  for (const { kind, lines } of findings) left[kind] = (left[kind] ?? 0) + lines;
  for (const { finding, settled } of cases.owners) left[finding] = (left[finding] ?? 0) - settled;
  return left;
}

function closingFindings(rows: readonly MovementRow[]): Record<string, number> {
  const own = rows.filter(({ measure }) => FINDINGS.includes(measure));
  return Object.fromEntries(own.map(({ measure, closing }) => [measure, closing.count]));
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
function plainly(
  tools: TestTools,
  known: readonly Arrival[],
  { name, decided }: { readonly name: string; readonly decided: ReadonlyMap<string, Decided> },
) {
  const { to } = reportMonth(name);
  const sums: Record<string, number[]> = {};
  const names = ['rac_kx_lines', 'review_lines', 'early', 'missing', 'conflict', 'mixed'];
  for (const each of [...names, 'under_billed', 'over_kx', 'over_review']) sums[each] = [0, 0, 0];
  const grow = (measure: string, cents: number, paid: number): void => {
    const sum = sums[measure] ?? [];
    sums[measure] = [(sum[0] ?? 0) + 1, (sum[1] ?? 0) + cents, (sum[2] ?? 0) + paid];
  };
  for (const token of TOKENS) {
    const view = fold(2026, { versions: versionsOf(known, token, to) }, tools.context);
    for (const line of view.lines) {
      const { accruedCents, kxAssessment, kxCertainty } = line;
      const { paidCents } = line.line;
      const isInWindow = line.claim.paidDate >= lookBackStart(to);
      if (line.hasKx && accruedCents > 0 && isInWindow)
        grow('rac_kx_lines', accruedCents, paidCents);
      if ((line.afterCents ?? 0) > 300_000) grow('review_lines', accruedCents, paidCents);
      const said = decided.get(line.claim.icn);
      const isSettled = said?.finding === kxAssessment && said.status !== 'confirmed';
      const isAsked = !['ok', 'near', 'not_applicable'].includes(kxAssessment);
      if (kxCertainty === 'certain' && isAsked && !isSettled) {
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
