// The lists: beneficiaries of a year in one table, claims by month in parts of a bounded size.

import { addDays, toIsoDay, type IsoDay } from '../../domain/day.js';
import { zoneOf } from '../../domain/threshold-zone.js';
import type { QueryRow } from '../../ports/query-engine.js';
import type { SnapshotYear } from '../lake/snapshot-facts.js';
import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';
import type { Tokenizer } from '../tokenizer.js';
import { claimRefOf } from './claim-ref.js';
import type { BeneficiaryRow, ClaimRow, GroupStanding } from './page-contents.js';
import { groupOf, numberOrNull } from './today-page.js';

/** A part is read whole for one page of fifty: it stays small enough for that. */
export const CLAIMS_PER_PART = 5_000;

export async function beneficiaryRows(
  queries: SnapshotQueries,
  year: number,
): Promise<readonly BeneficiaryRow[]> {
  const rows = await askSnapshot(queries, 'list_beneficiary_totals', { service_year: year });
  const people = new Map<string, BeneficiaryRow>();
  for (const row of rows) {
    const token = String(row['beneficiary_token']);
    const known = people.get(token);
    const last = String(row['last_service_date']);
    people.set(token, {
      token,
      year,
      groups: {
        ...(known?.groups ?? { PT_SLP: null, OT: null }),
        [groupOf(row)]: groupStanding(row),
      },
      lastServiceDate:
        known === undefined || known.lastServiceDate < last ? last : known.lastServiceDate,
      // Of the group with more of them: a therapist may treat in both.
      providers: Math.max(known?.providers ?? 0, Number(row['providers'])),
    });
  }
  return [...people.values()].sort((left, right) => (left.token < right.token ? -1 : 1));
}

function groupStanding(row: QueryRow): GroupStanding {
  const accumulatedCents = Number(row['accrued_cents']) + Number(row['outside_cents']);
  const kxThresholdCents = numberOrNull(row['kx_threshold_cents']);
  const reviewThresholdCents = numberOrNull(row['review_threshold_cents']);
  return {
    lines: Number(row['lines']),
    kxLines: Number(row['kx_lines']),
    missingLines: Number(row['missing_lines']),
    earlyLines: Number(row['early_lines']),
    attentionLines: Number(row['attention_lines']),
    deniedLines: Number(row['denied_lines']),
    accumulatedCents,
    outsideCents: Number(row['outside_cents']),
    kxThresholdCents,
    reviewThresholdCents,
    reviewExposedCents: Number(row['review_exposed_cents']),
    isLowerBound: row['is_lower_bound'] === true,
    zone: zoneOf({ accumulatedCents, kxThresholdCents, reviewThresholdCents }),
  };
}

export interface MonthOfClaims {
  readonly year: number;
  readonly month: string;
  readonly rows: readonly ClaimRow[];
}

const MONTHS = 12;
/** A question is answered whole, about one claim for three lines. */
const LINES_PER_QUESTION = 200_000;

/** Latest month first; within it the latest claim first. */
export async function* claimMonths(
  queries: SnapshotQueries,
  tokens: Tokenizer,
  years: readonly SnapshotYear[],
): AsyncGenerator<MonthOfClaims> {
  for (const of of years.toSorted((left, right) => right.year - left.year)) {
    for (const period of periodsOf(of)) {
      const rows = await askSnapshot(queries, 'list_claims', { service_year: of.year, ...period });
      const claims = rows.map((row) => claimRow(row, tokens)).sort(compareClaims);
      yield* byMonth(of.year, claims);
    }
  }
}

/** A year at once while it is small: a question costs the same whether it asks for a month. */
export function periodsOf({
  year,
  lines,
}: SnapshotYear): readonly { readonly period_from: IsoDay; readonly period_to: IsoDay }[] {
  const linesAMonth = Math.max(1, lines / MONTHS);
  const size = Math.min(MONTHS, Math.max(1, Math.floor(LINES_PER_QUESTION / linesAMonth)));
  const periods = [];
  for (let last = MONTHS; last >= 1; last -= size) {
    periods.push({
      period_from: firstOfMonth(year, Math.max(1, last - size + 1)),
      period_to: addDays(firstOfMonth(year, last + 1), -1),
    });
  }
  return periods;
}

function firstOfMonth(year: number, month: number): IsoDay {
  if (month > MONTHS) return firstOfMonth(year + 1, month - MONTHS);
  return toIsoDay(`${year}-${String(month).padStart(2, '0')}-01`);
}

/** Sorted claims, cut where the month changes. */
function* byMonth(year: number, claims: readonly ClaimRow[]): Generator<MonthOfClaims> {
  for (let at = 0; at < claims.length;) {
    const month = monthOf(claims[at]);
    const next = claims.findIndex((claim, index) => index > at && monthOf(claim) !== month);
    const end = next === -1 ? claims.length : next;
    yield { year, month, rows: claims.slice(at, end) };
    at = end;
  }
}

function monthOf(claim: ClaimRow | undefined): string {
  return claim?.firstServiceDate.slice(0, 'yyyy-mm'.length) ?? '';
}

function claimRow(row: QueryRow, tokens: Tokenizer): ClaimRow {
  const claim = String(row['icn']);
  const payerId = String(row['payer_id']);
  return {
    claimRef: claimRefOf(tokens, claim),
    claim,
    payerId,
    token: String(row['beneficiary_token']),
    firstServiceDate: String(row['first_service_date']),
    lastServiceDate: String(row['last_service_date']),
    paidDate: String(row['paid_date']),
    lines: Number(row['lines']),
    therapyLines: Number(row['therapy_lines']),
    kxLines: Number(row['kx_lines']),
    missingLines: Number(row['missing_lines']),
    earlyLines: Number(row['early_lines']),
    conflictLines: Number(row['conflict_lines']),
    mixedLines: Number(row['mixed_lines']),
    deniedLines: Number(row['denied_lines']),
    reviewLines: Number(row['review_lines']),
    chargeCents: Number(row['charge_cents']),
    accruedCents: Number(row['accrued_cents']),
    paidCents: Number(row['paid_cents']),
    renderingNpi: textOrNull(row['rendering_npi']),
    billingNpi: textOrNull(row['billing_npi']),
  };
}

function compareClaims(left: ClaimRow, right: ClaimRow): number {
  if (left.firstServiceDate !== right.firstServiceDate) {
    return left.firstServiceDate > right.firstServiceDate ? -1 : 1;
  }
  return left.claimRef < right.claimRef ? -1 : 1;
}

function textOrNull(value: QueryRow[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
