// Runs the patterns over one snapshot: the counts come from a query, the judgement from the domain,
// and every count leads to its claim lines by another query over the same snapshot.

import {
  PROVIDER_ROLES,
  type ProviderKey,
  type ProviderRole,
} from '../domain/patterns/pattern-result.js';
import {
  routineEarlyKx,
  type ProviderEarlyKx,
  type RoutineEarlyKxResult,
} from '../domain/patterns/routine-early-kx.js';
import { toCents, type Cents } from '../domain/money.js';
import { toIsoDay, type IsoDay } from '../domain/day.js';
import type { NamedQuery, QueryEngine, QueryRow } from '../ports/query-engine.js';

export interface SnapshotQueries {
  readonly engine: QueryEngine;
  /** A query file by name. */
  readonly query: (name: string) => NamedQuery;
  readonly tenantId: string;
  readonly snapshotId: string;
}

export interface ScoreResult {
  readonly snapshotId: string;
  readonly year: number;
  /** One per provider and role, by role and NPI. */
  readonly routineEarlyKx: readonly RoutineEarlyKxResult[];
}

/** One claim line behind an early KX count. */
export interface EarlyKxLine {
  readonly token: string;
  readonly payerId: string;
  readonly icn: string;
  readonly line: number;
  readonly serviceDate: IsoDay;
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  readonly group: string;
  readonly accruedCents: Cents;
  readonly beforeCents: Cents;
  readonly afterCents: Cents;
  readonly kxThresholdCents: Cents;
  readonly paidCents: Cents;
  readonly completeness: string;
  readonly isFirstDate: boolean;
}

export async function scoreSnapshot(from: SnapshotQueries, year: number): Promise<ScoreResult> {
  const rows = await from.engine.run(from.query('fact_provider_early_kx'), {
    tenantId: from.tenantId,
    snapshotId: from.snapshotId,
    parameters: { service_year: year },
  });
  const providers = rows.map(toProviderEarlyKx).sort(compareProviders);
  return { snapshotId: from.snapshotId, year, routineEarlyKx: routineEarlyKx(providers) };
}

/** The evidence: lines of the counts of one provider, by beneficiary and day. */
export async function earlyKxLines(
  from: SnapshotQueries,
  provider: ProviderKey,
): Promise<readonly EarlyKxLine[]> {
  const rows = await from.engine.run(from.query('fact_early_kx_lines'), {
    tenantId: from.tenantId,
    snapshotId: from.snapshotId,
    parameters: {
      service_year: provider.year,
      provider_role: provider.role,
      npi: provider.npi,
    },
  });
  return rows.map(toEarlyKxLine).sort(compareLines);
}

function toProviderEarlyKx(row: QueryRow): ProviderEarlyKx {
  return {
    year: Number(row['service_year']),
    role: toRole(row['provider_role']),
    npi: String(row['npi']),
    beneficiaries: Number(row['beneficiaries']),
    assessableBeneficiaries: Number(row['assessable_beneficiaries']),
    firstDateEarlyBeneficiaries: Number(row['first_date_early_beneficiaries']),
    kxLines: Number(row['kx_lines']),
    earlyKxLines: Number(row['early_kx_lines']),
  };
}

function toEarlyKxLine(row: QueryRow): EarlyKxLine {
  const modifiers = String(row['modifiers']);
  return {
    token: String(row['beneficiary_token']),
    payerId: String(row['payer_id']),
    icn: String(row['icn']),
    line: Number(row['line_number']),
    serviceDate: toIsoDay(String(row['service_date'])),
    hcpcs: String(row['hcpcs']),
    modifiers: modifiers === '' ? [] : modifiers.split(','),
    group: String(row['threshold_group']),
    accruedCents: cents(row, 'accrued_cents'),
    beforeCents: cents(row, 'before_cents'),
    afterCents: cents(row, 'after_cents'),
    kxThresholdCents: cents(row, 'kx_threshold_cents'),
    paidCents: cents(row, 'paid_cents'),
    completeness: String(row['completeness']),
    isFirstDate: row['is_first_date'] === true,
  };
}

/** A line that is judged early has all its amounts; a null here is a broken lake. */
function cents(row: QueryRow, name: string): Cents {
  const value = row[name];
  if (typeof value !== 'number') throw new Error(`an early line without ${name}`);
  return toCents(value);
}

function toRole(value: unknown): ProviderRole {
  const role = PROVIDER_ROLES.find((each) => each === value);
  if (role === undefined) throw new Error('an unknown provider role');
  return role;
}

function compareProviders(left: ProviderKey, right: ProviderKey): number {
  return compareText(left.role, right.role) || compareText(left.npi, right.npi);
}

function compareLines(left: EarlyKxLine, right: EarlyKxLine): number {
  return (
    compareText(left.token, right.token) ||
    compareText(left.serviceDate, right.serviceDate) ||
    compareText(left.icn, right.icn) ||
    left.line - right.line
  );
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
