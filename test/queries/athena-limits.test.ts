// Athena's limits over every query file, as it is sent: staging steps included.

import { describe, expect, it } from '@jest/globals';
import { MAX_QUERY_BYTES } from '../../lib/adapters/aws/bind-snapshot.js';
import { openQueryFiles } from '../../lib/adapters/common/load-query.js';
import { QUERIES_DIRECTORY } from '../pipeline/lake/lake-on-disk.js';
import { athenaFaultsOf } from './athena-limits.js';

const files = openQueryFiles(QUERIES_DIRECTORY);

describe.each(files.names)('query %s on Athena', (name) => {
  const { query } = files.get(name);

  it('reads each step once and has parameters in where clauses only', () => {
    expect(athenaFaultsOf(query.text)).toEqual([]);
  });

  it('leaves three quarters of the text to what binds it', () => {
    expect(Buffer.byteLength(query.text)).toBeLessThan(MAX_QUERY_BYTES / 4);
  });
});

const CLEAN = `with staged as (
with final as (
    select a, row_number() over days as n from u window days as (
        partition by a
    ), years as (partition by b)
)

select * from final
),

lines as (
    select a, b from t where c = cast(? as date) and d in (select e from f)
        and g >= cast(? as integer)
),

final as (
    select a, sum(b) as b
    from lines
    cross join staged
    cross join (values ('x'), ('y')) as roles (role)
    group by a
)

select * from final
`;

describe('athenaFaultsOf', () => {
  it('finds no fault in a plain query', () => {
    expect(athenaFaultsOf(CLEAN)).toEqual([]);
  });

  it.each([
    ['cross join (values', 'join lines on true cross join (values', 'step lines is read 2 times'],
    ['from lines', 'from t', 'step lines is read 0 times'],
    ['from final\n', 'from final join final as again on true\n', 'step final is read 2 times'],
    ['cross join staged', '', 'step staged is read 0 times'],
    ['select a, b', 'select cast(? as date), b', 'a parameter after select'],
    ['group by a', 'group by a having sum(b) > cast(? as integer)', 'a parameter after having'],
    ['cross join', 'join t on a = cast(? as integer) cross join', 'a parameter after on'],
    ['(values (', '(values (cast(? as varchar)), (', 'a parameter after values'],
    ['from t ', 'from t, lines ', 'tables separated by a comma'],
  ])('turns %j into %j: %s', (from, to, fault) => {
    expect(athenaFaultsOf(CLEAN.replace(from, to)).join('\n')).toContain(fault);
  });
});
