// One page of the list of claims: read part by part, latest first, until it is full or enough parts
// were read; a short page with a cursor says that there is more to look through.

import type * as z from 'zod';
import type { ClaimRow } from '../../pipeline/pages/page-contents.js';
import type { ApiContext } from '../api-context.js';
import type { ClaimsAnswer, claimsQuery } from '../contract/claims.js';
import { readCursor, writeCursor } from '../cursor.js';
import { fail, ok, type Answer } from '../define-route.js';
import { CURSOR_ENDED } from './cursor-ended.js';
import { NOT_BUILT } from './not-built.js';

type Query = z.output<typeof claimsQuery>;

/** Objects that one request reads at most, whatever the filter. */
const PARTS_PER_REQUEST = 6;

export async function claimPage(
  { pages }: ApiContext,
  tenantId: string,
  query: Query,
): Promise<Answer<ClaimsAnswer>> {
  const set = await pages.set(tenantId);
  if (set === null) return fail(NOT_BUILT);
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor);
  if (query.cursor !== undefined && cursor?.pagesId !== set.pagesId) return fail(CURSOR_ENDED);
  const parts = set.claimParts.filter(
    ({ month }) => query.month === undefined || month === query.month,
  );
  const claims = parts.reduce((sum, part) => sum + part.claims, 0);
  const rows: ClaimRow[] = [];
  let part = cursor?.part ?? 0;
  let at = cursor?.at ?? 0;
  const lastPart = part + PARTS_PER_REQUEST;
  while (part < parts.length && part < lastPart && rows.length < query.limit) {
    const name = parts[part]?.page ?? '';
    const own = await pages.page<readonly ClaimRow[]>(tenantId, set.pagesId, name);
    const content = own ?? [];
    for (; at < content.length && rows.length < query.limit; at += 1) {
      const row = content[at];
      if (row !== undefined && isWanted(row, query)) rows.push(row);
    }
    if (at < content.length) break;
    part += 1;
    at = 0;
  }
  const next = part < parts.length ? writeCursor({ pagesId: set.pagesId, part, at }) : null;
  return ok({ rows, next, claims }, { rows: rows.length });
}

function isWanted(row: ClaimRow, { attention, npi }: Query): boolean {
  if (npi !== undefined && row.renderingNpi !== npi && row.billingNpi !== npi) return false;
  switch (attention) {
    case undefined:
      return true;
    case 'any':
      return row.missingLines + row.earlyLines + row.conflictLines + row.mixedLines > 0;
    case 'missing':
      return row.missingLines > 0;
    case 'early':
      return row.earlyLines > 0;
    case 'conflict':
      return row.conflictLines > 0;
    case 'mixed':
      return row.mixedLines > 0;
    case 'denied':
      return row.deniedLines > 0;
    case 'review':
      return row.reviewLines > 0;
  }
}
