// Judged lines as columns of `ledger_lines`: plain arrays, no object per row, because every line of
// the ledger passes here at each publish.

import type { GroupView, JudgedLine, YearView } from '../../domain/judgement.js';
import type { ThresholdGroup } from '../../domain/reference.js';
import type { ColumnBatch, ColumnValue } from './lake-table-writer.js';

/** One beneficiary's judged year. */
export interface JudgedYear {
  readonly token: string;
  readonly view: YearView;
}

export interface LedgerRows {
  readonly rows: number;
  add(year: JudgedYear, shard: number): void;
  /** Hands over the rows collected so far and starts anew. */
  take(): ColumnBatch;
}

export function collectLedgerRows(): LedgerRows {
  let columns = emptyColumns();
  return {
    get rows() {
      return columns.beneficiary_token.length;
    },
    add(year, shard) {
      addYear(columns, year, shard);
    },
    take() {
      const batch = {
        rows: columns.beneficiary_token.length,
        columns: new Map<string, readonly ColumnValue[]>(Object.entries(columns)),
      };
      columns = emptyColumns();
      return batch;
    },
  };
}

type Columns = ReturnType<typeof emptyColumns>;

/** What the lines of one beneficiary's year share. */
interface YearFacts {
  readonly groups: ReadonlyMap<ThresholdGroup, GroupView>;
  readonly firstRenderingDates: ReadonlyMap<string, string>;
  readonly firstBillingDates: ReadonlyMap<string, string>;
  readonly order: Map<ThresholdGroup, number>;
}

function addYear(columns: Columns, { token, view }: JudgedYear, shard: number): void {
  const facts: YearFacts = {
    groups: new Map(view.groups.map((group) => [group.group, group])),
    firstRenderingDates: firstDates(view.lines, renderingNpi),
    firstBillingDates: firstDates(view.lines, billingNpi),
    order: new Map(),
  };
  for (const line of view.lines) {
    columns.beneficiary_token.push(token);
    columns.shard.push(shard);
    addClaim(columns, line);
    addService(columns, line);
    addMoney(columns, line);
    addGroup(columns, line, facts);
    addVerdict(columns, line);
    addFirstDates(columns, line, facts);
  }
}

function addClaim(columns: Columns, { claim, line, receivedDate, receivedSource }: JudgedLine) {
  columns.version_key.push(claim.versionKey);
  columns.claim_key.push(claim.claimKey);
  columns.icn.push(claim.icn);
  columns.payer_id.push(claim.payerId);
  columns.line_number.push(line.line);
  columns.received_date.push(receivedDate);
  columns.received_source.push(receivedSource);
  columns.paid_date.push(claim.paidDate);
  columns.claim_type.push(claim.claimType);
  columns.type_of_bill.push(claim.typeOfBill);
  columns.billing_npi.push(claim.billingNpi);
  columns.billing_tin.push(claim.billingTin);
}

function addService(columns: Columns, judged: JudgedLine): void {
  const { claim, line } = judged;
  const { submitted } = line;
  columns.service_date.push(line.serviceDate);
  columns.place_of_service.push(line.placeOfService ?? claim.placeOfService);
  columns.rendering_npi.push(renderingNpi(judged));
  columns.hcpcs.push(line.hcpcs);
  columns.modifiers.push(listText(line.modifiers));
  columns.submitted_hcpcs.push(submitted === null ? null : submitted.hcpcs);
  columns.submitted_modifiers.push(submitted === null ? null : listText(submitted.modifiers));
  columns.revenue_code.push(line.revenueCode);
  columns.discipline.push(judged.discipline);
  columns.units.push(line.units);
}

function addMoney(columns: Columns, judged: JudgedLine): void {
  columns.charge_cents.push(judged.line.chargeCents);
  columns.allowed_cents.push(judged.allowedCents);
  columns.paid_cents.push(judged.line.paidCents);
  columns.accrued_cents.push(judged.accruedCents);
  columns.before_cents.push(judged.beforeCents);
  columns.after_cents.push(judged.afterCents);
}

function addGroup(columns: Columns, judged: JudgedLine, facts: YearFacts): void {
  const { group } = judged;
  const view = group === null ? null : (facts.groups.get(group) ?? null);
  columns.threshold_group.push(group);
  columns.accrual_order.push(group === null ? null : nextInOrder(facts.order, group));
  columns.outside_cents.push(view === null ? null : view.outsideCents);
  columns.kx_threshold_cents.push(view === null ? null : view.kxThresholdCents);
  columns.review_threshold_cents.push(view === null ? null : view.reviewThresholdCents);
  columns.has_mixed_received_sources.push(view !== null && view.hasMixedReceivedSources);
  columns.is_kx_crossing.push(view !== null && isAt(view.kxCrossing, judged));
  columns.is_review_crossing.push(view !== null && isAt(view.reviewCrossing, judged));
}

function addVerdict(columns: Columns, judged: JudgedLine): void {
  columns.has_kx.push(judged.hasKx);
  columns.kx_expected.push(judged.kxExpected);
  columns.kx_assessment.push(judged.kxAssessment);
  columns.kx_certainty.push(judged.kxCertainty);
  columns.completeness.push(judged.completeness);
  columns.is_lower_bound.push(judged.isLowerBound);
  columns.is_denied.push(judged.isDenied);
  columns.is_review_exposed.push(judged.flags.includes('REVIEW_EXPOSED'));
  columns.flags.push(listText(judged.flags));
  columns.notes.push(listText(judged.notes));
  columns.rules.push(listText(judged.rules));
}

function addFirstDates(columns: Columns, judged: JudgedLine, facts: YearFacts): void {
  const isTherapy = isTherapyVisit(judged);
  const date = judged.line.serviceDate;
  const rendering = renderingNpi(judged);
  const billing = billingNpi(judged);
  columns.is_first_rendering_date.push(
    isTherapy && rendering !== null && facts.firstRenderingDates.get(rendering) === date,
  );
  columns.is_first_billing_date.push(
    isTherapy && billing !== null && facts.firstBillingDates.get(billing) === date,
  );
}

/** First therapy date of the year by provider: kept here, so that no query needs a window for it. */
function firstDates(
  lines: readonly JudgedLine[],
  npiOf: (line: JudgedLine) => string | null,
): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const judged of lines) {
    const npi = npiOf(judged);
    if (npi === null || !isTherapyVisit(judged)) continue;
    const known = first.get(npi);
    if (known === undefined || judged.line.serviceDate < known) {
      first.set(npi, judged.line.serviceDate);
    }
  }
  return first;
}

/** A denied line shows no therapy date: it was not paid as therapy. */
function isTherapyVisit(judged: JudgedLine): boolean {
  return judged.group !== null && !judged.isDenied;
}

function renderingNpi({ claim, line }: JudgedLine): string | null {
  return line.renderingNpi ?? claim.renderingNpi;
}

function billingNpi({ claim }: JudgedLine): string | null {
  return claim.billingNpi;
}

function nextInOrder(order: Map<ThresholdGroup, number>, group: ThresholdGroup): number {
  const next = (order.get(group) ?? 0) + 1;
  order.set(group, next);
  return next;
}

function isAt(crossing: GroupView['kxCrossing'], { claim, line }: JudgedLine): boolean {
  return (
    crossing !== null && crossing.versionKey === claim.versionKey && crossing.line === line.line
  );
}

function listText(words: readonly string[]): string {
  return words.length === 0 ? '' : words.length === 1 ? (words[0] ?? '') : words.join(',');
}

function emptyColumns() {
  return {
    beneficiary_token: [] as string[],
    shard: [] as number[],
    version_key: [] as string[],
    claim_key: [] as string[],
    icn: [] as string[],
    payer_id: [] as string[],
    line_number: [] as number[],
    service_date: [] as string[],
    received_date: [] as string[],
    received_source: [] as string[],
    paid_date: [] as string[],
    claim_type: [] as string[],
    type_of_bill: [] as (string | null)[],
    place_of_service: [] as (string | null)[],
    billing_npi: [] as (string | null)[],
    billing_tin: [] as (string | null)[],
    rendering_npi: [] as (string | null)[],
    hcpcs: [] as string[],
    modifiers: [] as string[],
    submitted_hcpcs: [] as (string | null)[],
    submitted_modifiers: [] as (string | null)[],
    revenue_code: [] as (string | null)[],
    discipline: [] as (string | null)[],
    threshold_group: [] as (string | null)[],
    units: [] as number[],
    charge_cents: [] as number[],
    allowed_cents: [] as number[],
    paid_cents: [] as number[],
    accrued_cents: [] as number[],
    accrual_order: [] as (number | null)[],
    before_cents: [] as (number | null)[],
    after_cents: [] as (number | null)[],
    outside_cents: [] as (number | null)[],
    kx_threshold_cents: [] as (number | null)[],
    review_threshold_cents: [] as (number | null)[],
    has_kx: [] as boolean[],
    kx_expected: [] as string[],
    kx_assessment: [] as string[],
    kx_certainty: [] as string[],
    completeness: [] as string[],
    is_lower_bound: [] as boolean[],
    has_mixed_received_sources: [] as boolean[],
    is_denied: [] as boolean[],
    is_review_exposed: [] as boolean[],
    is_kx_crossing: [] as boolean[],
    is_review_crossing: [] as boolean[],
    is_first_rendering_date: [] as boolean[],
    is_first_billing_date: [] as boolean[],
    flags: [] as string[],
    notes: [] as string[],
    rules: [] as string[],
  };
}
