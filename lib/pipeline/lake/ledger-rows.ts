// Judged lines as columns of `ledger_lines`: plain arrays, no object per row, because every line of
// the ledger passes here at each publish.

import type { GroupView, JudgedLine, YearView } from '../../domain/judgement.js';
import { lineFacts, settingOf } from '../../domain/measures/line-facts.js';
import {
  mistakenTotals,
  type MistakenTotalsOfYear,
} from '../../domain/measures/mistaken-totals.js';
import type { ReferenceData, ThresholdGroup } from '../../domain/reference.js';
import type { ColumnBatch, ColumnValue } from './lake-table-writer.js';
import { firstDates, isTherapyVisit } from './first-dates.js';
import { visitTotals, type VisitLine, type VisitTotalsOfRoles } from './visit-totals.js';
import { rememberWordLists, type WordLists } from './word-lists.js';

/** One beneficiary's judged year. */
export interface JudgedYear {
  readonly token: string;
  readonly view: YearView;
  /** Current claims of the year without service lines, and what was paid on them. */
  readonly headerOnlyClaims?: number;
  readonly headerOnlyPaidCents?: number;
}

export interface LedgerRows {
  readonly rows: number;
  add(year: JudgedYear, shard: number): void;
  /** The rows collected so far; the batch is good until the next `add`. */
  take(): ColumnBatch;
}

/** The arrays are kept and written over at each turn: a publish fills them many times over. */
export function collectLedgerRows(reference: ReferenceData): LedgerRows {
  const sink: Sink = { columns: emptyColumns(), lists: rememberWordLists(), reference };
  const byName = new Map<string, readonly ColumnValue[]>(Object.entries(sink.columns));
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    add(year, shard) {
      addYear(sink, rows, { year, shard });
      rows += year.view.lines.length;
    },
    take() {
      for (const values of Object.values(sink.columns)) values.length = rows;
      const batch = { rows, columns: byName };
      rows = 0;
      return batch;
    },
  };
}

interface Sink {
  readonly columns: ReturnType<typeof emptyColumns>;
  readonly lists: WordLists;
  readonly reference: ReferenceData;
}

/** What the lines of one beneficiary's year share. */
interface YearFacts {
  readonly groups: ReadonlyMap<ThresholdGroup, GroupView>;
  readonly firstRenderingDates: ReadonlyMap<string, string>;
  readonly firstBillingDates: ReadonlyMap<string, string>;
  readonly order: Map<ThresholdGroup, number>;
  readonly mistaken: MistakenTotalsOfYear;
  readonly visits: VisitTotalsOfRoles;
}

interface LineOfYear {
  readonly visit: VisitLine;
  readonly year: YearFacts;
  /** Place among the lines of the year. */
  readonly place: number;
}

function addYear(
  sink: Sink,
  from: number,
  { year, shard }: { readonly year: JudgedYear; readonly shard: number },
): void {
  const { token, view } = year;
  const lines = view.lines.map((judged) => visitLine(judged, sink.reference));
  const facts: YearFacts = {
    groups: new Map(view.groups.map((group) => [group.group, group])),
    firstRenderingDates: firstDates(view.lines, renderingNpi),
    firstBillingDates: firstDates(view.lines, billingNpi),
    order: new Map(),
    mistaken: mistakenTotals(view.groups),
    visits: visitTotals(lines),
  };
  lines.forEach((visit, place) => {
    const at = from + place;
    sink.columns.beneficiary_token[at] = token;
    sink.columns.shard[at] = shard;
    addClaim(sink, at, visit);
    addService(sink, at, visit);
    addMoney(sink, at, visit.judged);
    addGroup(sink, at, { visit, year: facts, place });
    addVerdict(sink, at, visit.judged);
    addVisit(sink, at, { visit, year: facts, place });
  });
}

function visitLine(judged: JudgedLine, reference: ReferenceData): VisitLine {
  const { claim, line } = judged;
  return {
    judged,
    facts: lineFacts(claim, line, reference),
    setting: settingOf(claim, reference),
    renderingNpi: renderingNpi(judged),
  };
}

function addClaim({ columns }: Sink, at: number, { judged, setting }: VisitLine): void {
  const { claim, line, receivedDate, receivedSource } = judged;
  columns.version_key[at] = claim.versionKey;
  columns.icn[at] = claim.icn;
  columns.payer_id[at] = claim.payerId;
  columns.line_number[at] = line.line;
  columns.received_date[at] = receivedDate;
  columns.received_source[at] = receivedSource;
  columns.paid_date[at] = claim.paidDate;
  columns.claim_type[at] = claim.claimType;
  columns.type_of_bill[at] = claim.typeOfBill;
  columns.billing_npi[at] = claim.billingNpi;
  columns.billing_tin[at] = claim.billingTin;
  columns.billing_state[at] = claim.billingState;
  columns.setting[at] = setting;
}

function addService({ columns, lists }: Sink, at: number, given: VisitLine): void {
  const { judged, facts } = given;
  const { claim, line } = judged;
  const { submitted } = line;
  columns.service_date[at] = line.serviceDate;
  columns.place_of_service[at] = line.placeOfService ?? claim.placeOfService;
  columns.rendering_npi[at] = given.renderingNpi;
  columns.hcpcs[at] = line.hcpcs;
  columns.modifiers[at] = lists.textOf(line.modifiers);
  columns.submitted_hcpcs[at] = submitted === null ? null : submitted.hcpcs;
  columns.submitted_modifiers[at] = submitted === null ? null : lists.textOf(submitted.modifiers);
  columns.revenue_code[at] = line.revenueCode;
  columns.discipline[at] = judged.discipline;
  columns.units[at] = line.units;
  columns.timed_minutes[at] = facts.timedMinutes;
  columns.unit_limit[at] = facts.unitLimit;
}

function addMoney({ columns }: Sink, at: number, judged: JudgedLine): void {
  columns.charge_cents[at] = judged.line.chargeCents;
  columns.allowed_cents[at] = judged.allowedCents;
  columns.paid_cents[at] = judged.line.paidCents;
  columns.accrued_cents[at] = judged.accruedCents;
  columns.before_cents[at] = judged.beforeCents;
  columns.after_cents[at] = judged.afterCents;
}

function addGroup({ columns, reference }: Sink, at: number, of: LineOfYear): void {
  const { judged } = of.visit;
  const facts = of.year;
  const { group, year } = judged;
  const view = group === null ? null : (facts.groups.get(group) ?? null);
  columns.threshold_group[at] = group;
  columns.accrual_order[at] = group === null ? null : nextInOrder(facts.order, group);
  const mistaken = facts.mistaken.next(judged);
  columns.other_before_cents[at] = mistaken === null ? null : mistaken.otherBeforeCents;
  columns.charges_before_cents[at] = mistaken === null ? null : mistaken.chargesBeforeCents;
  columns.outside_cents[at] = view === null ? null : view.outsideCents;
  columns.kx_threshold_cents[at] = view === null ? null : view.kxThresholdCents;
  columns.previous_kx_threshold_cents[at] =
    group === null ? null : (reference.thresholds.get(year - 1)?.kxCents[group] ?? null);
  columns.review_threshold_cents[at] = view === null ? null : view.reviewThresholdCents;
  columns.has_mixed_received_sources[at] = view !== null && view.hasMixedReceivedSources;
  columns.is_kx_crossing[at] = view !== null && isAt(view.kxCrossing, judged);
  columns.is_review_crossing[at] = view !== null && isAt(view.reviewCrossing, judged);
}

function addVerdict({ columns, lists }: Sink, at: number, judged: JudgedLine): void {
  columns.has_kx[at] = judged.hasKx;
  columns.kx_expected[at] = judged.kxExpected;
  columns.kx_assessment[at] = judged.kxAssessment;
  columns.kx_certainty[at] = judged.kxCertainty;
  columns.completeness[at] = judged.completeness;
  columns.is_lower_bound[at] = judged.isLowerBound;
  columns.is_denied[at] = judged.isDenied;
  columns.is_review_exposed[at] = judged.flags.includes('REVIEW_EXPOSED');
  columns.flags[at] = lists.textOf(judged.flags);
  columns.notes[at] = lists.textOf(judged.notes);
  columns.rules[at] = lists.textOf(judged.rules);
}

function addVisit({ columns }: Sink, at: number, of: LineOfYear): void {
  const { year, place } = of;
  const { judged, renderingNpi: rendering } = of.visit;
  const isTherapy = isTherapyVisit(judged);
  const date = judged.line.serviceDate;
  const billing = billingNpi(judged);
  columns.is_first_rendering_date[at] =
    isTherapy && rendering !== null && year.firstRenderingDates.get(rendering) === date;
  columns.is_first_billing_date[at] =
    isTherapy && billing !== null && year.firstBillingDates.get(billing) === date;
  columns.rendering_visit_minutes[at] = year.visits.rendering.minutes[place] ?? null;
  columns.billing_visit_minutes[at] = year.visits.billing.minutes[place] ?? null;
  columns.rendering_code_units[at] = year.visits.rendering.units[place] ?? null;
  columns.billing_code_units[at] = year.visits.billing.units[place] ?? null;
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

function emptyColumns() {
  return {
    beneficiary_token: [] as string[],
    shard: [] as number[],
    version_key: [] as string[],
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
    billing_state: [] as (string | null)[],
    setting: [] as string[],
    rendering_npi: [] as (string | null)[],
    hcpcs: [] as string[],
    modifiers: [] as string[],
    submitted_hcpcs: [] as (string | null)[],
    submitted_modifiers: [] as (string | null)[],
    revenue_code: [] as (string | null)[],
    discipline: [] as (string | null)[],
    threshold_group: [] as (string | null)[],
    units: [] as number[],
    timed_minutes: [] as (number | null)[],
    unit_limit: [] as (number | null)[],
    charge_cents: [] as number[],
    allowed_cents: [] as number[],
    paid_cents: [] as number[],
    accrued_cents: [] as number[],
    accrual_order: [] as (number | null)[],
    before_cents: [] as (number | null)[],
    after_cents: [] as (number | null)[],
    other_before_cents: [] as (number | null)[],
    charges_before_cents: [] as (number | null)[],
    outside_cents: [] as (number | null)[],
    kx_threshold_cents: [] as (number | null)[],
    previous_kx_threshold_cents: [] as (number | null)[],
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
    rendering_visit_minutes: [] as (number | null)[],
    billing_visit_minutes: [] as (number | null)[],
    rendering_code_units: [] as (number | null)[],
    billing_code_units: [] as (number | null)[],
    flags: [] as string[],
    notes: [] as string[],
    rules: [] as string[],
  };
}
