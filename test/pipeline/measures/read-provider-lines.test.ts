// Every count leads to its lines: the lines found for a measure, counted as the measure counts,
// give the measure. The measures themselves are checked against simple loops elsewhere.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import type {
  ProviderCell,
  ProviderMeasures,
} from '../../../lib/domain/measures/provider-measures.js';
import type { MeasureName } from '../../../lib/pipeline/measures/line-evidence.js';
import {
  readProviderLines,
  type ProviderLine,
  type ProviderLinesWanted,
} from '../../../lib/pipeline/measures/read-provider-lines.js';
import { readProviderMeasures } from '../../../lib/pipeline/measures/read-provider-measures.js';
import type { SnapshotQueries } from '../../../lib/pipeline/snapshot-queries.js';
import { BILLERS, measuredYears, THERAPISTS } from '../../queries/measured-years.js';
import { lakeOnDisk, TENANT, type LakeOnDisk } from '../lake/lake-on-disk.js';

const PERIOD = { from: toIsoDay('2025-04-01'), to: toIsoDay('2026-12-31') };

let lake: LakeOnDisk;
let from: SnapshotQueries;
let measures: ProviderMeasures;

beforeAll(async () => {
  lake = await lakeOnDisk();
  const { snapshotId } = await lake.publish(measuredYears(3, { people: 24, isOneShard: true }));
  const query = (name: string) => lake.queries.get(name).query;
  from = { engine: lake.engine, query, tenantId: TENANT, snapshotId };
  measures = await readProviderMeasures(from, PERIOD);
});
afterAll(() => lake.close());

/** How each kind of measure counts lines. */
const COUNTS = {
  lines: (found) => found.length,
  beneficiaryYears: distinct(({ token, serviceDate }) => token + serviceDate.slice(0, 4)),
  visits: distinct(({ token, serviceDate }) => token + serviceDate),
  days: distinct(({ serviceDate }) => serviceDate),
  codeDays: distinct(({ token, serviceDate, hcpcs }) => token + serviceDate + hcpcs),
  allowed: (found) => found.reduce((sum, { accruedCents }) => sum + accruedCents, 0),
  paid: (found) => found.reduce((sum, { paidCents }) => sum + paidCents, 0),
  charges: (found) => found.reduce((sum, line) => sum + (line.judgement?.chargeCents ?? NaN), 0),
} satisfies Record<string, (found: readonly ProviderLine[]) => number>;

function distinct(keyOf: (line: ProviderLine) => string) {
  return (found: readonly ProviderLine[]): number => new Set(found.map(keyOf)).size;
}

const OF_LINES = {
  therapyLines: 'lines',
  deniedLines: 'lines',
  limitDeniedLines: 'lines',
  kxLines: 'lines',
  judgedKxLines: 'lines',
  earlyKxLines: 'lines',
  unrequiredLines: 'lines',
  requiredLines: 'lines',
  missingKxLines: 'lines',
  gaConflictLines: 'lines',
  gxConflictLines: 'lines',
  gyConflictLines: 'lines',
  gzConflictLines: 'lines',
  conflictLines: 'lines',
  deniedConflictLines: 'lines',
  disciplineCheckedLines: 'lines',
  disciplineConflictLines: 'lines',
  assistantLines: 'lines',
  allowedCents: 'allowed',
  paidCents: 'paid',
  earlyAllowedCents: 'allowed',
  earlyPaidCents: 'paid',
  missingAllowedCents: 'allowed',
  underBilledChargeCents: 'charges',
  conflictPaidCents: 'paid',
  reviewExposedAllowedCents: 'allowed',
  reviewExposedPaidCents: 'paid',
} as const;
const OF_BENEFICIARIES = {
  beneficiaries: 'beneficiaryYears',
  seenBeneficiaries: 'beneficiaryYears',
  kxBeneficiaries: 'beneficiaryYears',
  firstDateEarlyBeneficiaries: 'beneficiaryYears',
  judgedKxBeneficiaries: 'beneficiaryYears',
  earlyKxBeneficiaries: 'beneficiaryYears',
  requiredBeneficiaries: 'beneficiaryYears',
  missingKxBeneficiaries: 'beneficiaryYears',
  conflictBeneficiaries: 'beneficiaryYears',
  disciplineConflictBeneficiaries: 'beneficiaryYears',
  limitDeniedBeneficiaries: 'beneficiaryYears',
  deniedBeneficiaries: 'beneficiaryYears',
  assistantBeneficiaries: 'beneficiaryYears',
  overKxBeneficiaries: 'beneficiaryYears',
  overReviewBeneficiaries: 'beneficiaryYears',
  throughoutYearBeneficiaries: 'beneficiaryYears',
  severalProviderBeneficiaries: 'beneficiaryYears',
  severalProviderPaidCents: 'paid',
} as const;
const OF_VISITS = {
  visits: 'visits',
  longBeneficiaryDays: 'visits',
  longDayBeneficiaries: 'beneficiaryYears',
  providerDays: 'days',
  longProviderDays: 'days',
  limitedCodeDays: 'codeDays',
  overLimitCodeDays: 'codeDays',
  overLimitBeneficiaries: 'beneficiaryYears',
} as const;
const OF_DISTANCES = {
  firstKxTotals: 'lines',
  kxWindowTotals: 'lines',
  justUnderKxTotals: 'lines',
  reviewWindowTotals: 'lines',
  justUnderReviewTotals: 'lines',
} as const;
const OF_RULE_FITS = {
  judgedLines: 'lines',
  wrongLines: 'lines',
  mergedExplains: 'lines',
  swappedExplains: 'lines',
  lastYearExplains: 'lines',
  chargesExplains: 'lines',
  nearKxLines: 'lines',
  lastYearNearLines: 'lines',
} as const;

type Counted = Partial<Record<MeasureName, keyof typeof COUNTS>>;

type Numbers = Readonly<Record<string, unknown>>;

/** A few rows, of both roles, in which each of the measures is above zero at least once. */
function telling<Row extends { readonly role: string }>(
  rows: readonly Row[],
  counted: Counted,
): readonly Row[] {
  const shown = (row: Row): readonly string[] =>
    Object.keys(counted).filter((name) => Number((row as Numbers)[name]) > 0);
  const fullest = rows.toSorted((left, right) => shown(right).length - shown(left).length);
  const chosen = new Set(
    ['rendering', 'billing'].flatMap((role) => fullest.find((row) => row.role === role) ?? []),
  );
  for (const name of Object.keys(counted)) {
    if ([...chosen].some((row) => shown(row).includes(name))) continue;
    const row = fullest.find((each) => shown(each).includes(name));
    if (row !== undefined) chosen.add(row);
  }
  return [...chosen];
}

/** Of the first row all measures; of others what was not seen yet, or what differs by role. */
async function expectLines(
  row: Pick<ProviderCell, 'role' | 'npi'>,
  counted: Counted,
  { cell, known }: { cell: Partial<ProviderLinesWanted>; known: ReadonlySet<string> },
): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const [name, how] of Object.entries(counted)) {
    if (known.has(name) && !name.startsWith('firstDate')) continue;
    if (known.size > 0 && Number((row as Numbers)[name]) === 0) continue;
    const measure = name as MeasureName;
    const { role, npi } = row;
    const found = await readProviderLines(from, { role, npi, period: PERIOD, measure, ...cell });
    const value = (row as Numbers)[name];
    expect({ name, value: COUNTS[how](found) }).toEqual({ name, value });
    if (found.length > 0) seen.push(name);
  }
  return seen;
}

describe('readProviderLines', () => {
  it.each([
    ['lines', OF_LINES],
    ['beneficiaries', OF_BENEFICIARIES],
    ['visits', OF_VISITS],
    ['distances', OF_DISTANCES],
  ] as const)('finds exactly the lines that the measures of %s count', async (table, counted) => {
    const seen = new Set<string>();
    for (const row of telling<ProviderCell>(measures[table], counted)) {
      const { discipline, setting, state } = row;
      const cell = { discipline, setting, state };
      for (const name of await expectLines(row, counted, { cell, known: seen })) seen.add(name);
    }
    expect(Object.keys(counted).filter((name) => !seen.has(name))).toEqual([]);
  });

  it('finds the lines that each rule explains, over all settings', async () => {
    const seen = new Set<string>();
    for (const row of telling(measures.ruleFits, OF_RULE_FITS)) {
      const of = { cell: {}, known: seen };
      for (const name of await expectLines(row, OF_RULE_FITS, of)) seen.add(name);
    }
    expect([...seen].sort()).toEqual(Object.keys(OF_RULE_FITS).sort());
  });

  it('gives a long list page by page, each line once', async () => {
    const wanted = {
      role: 'billing',
      npi: BILLERS[0] ?? '',
      period: PERIOD,
      measure: 'therapyLines',
    } as const;
    const whole = await readProviderLines(from, wanted);
    const pages: ProviderLine[] = [];
    for (let page = [{ place: 0 }] as readonly { place: number }[]; page.length > 0;) {
      const afterPlace = page.at(-1)?.place ?? 0;
      const next = await readProviderLines(from, { ...wanted, afterPlace, limit: 25 });
      pages.push(...next);
      page = next;
    }

    expect(whole.length).toBeGreaterThan(30);
    expect(pages).toEqual(whole);
    expect(whole.map(({ place }) => place)).toEqual(whole.map((_, at) => at + 1));
  });

  it('keeps to one payer where one is named', async () => {
    const wanted = {
      role: 'rendering',
      npi: THERAPISTS[0] ?? '',
      period: PERIOD,
      measure: 'kxLines',
    } as const;
    const found = await readProviderLines(from, { ...wanted, payerId: '09102' });
    const all = await readProviderLines(from, wanted);

    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ versionKey, line }) => [versionKey, line])).toEqual(
      all
        .filter(({ payerId }) => payerId === '09102')
        .map(({ versionKey, line }) => [versionKey, line]),
    );
  });
});
