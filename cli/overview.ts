// What a compliance lead wants first, read from one snapshot: the two exposures apart,
// beneficiaries by zone, lines whose KX needs attention, providers. overview-text.ts shows it.

import type { IsoDay } from '../lib/domain/day.js';
import { lookBackStart } from '../lib/domain/exposure.js';
import type { ProviderRole } from '../lib/domain/patterns/pattern-result.js';
import type { QueryRow } from '../lib/ports/query-engine.js';
import { scoresOf, yearsIn } from './commands/score.js';
import { runQuery, type OpenLake } from './lake.js';

export interface OverviewProvider {
  readonly year: number;
  readonly role: ProviderRole;
  readonly npi: string;
  readonly sentence: string;
}

export interface Overview {
  readonly asOf: IsoDay;
  readonly lookBackFrom: IsoDay;
  readonly snapshotId: string;
  readonly exposures: readonly QueryRow[];
  readonly zones: readonly QueryRow[];
  readonly attention: readonly QueryRow[];
  readonly lines: readonly QueryRow[];
  readonly providers: readonly OverviewProvider[];
  readonly pendingYears: readonly number[];
}

const LINES_PER_KIND = 3;

/** In the order in which they are shown. */
export const ATTENTION_KINDS: readonly string[] = ['missing', 'early', 'conflict', 'mixed'];

export async function readOverview(
  lake: OpenLake,
  known: { readonly asOf: IsoDay; readonly pendingYears: readonly number[] },
): Promise<Overview> {
  const years = yearsIn(lake);
  const lookBackFrom = lookBackStart(known.asOf);
  const perYear = async (name: string): Promise<readonly QueryRow[]> => {
    const rows: QueryRow[] = [];
    for (const year of years) rows.push(...(await runQuery(lake, name, { service_year: year })));
    return byContent(rows);
  };
  const detected = (await scoresOf(lake, undefined)).filter(
    (each) => each.outcome.kind === 'detected',
  );
  return {
    asOf: known.asOf,
    lookBackFrom,
    snapshotId: lake.manifest.snapshotId,
    exposures: byContent(
      await runQuery(lake, 'fact_exposure', { look_back_from: lookBackFrom, as_of: known.asOf }),
    ),
    zones: await perYear('fact_beneficiary_zone'),
    attention: await perYear('fact_kx_attention'),
    lines: inOrder(
      await runQuery(lake, 'list_attention_lines', { lines_per_kind: LINES_PER_KIND }),
    ),
    providers: detected.map(({ provider, sentence }) => ({ ...provider, sentence })),
    pendingYears: known.pendingYears.filter((year) => years.includes(year)),
  };
}

/** Rows of a query come in any order; the same snapshot is to give the same page. */
function byContent(rows: readonly QueryRow[]): readonly QueryRow[] {
  const keyed = rows.map((row) => ({ row, key: JSON.stringify(row) }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : 1));
  return keyed.map(({ row }) => row);
}

/** By kind, then by place. */
function inOrder(rows: readonly QueryRow[]): readonly QueryRow[] {
  const rank = (row: QueryRow): number => ATTENTION_KINDS.indexOf(String(row['kx_assessment']));
  return [...rows].sort(
    (left, right) => rank(left) - rank(right) || Number(left['place']) - Number(right['place']),
  );
}
