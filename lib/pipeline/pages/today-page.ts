// The first page of a morning, from one snapshot and its run: the two exposures apart,
// beneficiaries by zone, lines and providers to look at. The same queries as `kxray overview`.

import { lookBackStart } from '../../domain/exposure.js';
import { patternText } from '../../domain/patterns/pattern-list.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import type { ThresholdZone } from '../../domain/threshold-zone.js';
import type { QueryRow } from '../../ports/query-engine.js';
import { readTotals } from '../read-totals.js';
import type { ScoreRun } from '../scores/score-run.js';
import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';
import type { Tokenizer } from '../tokenizer.js';
import { claimRefOf } from './claim-ref.js';
import type {
  AttentionLine,
  AttentionRow,
  ExposureRow,
  MonthShare,
  TodayPage,
  ZoneRow,
} from './page-contents.js';
import { askPerYear, attentionInOrder, byContent, standingOut } from './overview-rows.js';
import type { PagesInput } from './pages-input.js';

export interface TodayInput extends Pick<PagesInput, 'asOf' | 'pendingYears' | 'headerOnly'> {
  readonly queries: SnapshotQueries;
  readonly tokens: Tokenizer;
  readonly years: readonly number[];
  readonly run: ScoreRun | null;
  readonly trend: readonly MonthShare[];
  readonly quarantine: PagesInput['quarantine'];
}

const LINES_PER_KIND = 25;

export async function todayPage(input: TodayInput): Promise<TodayPage> {
  const { queries, asOf, years } = input;
  const lookBackFrom = lookBackStart(asOf);
  const exposures = await askSnapshot(queries, 'fact_exposure', {
    look_back_from: lookBackFrom,
    as_of: asOf,
  });
  const lines = await askSnapshot(queries, 'list_attention_lines', {
    lines_per_kind: LINES_PER_KIND,
  });
  const [claims] = await askSnapshot(queries, 'fact_claim_counts', {});
  return {
    asOf,
    lookBackFrom,
    exposures: byContent(exposures.map(exposureRow)),
    zones: byContent((await askPerYear(queries, 'fact_beneficiary_zone', years)).map(zoneRow)),
    attention: byContent((await askPerYear(queries, 'fact_kx_attention', years)).map(attentionRow)),
    lines: attentionLines(lines, input.tokens),
    providers: standingOut(input.run).map((provider) => ({
      ...provider,
      title: patternText(provider.pattern).title,
    })),
    trend: input.trend,
    totals: readTotals({
      totals: await askSnapshot(queries, 'fact_totals', {}),
      claims,
      headerOnly: input.headerOnly,
      quarantine: input.quarantine,
    }),
    pendingYears: input.pendingYears.filter((year) => years.includes(year)),
  };
}

function exposureRow(row: QueryRow): ExposureRow {
  return {
    exposure: row['exposure'] === 'kx_look_back' ? 'kx_look_back' : 'review_threshold',
    year: Number(row['service_year']),
    group: groupOf(row),
    lines: Number(row['lines']),
    beneficiaries: Number(row['beneficiaries']),
    allowedCents: Number(row['allowed_cents']),
    paidCents: Number(row['paid_cents']),
  };
}

function zoneRow(row: QueryRow): ZoneRow {
  return {
    year: Number(row['service_year']),
    group: groupOf(row),
    zone: String(row['zone']) as ThresholdZone,
    beneficiaries: Number(row['beneficiaries']),
    lowerBoundBeneficiaries: Number(row['lower_bound_beneficiaries']),
  };
}

function attentionRow(row: QueryRow): AttentionRow {
  return {
    year: Number(row['service_year']),
    group: groupOf(row),
    assessment: String(row['kx_assessment']),
    certainty: String(row['kx_certainty']),
    lines: Number(row['lines']),
    deniedLines: Number(row['denied_lines']),
    beneficiaries: Number(row['beneficiaries']),
    allowedCents: Number(row['allowed_cents']),
  };
}

function attentionLines(rows: readonly QueryRow[], tokens: Tokenizer): readonly AttentionLine[] {
  return attentionInOrder(rows).map((row) => ({
    assessment: String(row['kx_assessment']),
    token: String(row['beneficiary_token']),
    claim: String(row['icn']),
    claimRef: claimRefOf(tokens, String(row['icn'])),
    line: Number(row['line_number']),
    year: Number(row['service_year']),
    group: groupOf(row),
    serviceDate: String(row['service_date']),
    hcpcs: String(row['hcpcs']),
    modifiers: String(row['modifiers']).split(',').filter(Boolean),
    isDenied: row['is_denied'] === true,
    chargeCents: Number(row['charge_cents']),
    accruedCents: Number(row['accrued_cents']),
    beforeCents: numberOrNull(row['before_cents']),
    afterCents: numberOrNull(row['after_cents']),
    kxThresholdCents: numberOrNull(row['kx_threshold_cents']),
  }));
}

export function groupOf(row: QueryRow): ThresholdGroup {
  return row['threshold_group'] === 'OT' ? 'OT' : 'PT_SLP';
}

export function numberOrNull(value: QueryRow[string] | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
