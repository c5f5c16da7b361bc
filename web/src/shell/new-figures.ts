// Tells when the figures behind the pages were replaced, whoever brought the claims in: this
// browser, another person, or the command in another process.

import type { Freshness } from '../../../lib/api/contract/session.js';

/** Which figures are shown; null before the first ones. */
export function figuresId({ snapshotId, builtAt }: Freshness): string | null {
  return snapshotId === null || builtAt === null ? null : `${snapshotId} ${builtAt}`;
}

/** The first figures that a page meets are not new to it; none at all replace nothing. */
export function areReplaced(seen: string | null | undefined, now: string | null): boolean {
  return seen !== undefined && now !== null && now !== seen;
}

export function newFiguresText({ dataThrough, builtAt }: Freshness): string {
  const at = builtAt === null ? '' : ` at ${builtAt.slice(11, 16)} UTC`;
  const through = dataThrough === null ? '' : `, with services up to ${dataThrough}`;
  return `New figures came in${at}${through}; the page shows them.`;
}
