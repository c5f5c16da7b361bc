// Engines give rows in any order; what is made of them has one: by the columns from left to right.

import { compareText } from '../../domain/compare-text.js';
import type { NamedQuery, QueryRow, QueryValue } from '../../ports/query-engine.js';

export function rowsInOrder(query: NamedQuery, rows: readonly QueryRow[]): readonly QueryRow[] {
  const names = query.outputs.map(({ name }) => name);
  return [...rows].sort((left, right) => {
    for (const name of names) {
      const order = compareValues(left[name] ?? null, right[name] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Null first. */
function compareValues(left: QueryValue, right: QueryValue): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return Number(left) - Number(right);
}
