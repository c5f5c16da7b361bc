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

export interface ClaimRows {
  add(logged: LoggedVersion): void;
  /**
   * The rows of each year so far, in the order of the versions; good until the next `add`.
   */
  take(): ReadonlyMap<number, ColumnBatch>;
}

/** The arrays are kept and written over at each turn: the log of an ingest fills them endlessly. */
export function collectClaimRows(restatement: number): ClaimRows {
  const years = new Map<number, Year>();
  const lists = rememberWordLists();
  const rowOf = (year: number): Row => {
    let known = years.get(year);
    if (known === undefined) years.set(year, (known = { columns: emptyColumns(), rows: 0 }));
    const at = known.rows;
    known.rows += 1;
    return { columns: known.columns, at, restatement, lists };
  };
  return {
    add(logged) {
      const { lines } = logged.version;
      for (const [at, line] of lines.entries()) {
        const row = rowOf(Number(line.serviceDate.slice(0, 4)));
        addRow(row, logged, { line, accrual: logged.accruals[at] });
      }
      if (lines.length > 0) return;
      const [year] = serviceYears(logged.version);
      if (year === undefined) throw new Error('a claim version without a date');
      addRow(rowOf(year), logged, { line: null, accrual: NOT_JUDGED });
    },
    take() {
      const taken = [...years].filter(([, { rows }]) => rows > 0);
      return new Map(taken.sort(([left], [right]) => left - right).map(toBatch));
    },
  };
}

interface Year {
  readonly columns: Columns;
  rows: number;
}

type Columns = ReturnType<typeof emptyColumns>;

interface Row {
  readonly columns: Columns;
  readonly at: number;
  readonly restatement: number;
  readonly lists: WordLists;
}

interface LoggedLine {
  readonly line: ClaimLine | null;
  readonly accrual: LoggedAccrual | undefined;
}

function addRow(row: Row, { token, shard, version }: LoggedVersion, logged: LoggedLine): void {
  const { columns, at } = row;
  const { line, accrual } = logged;
  if (accrual === undefined) throw new Error('every line of a logged version is judged');
  columns.beneficiary_token[at] = token;
  columns.shard[at] = shard;
  addVersion(row, version);
  if (line === null) addHeaderOnly(row, version);
  else addLine(row, version, line);
  columns.threshold_group[at] = accrual.group;
  columns.accrued_cents[at] = accrual.signedCents;
  columns.restatement[at] = row.restatement;
  columns.feed[at] = version.feed;
}

function addVersion({ columns, at }: Row, version: ClaimVersion): void {
  columns.version_key[at] = version.versionKey;
  columns.icn[at] = version.icn;
  columns.payer_id[at] = version.payerId;
  columns.received_date[at] = version.receivedDate;
  columns.paid_date[at] = version.paidDate;
  columns.is_reversal[at] = version.isReversal;
  columns.status[at] = version.status;
  columns.replaces_icn[at] = version.replacesIcn;
  columns.claim_type[at] = version.claimType;
  columns.type_of_bill[at] = version.typeOfBill;
  columns.billing_npi[at] = version.billingNpi;
  columns.billing_tin[at] = version.billingTin;
}

function addLine({ columns, at, lists }: Row, version: ClaimVersion, line: ClaimLine): void {
  columns.line_number[at] = line.line;
  columns.service_date[at] = line.serviceDate;
  columns.place_of_service[at] = line.placeOfService ?? version.placeOfService;
  columns.rendering_npi[at] = line.renderingNpi ?? version.renderingNpi;
  columns.hcpcs[at] = line.hcpcs;
  columns.modifiers[at] = lists.textOf(line.modifiers);
  columns.revenue_code[at] = line.revenueCode;
  columns.units[at] = line.units;
  columns.charge_cents[at] = line.chargeCents;
  columns.allowed_cents[at] = line.allowedCents;
  columns.paid_cents[at] = line.paidCents;
}

function addHeaderOnly({ columns, at }: Row, version: ClaimVersion): void {
  if (version.statementFrom === null) throw new Error('a claim version without a date');
  columns.line_number[at] = 0;
  columns.service_date[at] = version.statementFrom;
  columns.place_of_service[at] = version.placeOfService;
  columns.rendering_npi[at] = version.renderingNpi;
  columns.hcpcs[at] = null;
  columns.modifiers[at] = '';
  columns.revenue_code[at] = null;
  columns.units[at] = 0;
  columns.charge_cents[at] = version.chargeCents;
  columns.allowed_cents[at] = null;
  columns.paid_cents[at] = version.paidCents;
}

function toBatch([year, collected]: readonly [number, Year]): readonly [number, ColumnBatch] {
  const { columns, rows } = collected;
  collected.rows = 0;
  for (const values of Object.values(columns)) values.length = rows;
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
