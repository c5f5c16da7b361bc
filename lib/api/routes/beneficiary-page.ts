// One page of the list of beneficiaries: filtered and sorted from the table of its year.

import type * as z from 'zod';
import {
  beneficiaryAt,
  beneficiaryTablePage,
  standingAt,
  type BeneficiaryTable,
} from '../../pipeline/pages/beneficiary-table.js';
import type { GroupStanding } from '../../pipeline/pages/page-contents.js';
import type { ApiContext } from '../api-context.js';
import type { BeneficiariesAnswer, beneficiariesQuery } from '../contract/beneficiaries.js';
import { readCursor, writeCursor } from '../cursor.js';
import { fail, ok, type Answer } from '../define-route.js';
import { NOT_BUILT } from './not-built.js';
import { CURSOR_ENDED } from './cursor-ended.js';

type Query = z.output<typeof beneficiariesQuery>;

export async function beneficiaryPage(
  { pages }: ApiContext,
  tenantId: string,
  query: Query,
): Promise<Answer<BeneficiariesAnswer>> {
  const set = await pages.set(tenantId);
  if (set === null) return fail(NOT_BUILT);
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor);
  if (query.cursor !== undefined && cursor === null) return fail(CURSOR_ENDED);
  const pagesId = cursor?.pagesId ?? set.pagesId;
  const year = query.year ?? set.years.at(-1);
  if (year === undefined) return ok({ year: null, total: 0, rows: [], next: null });
  const table = await pages.page<BeneficiaryTable>(tenantId, pagesId, beneficiaryTablePage(year));
  if (table === null) {
    if (cursor !== null) return fail(CURSOR_ENDED);
    // A set that an older build has made holds its years under other names.
    if (set.years.includes(year)) return fail(NOT_BUILT);
    return ok({ year, total: 0, rows: [], next: null });
  }
  const places = inOrder(table, query);
  const from = cursor?.at ?? 0;
  const to = from + query.limit;
  const shown = [...places.subarray(from, to)].map((at) => beneficiaryAt(table, at));
  const next = to < places.length ? writeCursor({ pagesId, part: 0, at: to }) : null;
  return ok({ year, total: places.length, rows: shown, next }, { rows: shown.length });
}

const ORDERS_KEPT = 4;
/** Of tables that are kept in memory: the next part of a list is not sorted again. */
const orders = new WeakMap<BeneficiaryTable, Map<string, Uint32Array>>();

/** Places of those who are wanted, in the order that is asked for. */
function inOrder(table: BeneficiaryTable, query: Query): Uint32Array {
  const { group, zone, outside, attention, sort, order } = query;
  const key = JSON.stringify([group, zone, outside, attention, sort, order]);
  const known = orders.get(table) ?? new Map<string, Uint32Array>();
  orders.set(table, known);
  const places = known.get(key) ?? sorted(table, query);
  known.delete(key);
  known.set(key, places);
  const [oldest] = known.keys();
  if (known.size > ORDERS_KEPT && oldest !== undefined) known.delete(oldest);
  return places;
}

const GROUPS = ['PT_SLP', 'OT'] as const;

function standings(table: BeneficiaryTable, at: number, query: Query): readonly GroupStanding[] {
  const asked = query.group === undefined ? GROUPS : [query.group];
  return asked
    .map((group) => standingAt(table.groups[group], at))
    .filter((standing) => standing !== null);
}

function isWanted(own: readonly GroupStanding[], query: Query): boolean {
  const { zone, outside, attention } = query;
  return own.some(
    (standing) =>
      (zone === undefined || standing.zone === zone) &&
      (outside === undefined || standing.isLowerBound === (outside === 'unknown')) &&
      hasAttention(standing, attention),
  );
}

function hasAttention(standing: GroupStanding, attention: Query['attention']): boolean {
  switch (attention) {
    case undefined:
      return true;
    case 'any':
      return standing.attentionLines > 0;
    case 'missing':
      return standing.missingLines > 0;
    case 'early':
      return standing.earlyLines > 0;
  }
}

function sorted(table: BeneficiaryTable, query: Query): Uint32Array {
  const sign = query.order === 'asc' ? 1 : -1;
  const wanted: { readonly at: number; readonly key: number | string }[] = [];
  for (let at = 0; at < table.tokens.length; at += 1) {
    const own = standings(table, at, query);
    if (isWanted(own, query))
      wanted.push({ at, key: sortKey(own, query) ?? table.lastServiceDates[at] ?? '' });
  }
  // Places ascend with tokens, so that equals stand by token in either order.
  wanted.sort((left, right) => {
    if (left.key !== right.key) return left.key < right.key ? -sign : sign;
    return left.at - right.at;
  });
  return Uint32Array.from(wanted, ({ at }) => at);
}

/** Null where the row itself decides and no standing. */
function sortKey(own: readonly GroupStanding[], query: Query): number | null {
  const largest = (of: (standing: GroupStanding) => number): number => Math.max(...own.map(of));
  switch (query.sort) {
    case 'total':
      return largest(({ accumulatedCents }) => accumulatedCents);
    case 'remaining':
      // The nearest to its KX amount, from below.
      return -largest(({ kxThresholdCents, accumulatedCents }) =>
        kxThresholdCents === null ? -Infinity : accumulatedCents - kxThresholdCents,
      );
    case 'attention':
      return largest(({ attentionLines }) => attentionLines);
    case 'last':
      return null;
    case 'exposed':
      return largest(({ reviewExposedCents, accumulatedCents }) =>
        reviewExposedCents > 0 ? 1e12 + reviewExposedCents : accumulatedCents,
      );
  }
}
