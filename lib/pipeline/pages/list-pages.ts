// The lists: beneficiaries of a year in one page, claims by month in parts of a bounded size, and
// the index from a claim's reference to its owner, for claims that no longer count as well.

import { addDays, toIsoDay } from '../../domain/day.js';
import { zoneOf } from '../../domain/threshold-zone.js';
import type { QueryRow } from '../../ports/query-engine.js';
import { askSnapshot, type SnapshotQueries } from '../snapshot-queries.js';
import type { Tokenizer } from '../tokenizer.js';
import { claimBucket, claimRefOf } from './claim-ref.js';
import type { BeneficiaryRow, ClaimOwner, ClaimRow, GroupStanding } from './page-contents.js';
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

/** Latest month first; within it the latest claim first. */
export async function* claimMonths(
  queries: SnapshotQueries,
  tokens: Tokenizer,
  years: readonly number[],
): AsyncGenerator<MonthOfClaims> {
  for (const year of [...years].sort((left, right) => right - left)) {
    for (let month = 12; month >= 1; month -= 1) {
      const name = `${year}-${String(month).padStart(2, '0')}`;
      const next =
        month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
      const rows = await askSnapshot(queries, 'list_claims', {
        service_year: year,
        period_from: `${name}-01`,
        period_to: addDays(toIsoDay(next), -1),
      });
      if (rows.length === 0) continue;
      const claims = rows.map((row) => claimRow(row, tokens)).sort(compareClaims);
      yield { year, month: name, rows: claims };
    }
  }
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

/** Bucket by bucket: reference to owner. */
export async function claimIndex(
  queries: SnapshotQueries,
  tokens: Tokenizer,
  years: readonly number[],
): Promise<ReadonlyMap<string, Readonly<Record<string, ClaimOwner>>>> {
  const buckets = new Map<string, Record<string, ClaimOwner>>();
  for (const year of years) {
    for (const row of await askSnapshot(queries, 'list_claim_numbers', { service_year: year })) {
      const claim = String(row['icn']);
      const payerId = String(row['payer_id']);
      const token = String(row['beneficiary_token']);
      const claimRef = claimRefOf(tokens, claim);
      const name = claimBucket(claimRef);
      const bucket = buckets.get(name) ?? {};
      buckets.set(name, bucket);
      const known = bucket[claimRef] ?? { claim, payerIds: [], tokens: [] };
      bucket[claimRef] = {
        claim,
        payerIds: withOne(known.payerIds, payerId),
        tokens: withOne(known.tokens, token),
      };
    }
  }
  return buckets;
}

function withOne(known: readonly string[], one: string): readonly string[] {
  return known.includes(one) ? known : [...known, one].sort();
}

function textOrNull(value: QueryRow[string] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
