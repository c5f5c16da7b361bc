// One page of the list of beneficiaries: filtered and sorted from the page object of its year.

import type * as z from 'zod';
import type { BeneficiaryRow, GroupStanding } from '../../pipeline/pages/page-contents.js';
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
  const all = await pages.page<readonly BeneficiaryRow[]>(
    tenantId,
    pagesId,
    `beneficiaries-${year}`,
  );
  if (all === null && cursor !== null) return fail(CURSOR_ENDED);
  const rows = all === null ? [] : inOrder(all, query);
  const from = cursor?.at ?? 0;
  const to = from + query.limit;
  const shown = rows.slice(from, to);
  const next = to < rows.length ? writeCursor({ pagesId, part: 0, at: to }) : null;
  return ok({ year, total: rows.length, rows: shown, next }, { rows: shown.length });
}

const ORDERS_KEPT = 4;
/** Of pages that are kept in memory: the next part of a list is not sorted again. */
const orders = new WeakMap<readonly BeneficiaryRow[], Map<string, readonly BeneficiaryRow[]>>();

function inOrder(all: readonly BeneficiaryRow[], query: Query): readonly BeneficiaryRow[] {
  const { group, zone, outside, attention, sort, order } = query;
  const key = JSON.stringify([group, zone, outside, attention, sort, order]);
  const known = orders.get(all) ?? new Map<string, readonly BeneficiaryRow[]>();
  orders.set(all, known);
  const rows =
    known.get(key) ??
    sorted(
      all.filter((row) => isWanted(row, query)),
      query,
    );
  known.delete(key);
  known.set(key, rows);
  const [oldest] = known.keys();
  if (known.size > ORDERS_KEPT && oldest !== undefined) known.delete(oldest);
  return rows;
}

function standings(row: BeneficiaryRow, query: Query): readonly GroupStanding[] {
  const both = query.group === undefined ? Object.values(row.groups) : [row.groups[query.group]];
  return both.filter((standing) => standing !== null);
}

function isWanted(row: BeneficiaryRow, query: Query): boolean {
  const { zone, outside, attention } = query;
  return standings(row, query).some(
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

function sorted(rows: readonly BeneficiaryRow[], query: Query): readonly BeneficiaryRow[] {
  const sign = query.order === 'asc' ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: sortKey(row, query) }));
  keyed.sort((left, right) => {
    if (left.key !== right.key) return left.key < right.key ? -sign : sign;
    return left.row.token < right.row.token ? -1 : 1;
  });
  return keyed.map(({ row }) => row);
}

function sortKey(row: BeneficiaryRow, query: Query): number | string {
  const own = standings(row, query);
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
      return row.lastServiceDate;
    case 'exposed':
      return largest(({ reviewExposedCents, accumulatedCents }) =>
        reviewExposedCents > 0 ? 1e12 + reviewExposedCents : accumulatedCents,
      );
  }
}
