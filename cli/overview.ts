// What a compliance lead wants first, read from one snapshot: the two exposures apart,
// beneficiaries by zone, lines whose KX needs attention, providers. overview-text.ts shows it.

import type { IsoDay } from '../lib/domain/day.js';
import { lookBackStart } from '../lib/domain/exposure.js';
import type { QueryRow } from '../lib/ports/query-engine.js';
import type { PatternId } from '../lib/domain/patterns/pattern-finding.js';
import type { ProviderRole } from '../lib/domain/patterns/provider-role.js';
import { patternSentence } from '../lib/domain/patterns/pattern-sentence.js';
import type { ScoreBand } from '../lib/domain/score/score-band.js';
import type { ScoreRun } from '../lib/pipeline/scores/score-run.js';
import { runQuery, yearsIn, type OpenLake } from './lake.js';

/** A provider in whom a pattern stands out, with the pattern that weighs most. */
export interface OverviewProvider {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly score: number;
  readonly band: ScoreBand;
  readonly pattern: PatternId;
  readonly sentence: string;
  readonly patterns: number;
}

export interface Overview {
  readonly asOf: IsoDay;
  readonly lookBackFrom: IsoDay;
  readonly snapshotId: string;
  readonly exposures: readonly QueryRow[];
  readonly zones: readonly QueryRow[];
  readonly attention: readonly QueryRow[];
  readonly lines: readonly QueryRow[];
  /** Highest score first; services of the last twelve months of the data. */
  readonly providers: readonly OverviewProvider[];
  readonly pendingYears: readonly number[];
}

const LINES_PER_KIND = 3;
const PROVIDERS_SHOWN = 10;

/** In the order in which they are shown. */
export const ATTENTION_KINDS: readonly string[] = ['missing', 'early', 'conflict', 'mixed'];

export async function readOverview(
  lake: OpenLake,
  known: {
    readonly asOf: IsoDay;
    readonly pendingYears: readonly number[];
    /** Null without therapy. */
    readonly run: ScoreRun | null;
  },
): Promise<Overview> {
  const years = yearsIn(lake);
  const lookBackFrom = lookBackStart(known.asOf);
  const perYear = async (name: string): Promise<readonly QueryRow[]> => {
    const rows: QueryRow[] = [];
    for (const year of years) rows.push(...(await runQuery(lake, name, { service_year: year })));
    return byContent(rows);
  };
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
    providers: standingOut(known.run),
    pendingYears: known.pendingYears.filter((year) => years.includes(year)),
  };
}

/** By score, then those of the patterns that carry no points. */
function standingOut(run: ScoreRun | null): readonly OverviewProvider[] {
  const rows = (run?.providers ?? []).flatMap(
    ({ role, npi, hundredths, band, parts, patterns }) => {
      const detected = patterns.filter(({ outcome }) => outcome.kind === 'detected');
      const pointsOf = (pattern: PatternId): number =>
        parts.find((part) => part.pattern === pattern)?.hundredths ?? 0;
      const [first] = [...detected].sort(
        (one, other) => pointsOf(other.pattern) - pointsOf(one.pattern),
      );
      if (first === undefined || band === 'not_scored') return [];
      const sentence = patternSentence(first);
      const { pattern } = first;
      return [
        { role, npi, score: hundredths / 100, band, pattern, sentence, patterns: detected.length },
      ];
    },
  );
  rows.sort((one, other) => other.score - one.score || (one.npi < other.npi ? -1 : 1));
  return rows.slice(0, PROVIDERS_SHOWN);
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
