// The data on which every query file is tried: two consistent years with all that the queries tell
// apart, and 2024 with mistakes in its stored totals.

import type { JudgedLine } from '../../lib/domain/judgement.js';
import { toCents } from '../../lib/domain/money.js';
import type { TherapyModifier } from '../../lib/domain/reference.js';
import type { LoggedVersion } from '../../lib/pipeline/lake/claim-rows.js';
import type { JudgedYear } from '../../lib/pipeline/lake/ledger-rows.js';
import { shardOf } from '../../lib/ports/ledger-store.js';
import { fakeJudgedYear, fakeVersion, type FakeLine } from '../pipeline/lake/fake-ledger.js';
import { measuredYears, numbers } from './measured-years.js';

const SAMPLE_NPI = '1111111112';
const NPIS = [SAMPLE_NPI, '1222222223', '1333333334'];
const DISCIPLINES: readonly TherapyModifier[] = ['GP', 'GN', 'GO'];

/** A value for each parameter name that a query may have; a new name needs a line here. */
export const SAMPLE_PARAMETERS: Readonly<Record<string, string | number>> = {
  service_year: 2026,
  first_shard: 0,
  last_shard: 15,
  look_back_from: '2025-03-01',
  as_of: '2026-06-30',
  provider_role: 'rendering',
  npi: SAMPLE_NPI,
  icn: '7-2026-0',
  lines_per_kind: 3,
  first_year: 2025,
  last_year: 2026,
  period_from: '2025-07-01',
  period_to: '2026-12-31',
  discipline: 'all',
  setting: 'all',
  billing_state: 'all',
  payer_id: 'all',
  evidence: 'judged_kx',
  after_place: 1,
  last_place: 60,
};

/** Queries that find nothing in consistent data look at the year with mistakes. */
export const OTHER_PARAMETERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  reconcile_running_total_lines: { service_year: 2024 },
};

export function fixtureYears(): readonly JudgedYear[] {
  const next = numbers(7);
  const years: JudgedYear[] = [];
  for (let person = 0; person < 40; person += 1) {
    const token = `k1_${String(person).padStart(3, '0')}`;
    for (const year of [2025, 2026]) years.push(personYear({ token, year, person }, next));
  }
  const pending = [{ icn: 'P1', day: '2027-01-04', cents: 310_000, kx: true }];
  years.push(fakeJudgedYear({ token: 'k1_000', year: 2027, kxThreshold: null, lines: pending }));
  return [...years, ...measuredYears(11), ...mistakenYears()];
}

function personYear(
  {
    token,
    year,
    person,
  }: { readonly token: string; readonly year: number; readonly person: number },
  next: (below: number) => number,
): JudgedYear {
  const isEarlyUser = next(3) === 0;
  const lines: FakeLine[] = [];
  for (let at = 0; at < 3 + next(12); at += 1) {
    const month = String(1 + next(9)).padStart(2, '0');
    const day = `${year}-${month}-${String(1 + next(28)).padStart(2, '0')}`;
    const discipline = next(12) === 0 ? null : (DISCIPLINES[next(3)] ?? 'GP');
    const kx = isEarlyUser ? next(4) > 0 : next(6) === 0;
    lines.push({
      icn: `${person}-${year}-${Math.floor(at / 2)}`,
      line: 1 + (at % 2),
      day,
      paidDay: `${year}-${month}-28`,
      discipline,
      cents: next(20) === 0 ? 0 : 5_000 + next(60_000),
      kx,
      certainty: next(9) === 0 ? 'depends_on_outside_spend' : 'certain',
      rendering: next(10) === 0 ? null : (NPIS[next(3)] ?? null),
      flags: flagsOf(discipline, kx, next),
      isDenied: next(11) === 0,
    });
  }
  const outside = next(4) === 0 ? { PT_SLP: next(200_000) } : undefined;
  return fakeJudgedYear({ token, year, lines, ...(outside === undefined ? {} : { outside }) });
}

function flagsOf(
  discipline: TherapyModifier | null,
  kx: boolean,
  next: (below: number) => number,
): JudgedLine['flags'] {
  if (discipline === null) return kx ? ['PAYER_EXCLUDED', 'KX_NON_THERAPY_IGNORED'] : [];
  if (kx && next(5) === 0) return ['KX_CONFLICT_GA'];
  return next(8) === 0 ? ['DISCIPLINE_CODE_MISMATCH'] : [];
}

/** Each line of this year is wrong in a way of its own. */
function mistakenYears(): readonly JudgedYear[] {
  const { token, view } = fakeJudgedYear({
    token: 'k1_bad',
    year: 2024,
    lines: ['01', '02', '03'].map((month) => {
      return { icn: `B${month}`, day: `2024-${month}-09`, cents: 120_600, kx: true };
    }),
  });
  const [first, second, third] = view.lines;
  const [group] = view.groups;
  if (first === undefined || second === undefined || third === undefined || group === undefined) {
    throw new Error('three lines of one group');
  }
  const lines = [
    { ...first, afterCents: toCents(120_601) },
    { ...second, beforeCents: toCents(1) },
    third,
  ];
  const groups = [{ ...group, kxCrossing: null }];
  return [{ token, view: { ...view, lines, groups } }];
}

/** The log of the same years: every claim version once, some twice, one restated, one reversal. */
export function fixtureLog(years: readonly JudgedYear[]): {
  readonly first: readonly LoggedVersion[];
  readonly again: readonly LoggedVersion[];
  readonly restated: readonly LoggedVersion[];
} {
  const first = years.flatMap(loggedVersions);
  const [one] = first;
  if (one === undefined) throw new Error('a log with versions');
  const restated = {
    ...one,
    accruals: one.accruals.map(({ group }) => ({ group, signedCents: toCents(77) })),
  };
  return { first: [...first, reversalOf(one)], again: first.slice(0, 20), restated: [restated] };
}

/** Each made-up line is a claim version of its own. */
function loggedVersions({ token, view }: JudgedYear): readonly LoggedVersion[] {
  return view.lines.map((judged) => ({
    token,
    shard: shardOf(token),
    version: {
      ...judged.claim,
      versionKey: `${judged.claim.versionKey}.${judged.line.line}`,
      lines: [judged.line],
    },
    accruals: [{ group: judged.group, signedCents: judged.accruedCents }],
  }));
}

function reversalOf({ token, shard, version, accruals }: LoggedVersion): LoggedVersion {
  return {
    token,
    shard,
    version: fakeVersion({
      icn: version.icn,
      paidDay: '2026-12-01',
      isReversal: true,
      lines: version.lines,
    }),
    accruals: accruals.map(({ group, signedCents }) => ({
      group,
      signedCents: toCents(-signedCents),
    })),
  };
}
