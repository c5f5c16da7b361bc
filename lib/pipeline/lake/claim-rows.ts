// Claim versions as columns of `claim_lines`, the append-only log: one row per version and line of
// one service year; a claim without lines has one row with line number 0, so that no version is
// missing from the log.

import { serviceYears, type ClaimLine, type ClaimVersion } from '../../domain/claim.js';
import { ZERO_CENTS, type Cents } from '../../domain/money.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import type { ColumnBatch, ColumnValue } from './lake-table-writer.js';
import { rememberWordLists, type WordLists } from './word-lists.js';

/** How a line was judged when it was logged; negative cents on a reversal. */
export interface LoggedAccrual {
  readonly group: ThresholdGroup | null;
  readonly signedCents: Cents;
}

export interface LoggedVersion {
  readonly token: string;
  readonly shard: number;
  readonly version: ClaimVersion;
  /** One per line of the version, in its order. */
  readonly accruals: readonly LoggedAccrual[];
}

const NOT_JUDGED: LoggedAccrual = { group: null, signedCents: ZERO_CENTS };

/** The rows of each year that the versions touch, in the order of the versions. */
export function claimRowsByYear(
  versions: readonly LoggedVersion[],
  restatement: number,
): ReadonlyMap<number, ColumnBatch> {
  const years = new Map<number, Columns>();
  const lists = rememberWordLists();
  const columnsOf = (year: number): Columns => {
    let columns = years.get(year);
    if (columns === undefined) years.set(year, (columns = emptyColumns()));
    return columns;
  };
  for (const logged of versions) {
    const { lines } = logged.version;
    for (const [at, line] of lines.entries()) {
      const columns = columnsOf(Number(line.serviceDate.slice(0, 4)));
      addRow(columns, logged, { line, accrual: logged.accruals[at], restatement, lists });
    }
    if (lines.length > 0) continue;
    const [year] = serviceYears(logged.version);
    if (year === undefined) throw new Error('a claim version without a date');
    addRow(columnsOf(year), logged, { line: null, accrual: NOT_JUDGED, restatement, lists });
  }
  return new Map([...years].sort(([left], [right]) => left - right).map(toBatch));
}

type Columns = ReturnType<typeof emptyColumns>;

interface Row {
  readonly line: ClaimLine | null;
  readonly accrual: LoggedAccrual | undefined;
  readonly restatement: number;
  readonly lists: WordLists;
}

function addRow(columns: Columns, { token, shard, version }: LoggedVersion, row: Row): void {
  const { line, accrual } = row;
  if (accrual === undefined) throw new Error('every line of a logged version is judged');
  columns.beneficiary_token.push(token);
  columns.shard.push(shard);
  addVersion(columns, version);
  if (line === null) addHeaderOnly(columns, version);
  else addLine(columns, version, { line, lists: row.lists });
  columns.threshold_group.push(accrual.group);
  columns.accrued_cents.push(accrual.signedCents);
  columns.restatement.push(row.restatement);
  columns.feed.push(version.feed);
}

function addVersion(columns: Columns, version: ClaimVersion): void {
  columns.version_key.push(version.versionKey);
  columns.icn.push(version.icn);
  columns.payer_id.push(version.payerId);
  columns.received_date.push(version.receivedDate);
  columns.paid_date.push(version.paidDate);
  columns.is_reversal.push(version.isReversal);
  columns.status.push(version.status);
  columns.replaces_icn.push(version.replacesIcn);
  columns.claim_type.push(version.claimType);
  columns.type_of_bill.push(version.typeOfBill);
  columns.billing_npi.push(version.billingNpi);
  columns.billing_tin.push(version.billingTin);
}

function addLine(
  columns: Columns,
  version: ClaimVersion,
  { line, lists }: { readonly line: ClaimLine; readonly lists: WordLists },
): void {
  columns.line_number.push(line.line);
  columns.service_date.push(line.serviceDate);
  columns.place_of_service.push(line.placeOfService ?? version.placeOfService);
  columns.rendering_npi.push(line.renderingNpi ?? version.renderingNpi);
  columns.hcpcs.push(line.hcpcs);
  columns.modifiers.push(lists.textOf(line.modifiers));
  columns.revenue_code.push(line.revenueCode);
  columns.units.push(line.units);
  columns.charge_cents.push(line.chargeCents);
  columns.allowed_cents.push(line.allowedCents);
  columns.paid_cents.push(line.paidCents);
}

function addHeaderOnly(columns: Columns, version: ClaimVersion): void {
  if (version.statementFrom === null) throw new Error('a claim version without a date');
  columns.line_number.push(0);
  columns.service_date.push(version.statementFrom);
  columns.place_of_service.push(version.placeOfService);
  columns.rendering_npi.push(version.renderingNpi);
  columns.hcpcs.push(null);
  columns.modifiers.push('');
  columns.revenue_code.push(null);
  columns.units.push(0);
  columns.charge_cents.push(version.chargeCents);
  columns.allowed_cents.push(null);
  columns.paid_cents.push(version.paidCents);
}

function toBatch([year, columns]: readonly [number, Columns]): readonly [number, ColumnBatch] {
  const rows = columns.beneficiary_token.length;
  return [
    year,
    { rows, columns: new Map<string, readonly ColumnValue[]>(Object.entries(columns)) },
  ];
}

function emptyColumns() {
  return {
    beneficiary_token: [] as string[],
    shard: [] as number[],
    version_key: [] as string[],
    icn: [] as string[],
    payer_id: [] as string[],
    line_number: [] as number[],
    service_date: [] as string[],
    received_date: [] as (string | null)[],
    paid_date: [] as string[],
    is_reversal: [] as boolean[],
    status: [] as string[],
    replaces_icn: [] as (string | null)[],
    claim_type: [] as string[],
    type_of_bill: [] as (string | null)[],
    place_of_service: [] as (string | null)[],
    billing_npi: [] as (string | null)[],
    billing_tin: [] as (string | null)[],
    rendering_npi: [] as (string | null)[],
    hcpcs: [] as (string | null)[],
    modifiers: [] as string[],
    revenue_code: [] as (string | null)[],
    units: [] as number[],
    charge_cents: [] as number[],
    allowed_cents: [] as (number | null)[],
    paid_cents: [] as number[],
    threshold_group: [] as (string | null)[],
    accrued_cents: [] as number[],
    restatement: [] as number[],
    feed: [] as string[],
  };
}
