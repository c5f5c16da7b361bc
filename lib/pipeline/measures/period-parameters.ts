// The four parameters by which every measure query is bound to a period: the calendar years let an
// engine leave whole partitions unread, the days then choose within them.

import type { Period } from '../../domain/measures/provider-measures.js';

export function periodParameters({ from, to }: Period): Readonly<Record<string, string | number>> {
  if (from > to) throw new RangeError('a period ends before it begins');
  return {
    first_year: Number(from.slice(0, 4)),
    last_year: Number(to.slice(0, 4)),
    period_from: from,
    period_to: to,
  };
}
