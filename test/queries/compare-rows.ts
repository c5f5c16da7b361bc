// Do two engines answer alike? Rows are a set, whole numbers and texts must be equal to the last
// digit, doubles to nine (engines may add them up in another order).

import type { NamedQuery, QueryRow, QueryValue } from '../../lib/ports/query-engine.js';

const TOLERANCE = 1e-9;

export interface TwoAnswers {
  readonly query: NamedQuery;
  /** Outputs that tell one row from another. */
  readonly uniqueKey: readonly string[];
  readonly left: readonly QueryRow[];
  readonly right: readonly QueryRow[];
}

/** Null when they are alike; else where they differ first, without a value. */
export function differenceOf({ query, uniqueKey, left, right }: TwoAnswers): string | null {
  if (left.length !== right.length) return `${left.length} rows and ${right.length} rows`;
  const keyOf = (row: QueryRow): string => JSON.stringify(uniqueKey.map((name) => row[name]));
  const others = new Map(right.map((row) => [keyOf(row), row]));
  if (others.size < right.length) return 'rows with the same key';
  for (const row of left) {
    const other = others.get(keyOf(row));
    if (other === undefined) return 'a row that the other answer lacks';
    for (const { name, type } of query.outputs) {
      if (!isAlike(row[name], other[name], type)) return `other values of ${name}`;
    }
  }
  return null;
}

function isAlike(
  left: QueryValue | undefined,
  right: QueryValue | undefined,
  type: NamedQuery['outputs'][number]['type'],
): boolean {
  if (type !== 'double' || typeof left !== 'number' || typeof right !== 'number') {
    return left === right;
  }
  if (Object.is(left, right) || left === right) return true;
  return Math.abs(left - right) <= TOLERANCE * Math.max(1, Math.abs(left), Math.abs(right));
}
