// The facts counted a second time, in TypeScript over the judged lines themselves.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GroupView, JudgedLine } from '../../lib/domain/judgement.js';
import { isRacExposed } from '../../lib/domain/exposure.js';
import { toIsoDay } from '../../lib/domain/day.js';
import type { Manifest } from '../../lib/pipeline/lake/manifest.js';
import type { QueryRow } from '../../lib/ports/query-engine.js';
import { lakeOnDisk, type LakeOnDisk } from '../pipeline/lake/lake-on-disk.js';
import { fixtureLog, fixtureYears } from './query-fixture.js';

const YEARS = fixtureYears();
const LINES = YEARS.flatMap(({ token, view }) =>
  view.lines.map((line) => ({ token, line, groups: view.groups })),
);
type Member = (typeof LINES)[number];

let lake: LakeOnDisk;
let manifest: Manifest;

beforeAll(async () => {
  lake = await lakeOnDisk();
  const log = fixtureLog(YEARS);
  await lake.append(log.first);
  await lake.append(log.again);
  await lake.append(log.restated, 1);
  manifest = await lake.publish(YEARS);
});
afterAll(() => lake.close());

const inGroups = (year: number): readonly Member[] =>
  LINES.filter(({ line }) => line.year === year && line.group !== null);

function grouped(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): ReadonlyMap<string, readonly Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return groups;
}

const sum = (members: readonly Member[], of: (line: JudgedLine) => number): number =>
  members.reduce((total, { line }) => total + of(line), 0);
const persons = (members: readonly Member[]): number =>
  new Set(members.map(({ token }) => token)).size;
const accrued = (line: JudgedLine): number => line.accruedCents;
const paidCents = (line: JudgedLine): number => line.line.paidCents;

/** In one order; an expectation of nothing would prove nothing. */
function sorted(rows: readonly QueryRow[]): readonly string[] {
  if (rows.length === 0) throw new Error('no rows to compare');
  return rows.map((row) => JSON.stringify(row)).sort();
}

describe('fact_kx_attention', () => {
  it.each([2025, 2026, 2027])('counts the verdicts of %d', async (year) => {
    const rows = await lake.ask(manifest, 'fact_kx_attention', { service_year: year });

    const verdict = ({ line }: Member) => `${line.group} ${line.kxAssessment} ${line.kxCertainty}`;
    expect(sorted(rows)).toEqual(
      sorted(
        [...grouped(inGroups(year), verdict)].map(([key, members]) => {
          const [group = '', assessment = '', certainty = ''] = key.split(' ');
          return {
            service_year: year,
            threshold_group: group,
            kx_assessment: assessment,
            kx_certainty: certainty,
            lines: members.length,
            kx_lines: members.filter(({ line }) => line.hasKx).length,
            denied_lines: members.filter(({ line }) => line.isDenied).length,
            beneficiaries: persons(members),
            allowed_cents: sum(members, accrued),
            paid_cents: sum(members, paidCents),
          };
        }),
      ),
    );
  });
});

describe('fact_beneficiary_zone', () => {
  it.each([2025, 2026, 2027])('puts each beneficiary of %d in one zone', async (year) => {
    const rows = await lake.ask(manifest, 'fact_beneficiary_zone', { service_year: year });

    const zones = new Map<string, GroupView[]>();
    for (const { view } of YEARS.filter((each) => each.view.year === year)) {
      for (const group of view.groups) {
        const key = `${group.group} ${zoneOf(group)}`;
        zones.set(key, [...(zones.get(key) ?? []), group]);
      }
    }
    expect(sorted(rows)).toEqual(
      sorted(
        [...zones].map(([key, groups]) => ({
          service_year: year,
          threshold_group: key.split(' ')[0] ?? '',
          zone: key.split(' ')[1] ?? '',
          beneficiaries: groups.length,
          lower_bound_beneficiaries: groups.filter(({ isLowerBound }) => isLowerBound).length,
          total_cents: groups.reduce((total, group) => total + group.accumulatedCents, 0),
          outside_cents: groups.reduce((total, group) => total + group.outsideCents, 0),
        })),
      ),
    );
  });

  function zoneOf({ accumulatedCents: total, ...group }: GroupView): string {
    if (group.reviewThresholdCents !== null && total > group.reviewThresholdCents) {
      return 'over_review';
    }
    if (group.kxThresholdCents === null) return 'kx_amount_unknown';
    return total > group.kxThresholdCents ? 'over_kx' : 'below_kx';
  }
});

describe('fact_exposure', () => {
  it.each(['2026-06-30', '2028-12-31'])('keeps the two exposures apart on %s', async (asOf) => {
    const lookBack = `${Number(asOf.slice(0, 4)) - 3}${asOf.slice(4)}`;
    const parameters = { look_back_from: lookBack, as_of: asOf };

    const rows = await lake.ask(manifest, 'fact_exposure', parameters);

    const isKx = ({ line }: Member) => isRacExposed(line, toIsoDay(asOf));
    const isReview = ({ line }: Member) => line.flags.includes('REVIEW_EXPOSED');
    expect(sorted(rows)).toEqual(
      sorted([
        ...exposed('kx_look_back', LINES.filter(isKx)),
        ...exposed('review_threshold', LINES.filter(isReview)),
      ]),
    );
  });

  function exposed(exposure: string, members: readonly Member[]): readonly QueryRow[] {
    const groups = grouped(members, ({ line }) => `${line.year} ${line.group}`);
    return [...groups].map(([key, some]) => ({
      exposure,
      service_year: Number(key.split(' ')[0]),
      threshold_group: key.split(' ')[1] ?? '',
      lines: some.length,
      beneficiaries: persons(some),
      allowed_cents: sum(some, accrued),
      paid_cents: sum(some, paidCents),
    }));
  }
});

describe('fact_line_flags', () => {
  it('counts a line under each of its flags', async () => {
    const rows = await lake.ask(manifest, 'fact_line_flags', { service_year: 2026 });

    const flags = new Set(LINES.flatMap(({ line }) => line.flags));
    const members = (flag: string) =>
      LINES.filter(({ line }) => line.year === 2026 && line.flags.some((each) => each === flag));
    expect(sorted(rows)).toEqual(
      sorted(
        [...flags]
          .filter((flag) => members(flag).length > 0)
          .map((flag) => ({
            service_year: 2026,
            flag,
            lines: members(flag).length,
            beneficiaries: persons(members(flag)),
            accrued_cents: sum(members(flag), accrued),
            charge_cents: sum(members(flag), ({ line }) => line.chargeCents),
            paid_cents: sum(members(flag), paidCents),
          })),
      ),
    );
  });

  it('knows every flag there is', async () => {
    const { query } = lake.queries.get('fact_line_flags');
    const listed = [...query.text.matchAll(/\('([A-Z_]+)'\)/g)].map(([, flag]) => flag);

    // A flag that is added to the domain without being counted here fails to compile.
    expect(new Set(listed)).toEqual(new Set(Object.keys(ALL_FLAGS)));
  });
});

const ALL_FLAGS: Readonly<Record<JudgedLine['flags'][number], true>> = {
  REVIEW_EXPOSED: true,
  LIMIT_DENIED: true,
  PAYER_UNVERIFIED: true,
  KX_CONFLICT_GA: true,
  KX_CONFLICT_GX: true,
  KX_CONFLICT_GY: true,
  KX_CONFLICT_GZ: true,
  SLP_KX_MIXED: true,
  KX_NON_THERAPY_IGNORED: true,
  PAYER_EXCLUDED: true,
  SETTING_EXCLUDED: true,
  DISCIPLINE_UNRESOLVED: true,
  MULTIPLE_DISCIPLINE_MODIFIERS: true,
  DISCIPLINE_CODE_MISMATCH: true,
  DISCIPLINE_REVENUE_MISMATCH: true,
  DISCIPLINE_FROM_REVENUE_CODE: true,
};

describe('stg_claim_lines', () => {
  it('says each version once, by its latest restatement', async () => {
    const shards = { first_shard: 0, last_shard: 15 };
    const ask = { ...shards, service_year: 2025 };
    const rows = await lake.ask(manifest, 'reconcile_log_versions', ask);
    const expected = fixtureLog(YEARS);
    const [restated] = expected.restated;
    const own = expected.first.filter(({ version }) =>
      version.lines.some(({ serviceDate }) => serviceDate.startsWith('2025')),
    );

    expect(rows).toHaveLength(own.length);
    const row = rows.find((each) => each['version_key'] === restated?.version.versionKey);
    expect(Number(row?.['pt_slp_cents']) + Number(row?.['ot_cents'])).toBe(
      restated?.accruals[0]?.group === null ? 0 : 77,
    );
    const total = (key: string) => rows.reduce((cents, each) => cents + Number(each[key]), 0);
    const logged = own.filter(({ version }) => version.versionKey !== restated?.version.versionKey);
    const inGroup = (group: string) =>
      logged.reduce((cents, { accruals }) => {
        const [accrual] = accruals;
        return accrual?.group === group ? cents + accrual.signedCents : cents;
      }, 0);
    const extra = restated?.accruals[0]?.group === 'PT_SLP' ? 77 : 0;
    expect(total('pt_slp_cents')).toBe(inGroup('PT_SLP') + extra);
  });
});
