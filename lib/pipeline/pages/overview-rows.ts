// What the dashboard's first page and `kxray overview` ask alike of one snapshot and its run, and
// the order in which they show it.

import type { PatternId } from '../../domain/patterns/pattern-finding.js';
import { patternSentence } from '../../domain/patterns/pattern-sentence.js';
import type { ProviderRole } from '../../domain/patterns/provider-role.js';
import type { ScoreBand } from '../../domain/score/score-band.js';
import type { QueryRow } from '../../ports/query-engine.js';
import type { ScoreRun } from '../scores/score-run.js';
import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';

/** A provider in whom a pattern stands out, with the pattern that weighs most. */
export interface StandingOutProvider {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly score: number;
  readonly band: ScoreBand;
  readonly pattern: PatternId;
  readonly sentence: string;
  readonly patterns: number;
}

const PROVIDERS_SHOWN = 10;

/** In the order in which they are shown. */
export const ATTENTION_KINDS: readonly string[] = ['missing', 'early', 'conflict', 'mixed'];

export async function askPerYear(
  queries: SnapshotQueries,
  name: string,
  years: readonly number[],
): Promise<readonly QueryRow[]> {
  const rows: QueryRow[] = [];
  for (const year of years) {
    rows.push(...(await askSnapshot(queries, name, { service_year: year })));
  }
  return rows;
}

/** By score, then by NPI; those without points or without a pattern are left out. */
export function standingOut(run: ScoreRun | null): readonly StandingOutProvider[] {
  const rows = (run?.providers ?? []).flatMap(
    ({ role, npi, hundredths, band, parts, patterns }): readonly StandingOutProvider[] => {
      const detected = patterns.filter(({ outcome }) => outcome.kind === 'detected');
      const pointsOf = (pattern: PatternId): number =>
        parts.find((part) => part.pattern === pattern)?.hundredths ?? 0;
      const [first] = [...detected].sort(
        (one, other) => pointsOf(other.pattern) - pointsOf(one.pattern),
      );
      if (first === undefined || band === 'not_scored') return [];
      const { pattern } = first;
      const sentence = patternSentence(first);
      return [
        { role, npi, score: hundredths / 100, band, pattern, sentence, patterns: detected.length },
      ];
    },
  );
  rows.sort((one, other) => other.score - one.score || (one.npi < other.npi ? -1 : 1));
  return rows.slice(0, PROVIDERS_SHOWN);
}

/** By kind, then by place. */
export function attentionInOrder(rows: readonly QueryRow[]): readonly QueryRow[] {
  const rank = (row: QueryRow): number => ATTENTION_KINDS.indexOf(String(row['kx_assessment']));
  return [...rows].sort(
    (left, right) => rank(left) - rank(right) || Number(left['place']) - Number(right['place']),
  );
}

/** Rows of a query come in any order; the same snapshot is to give the same page. */
export function byContent<Row>(rows: readonly Row[]): readonly Row[] {
  const keyed = rows.map((row) => ({ row, key: JSON.stringify(row) }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : 1));
  return keyed.map(({ row }) => row);
}
