// From a count back to its claim lines: the lines behind one measure of one provider and period,
// page by page, so that a score part leads to what it was made from.

import type { IsoDay } from '../../domain/day.js';
import type { Period } from '../../domain/measures/provider-measures.js';
import type { Cents } from '../../domain/money.js';
import type { ProviderRole } from '../../domain/patterns/provider-role.js';
import type { TherapyModifier } from '../../domain/reference.js';
import type { QueryRow } from '../../ports/query-engine.js';
import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';
import { lineEvidence, SEVERAL_PROVIDERS, type MeasureName } from './line-evidence.js';
import { periodParameters } from './period-parameters.js';
import { rowValues } from './row-values.js';

export interface ProviderLinesWanted {
  readonly role: ProviderRole;
  readonly npi: string;
  readonly period: Period;
  readonly measure: MeasureName;
  /** Left out: of every discipline, setting, state. A state of null: where it is not stated. */
  readonly discipline?: TherapyModifier;
  readonly setting?: string;
  readonly state?: string | null;
  /** Only lines of this payer. */
  readonly payerId?: string;
  /** Place of the last line that was read already. */
  readonly afterPlace?: number;
  readonly limit?: number;
}

/** By beneficiary, day, claim and line; `place` counts from 1 and says where the next page is. */
export interface ProviderLine {
  readonly place: number;
  readonly token: string;
  readonly serviceDate: IsoDay;
  readonly payerId: string;
  readonly icn: string;
  readonly versionKey: string;
  readonly line: number;
  readonly renderingNpi: string | null;
  readonly billingNpi: string | null;
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  readonly accruedCents: Cents;
  readonly paidCents: Cents;
  /** What the KX judgement looked at; null where the measure asks of other billers. */
  readonly judgement: ProviderLineJudgement | null;
}

export interface ProviderLineJudgement {
  readonly group: string | null;
  readonly beforeCents: Cents | null;
  readonly afterCents: Cents | null;
  readonly kxThresholdCents: Cents | null;
  readonly chargeCents: Cents;
  readonly units: number;
  readonly assessment: string;
  readonly certainty: string;
  readonly completeness: string;
  readonly isDenied: boolean;
  readonly isEarly: boolean;
  readonly isFirstDate: boolean;
}

const ANY = 'all';
const PAGE_LINES = 1_000;
const { cents, centsOrNull, count, day, flag, text, textOrNull } = rowValues;

export async function readProviderLines(
  from: SnapshotQueries,
  wanted: ProviderLinesWanted,
): Promise<readonly ProviderLine[]> {
  const { role, npi, afterPlace = 0, limit = PAGE_LINES } = wanted;
  const evidence = lineEvidence(wanted.measure, role);
  const isOfSeveral = evidence === SEVERAL_PROVIDERS;
  const rows = await askSnapshot(
    from,
    isOfSeveral ? 'list_several_provider_lines' : 'list_provider_lines',
    {
      ...periodParameters(wanted.period),
      provider_role: role,
      npi,
      discipline: wanted.discipline ?? ANY,
      setting: wanted.setting ?? ANY,
      billing_state: wanted.state === undefined ? ANY : (wanted.state ?? ''),
      payer_id: wanted.payerId ?? ANY,
      ...(isOfSeveral ? {} : { evidence }),
      after_place: afterPlace,
      last_place: afterPlace + limit,
    },
  );
  const lines = rows.map((row) => toLine(row, isOfSeveral ? null : toJudgement(row, role)));
  return lines.sort((left, right) => left.place - right.place);
}

function toLine(row: QueryRow, judgement: ProviderLineJudgement | null): ProviderLine {
  const modifiers = text(row, 'modifiers');
  return {
    place: count(row, 'place'),
    token: text(row, 'beneficiary_token'),
    serviceDate: day(row, 'service_date'),
    payerId: text(row, 'payer_id'),
    icn: text(row, 'icn'),
    versionKey: text(row, 'version_key'),
    line: count(row, 'line_number'),
    renderingNpi: textOrNull(row, 'rendering_npi'),
    billingNpi: textOrNull(row, 'billing_npi'),
    hcpcs: text(row, 'hcpcs'),
    modifiers: modifiers === '' ? [] : modifiers.split(','),
    accruedCents: cents(row, 'accrued_cents'),
    paidCents: cents(row, 'paid_cents'),
    judgement,
  };
}

function toJudgement(row: QueryRow, role: ProviderRole): ProviderLineJudgement {
  return {
    group: textOrNull(row, 'threshold_group'),
    beforeCents: centsOrNull(row, 'before_cents'),
    afterCents: centsOrNull(row, 'after_cents'),
    kxThresholdCents: centsOrNull(row, 'kx_threshold_cents'),
    chargeCents: cents(row, 'charge_cents'),
    units: count(row, 'unit_thousandths') / 1000,
    assessment: text(row, 'kx_assessment'),
    certainty: text(row, 'kx_certainty'),
    completeness: text(row, 'completeness'),
    isDenied: flag(row, 'is_denied'),
    isEarly: flag(row, 'is_early'),
    isFirstDate: flag(row, `is_first_${role}_date`),
  };
}
