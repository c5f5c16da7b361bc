// Row A: from raw lines, nothing judged. PostgreSQL with a covering index computes running totals
// by window at every question; we fold once, write Parquet, and then only read. The same claims,
// the same two questions, and the answers must be equal.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_FOLD_SETTINGS } from '../lib/domain/fold-settings.js';
import type { QueryRow } from '../lib/ports/query-engine.js';
import { BENCH_DATA, judgedSnapshot } from './judged-lines.js';
import { BENCH_YEARS, benchClaims } from './judged-lines-child.js';
import type { Measured } from './measured.js';
import { openPlainView } from './measures-snapshot.js';
import { assertSameRows } from './postgres-compare.js';
import { CROSSINGS } from './postgres-raw-child.js';
import type { PostgresCost, PostgresServer } from './postgres-server.js';

const EARLY_KX = 'fact_provider_lines';
const PERIOD = BENCH_YEARS.join(' and ');
/** A conflict is near the amount below this much of it (queries/staging/stg_provider_lines.sql). */
const CONFLICT_NEAR_CENTS = 30_000;

/** Group, accrual and denial come ready made: PostgreSQL need not read codes and adjustments. */
const RAW_LINES = `
    beneficiary_token text not null,
    version_key text not null,
    icn text not null,
    line_number integer not null,
    service_year integer not null,
    service_date date not null,
    received_date date not null,
    is_institutional boolean not null,
    rendering_npi text,
    threshold_group text,
    accrued_cents bigint not null,
    is_denied boolean not null,
    is_limit_denied boolean not null,
    has_kx boolean not null,
    has_conflict boolean not null`;

const RAW_SELECT = `select beneficiary_token, version_key, icn, line_number, service_year,
    service_date, received_date, claim_type = 'institutional', rendering_npi, threshold_group,
    accrued_cents, is_denied, strpos(flags, 'LIMIT_DENIED') > 0, has_kx,
    strpos(modifiers, 'GA') > 0
  from ledger_lines`;

const COVERING_INDEX = `create index raw_lines_order on raw_lines
    (beneficiary_token, service_year, threshold_group, received_date, icn, line_number)
    include (version_key, service_date, is_institutional, rendering_npi, accrued_cents, is_denied,
      is_limit_denied, has_kx, has_conflict)
  where threshold_group is not null`;

const RUNNING_TOTALS = `select *, sum(accrued_cents) over (
      partition by beneficiary_token, service_year, threshold_group
      order by received_date, icn, line_number
      rows between unbounded preceding and current row
    ) as after_cents
  from raw_lines
  where threshold_group is not null`;

export async function rawRow(
  server: PostgresServer,
  lines: number,
  print: (text: string) => void,
): Promise<void> {
  const csv = join(BENCH_DATA, `raw-${lines}.csv`);
  const connection = await openPlainView(await judgedSnapshot(lines));
  await connection.run(`copy (${RAW_SELECT}) to '${csv}' (format csv, header false)`);
  connection.closeSync();
  server.run(`create table raw_lines (${RAW_LINES})`);
  const loaded = server.load('raw_lines', csv);
  rmSync(csv);
  const indexed = server.run(COVERING_INDEX);
  const vacuumed = server.run('vacuum analyze raw_lines');
  const crossingsThere = server.ask(await crossingsText(lines));
  const earlyThere = server.ask(await earlyKxText(lines));

  const data = mkdtempSync(join(BENCH_DATA, 'workspace-'));
  try {
    const committed = inChild<number>('load', data, String(lines));
    const published = inChild<number>('publish', data, '');
    const crossings = inChild<readonly QueryRow[]>('ask', data, CROSSINGS.name);
    const early = inChild<readonly QueryRow[]>('ask', data, EARLY_KX);
    assertSameRows('crossings', crossings.answer, crossingsThere.rows);
    assertSameRows('early KX', comparedPart(early.answer.filter(isRendering)), earlyThere.rows);

    print(`Row A, raw lines: ${published.answer} lines, the same answers`);
    print(
      `  PostgreSQL  load ${cost(loaded)}, covering index ${cost(indexed)}, vacuum ${cost(vacuumed)}`,
    );
    print(`  PostgreSQL  crossings ${cost(crossingsThere)}`);
    print(`  PostgreSQL  early KX of therapists, ${PERIOD} ${cost(earlyThere)}`);
    print(`  ours        load, durable ${cost(committed)}`);
    print(`  ours        fold and write, once ${cost(published)}`);
    print(`  ours        crossings ${cost(crossings)}`);
    print(`  ours        all line measures of therapists and billers, ${PERIOD} ${cost(early)}`);
    const there = crossingsThere.cpuSeconds + earlyThere.cpuSeconds;
    const here = published.cpuSeconds + crossings.cpuSeconds + early.cpuSeconds;
    print(
      `  both questions, fold and write with ours: PostgreSQL ${there.toFixed(2)} CPU s, ` +
        `ours ${here.toFixed(2)} CPU s; each further question ` +
        `${(earlyThere.cpuSeconds / early.cpuSeconds).toFixed(1)} times as dear there`,
    );
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function crossingsText(lines: number): Promise<string> {
  return `with totals as (${RUNNING_TOTALS}),
    thresholds (service_year, kx_cents) as (values ${await thresholdValues(lines)})
    select totals.service_year, threshold_group,
      count(*) filter (
        where after_cents - accrued_cents <= kx_cents and after_cents > kx_cents
      ) as kx_crossings,
      sum(after_cents) as after_cents
    from totals join thresholds on thresholds.service_year = totals.service_year
    group by totals.service_year, threshold_group`;
}

/** KX-2, KX-4, KX-6, KX-10: not required, on no claim with a line above, and not near. */
async function earlyKxText(lines: number): Promise<string> {
  const near = DEFAULT_FOLD_SETTINGS.nearTolerance;
  if (near.kind !== 'visit') throw new Error('the bench knows the tolerance by visit only');
  return `with totals as (${RUNNING_TOTALS}),
    thresholds (service_year, kx_cents) as (values ${await thresholdValues(lines)}),
    pictures as (
      select totals.*, kx_cents,
        sum(accrued_cents) over (
          partition by beneficiary_token, threshold_group, service_date
        ) as visit_cents,
        bool_or(
          is_institutional and (accrued_cents <> 0 or is_limit_denied)
          and accrued_cents <> 0 and after_cents > kx_cents
        ) over (partition by version_key, totals.service_year, threshold_group) as is_claim_over
      from totals join thresholds on thresholds.service_year = totals.service_year
    ),
    judged as (
      select *, has_kx and not is_limit_denied and accrued_cents <> 0
        and after_cents <= kx_cents and not is_claim_over
        and kx_cents - after_cents >= case when has_conflict then ${CONFLICT_NEAR_CENTS}
          else greatest(${near.minimumCents}, visit_cents) end as is_early
      from pictures
    )
    select rendering_npi as npi, count(*) as paid_lines,
      count(*) filter (where has_kx) as kx_lines,
      count(*) filter (where is_early) as early_kx_lines
    from judged
    where not is_denied and rendering_npi is not null
    group by rendering_npi`;
}

async function thresholdValues(lines: number): Promise<string> {
  const { maker } = await benchClaims(lines);
  return [...maker.kxThresholds].map(([year, cents]) => `(${year}, ${cents})`).join(', ');
}

function isRendering(row: QueryRow): boolean {
  return row['provider_role'] === 'rendering';
}

/** A therapist's cells - discipline, setting, state - put together. */
function comparedPart(rows: readonly QueryRow[]): readonly QueryRow[] {
  const sums = new Map<string, { paid: number; kx: number; early: number }>();
  for (const row of rows) {
    const npi = String(row['npi']);
    const known = sums.get(npi) ?? { paid: 0, kx: 0, early: 0 };
    sums.set(npi, {
      paid: known.paid + Number(row['therapy_lines']) - Number(row['denied_lines']),
      kx: known.kx + Number(row['kx_lines']),
      early: known.early + Number(row['early_kx_lines']),
    });
  }
  return [...sums].map(([npi, { paid, kx, early }]) => ({
    npi,
    paid_lines: paid,
    kx_lines: kx,
    early_kx_lines: early,
  }));
}

function inChild<Answer>(mode: string, data: string, given: string): Measured<Answer> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = new URL('postgres-raw-child.ts', import.meta.url).pathname;
  const result = spawnSync(process.execPath, ['--import', tsx, child, mode, data, given], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${mode} failed`);
  return JSON.parse(result.stdout) as Measured<Answer>;
}

function cost({ cpuSeconds, wallSeconds }: PostgresCost): string {
  return `${cpuSeconds.toFixed(2)} CPU s / ${wallSeconds.toFixed(2)} s`;
}
