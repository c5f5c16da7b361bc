// What a compliance lead wants first, read from one snapshot: the two exposures apart,
// beneficiaries by zone, lines whose KX needs attention, providers. overview-text.ts shows it.

import type { IsoDay } from '../lib/domain/day.js';
import { lookBackStart } from '../lib/domain/exposure.js';
import { yearsOf } from '../lib/pipeline/lake/snapshot-facts.js';
import {
  askPerYear,
  attentionInOrder,
  byContent,
  standingOut,
  type StandingOutProvider,
} from '../lib/pipeline/pages/overview-rows.js';
import type { ScoreRun } from '../lib/pipeline/scores/score-run.js';
import { askSnapshot } from '../lib/pipeline/snapshot-queries.js';
import type { QueryRow } from '../lib/ports/query-engine.js';
import type { OpenLake } from './lake.js';

export interface Overview {
  readonly asOf: IsoDay;
  readonly lookBackFrom: IsoDay;
  readonly snapshotId: string;
  readonly exposures: readonly QueryRow[];
  readonly zones: readonly QueryRow[];
  readonly attention: readonly QueryRow[];
  readonly lines: readonly QueryRow[];
  /** Highest score first; services of the last twelve months of the data. */
  readonly providers: readonly StandingOutProvider[];
  readonly pendingYears: readonly number[];
}

const LINES_PER_KIND = 3;

export async function readOverview(
  lake: OpenLake,
  known: {
    readonly asOf: IsoDay;
    readonly pendingYears: readonly number[];
    /** Null without therapy. */
    readonly run: ScoreRun | null;
  },
): Promise<Overview> {
  const years = yearsOf(lake.manifest).map(({ year }) => year);
  const lookBackFrom = lookBackStart(known.asOf);
  const { queries } = lake;
  return {
    asOf: known.asOf,
    lookBackFrom,
    snapshotId: lake.manifest.snapshotId,
    exposures: byContent(
      await askSnapshot(queries, 'fact_exposure', {
        look_back_from: lookBackFrom,
        as_of: known.asOf,
      }),
    ),
    zones: byContent(await askPerYear(queries, 'fact_beneficiary_zone', years)),
    attention: byContent(await askPerYear(queries, 'fact_kx_attention', years)),
    lines: attentionInOrder(
      await askSnapshot(queries, 'list_attention_lines', { lines_per_kind: LINES_PER_KIND }),
    ),
    providers: standingOut(known.run),
    pendingYears: known.pendingYears.filter((year) => years.includes(year)),
  };
}
