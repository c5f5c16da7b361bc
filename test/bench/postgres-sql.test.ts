// Our query files as PostgreSQL reads them: the few names that differ, and nothing else.

import { describe, expect, it } from '@jest/globals';
import { postgresText } from '../../bench/postgres-sql.js';

describe('a query file for PostgreSQL', () => {
  it.each([
    ['count_if(has_kx)', 'count(*) filter (where has_kx)'],
    ['count_if(a and (b or c(d)))', 'count(*) filter (where a and (b or c(d)))'],
    ['count_if(a), count_if(b)', 'count(*) filter (where a), count(*) filter (where b)'],
    ['cast(x as double)', 'cast(x as double precision)'],
    ['quarter(service_date)', 'extract(quarter from service_date)'],
    ['first_quarter(x)', 'first_quarter(x)'],
    ['1 -- is this one? yes\n', '1 \n'],
  ])('says %s as %s', (text, expected) => {
    const query = { name: 'fact', text, parameters: [], outputs: [] };
    expect(postgresText(query)).toBe(expected);
  });

  it('carries its parameters in the text, in the order of the header', () => {
    const parameters = [
      { name: 'first_year', type: 'integer' },
      { name: 'period_to', type: 'day' },
    ] as const;
    const query = { name: 'fact', text: 'y >= cast(? as integer) and d <= cast(? as date)' };
    expect(postgresText({ ...query, parameters, outputs: [] })).toBe(
      "y >= cast(2025 as integer) and d <= cast('2026-12-31' as date)",
    );
  });
});
