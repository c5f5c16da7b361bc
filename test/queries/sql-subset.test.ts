// Each trap is set once, so that the guard is known to catch it.

import { describe, expect, it } from '@jest/globals';
import { faultsOf } from './sql-subset.js';

const CLEAN = `with final as (
    select a, cast(sum(b) as bigint) as b
    from t
    where c = cast(? as date)
    group by a
)

select * from final
`;

describe('faultsOf', () => {
  it('finds no fault in a plain query', () => {
    expect(faultsOf(CLEAN)).toEqual([]);
  });

  it.each([
    ['sum(b) as bigint', 'sum(b) / 2 as bigint', 'a division'],
    ['cast(sum(b) as bigint)', 'sum(b)', 'a sum in the last step without a cast'],
    ['select a', 'select avg(a)', 'function avg'],
    ['select a', 'select max_by(a, b)', 'function max_by'],
    ['select a', 'select approx_distinct(a)', 'function approx_distinct'],
    ['select a', 'select regexp_replace(a, b)', 'function regexp_replace'],
    ['select a', 'select a::int', 'a :: cast'],
    ['group by a', 'group by a limit 5', 'limit or offset'],
    ['group by a', 'group by a order by a', 'an order by without direction'],
    ['group by a', 'group by a fetch first 1 rows only', 'fetch first without an order'],
    ['select a', 'select cast(? as date), a', 'a parameter after select'],
    ['cast(? as date)', '?', 'a parameter without its cast'],
    ['select a,', 'select a, sum(b) over (order by a asc nulls last),', 'without a rows frame'],
    [
      'select a,',
      'select a, first_value(b) over (order by a asc nulls last),',
      'without a rows frame',
    ],
    ['select a', 'SELECT a', 'upper case outside text'],
    ['select * from final', 'select a from final', 'must end with'],
    ['select a', 'select cast(a as decimal)', 'a decimal'],
  ])('turns %j into %j: %s', (from, to, fault) => {
    expect(faultsOf(CLEAN.replace(from, to)).join('\n')).toContain(fault);
  });
});
