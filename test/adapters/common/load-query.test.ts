// The header of a query file is a contract; a file that breaks it is refused with its fault.

import { describe, expect, it } from '@jest/globals';
import {
  openQueryFiles,
  parseQueryFile,
  type QueryFile,
} from '../../../lib/adapters/common/load-query.js';
import { QUERIES_DIRECTORY } from '../../pipeline/lake/lake-on-disk.js';

const TEXT = `-- name: fact_some
-- purpose: Says some.
-- grain: one row per year
-- inputs: ledger_lines
-- parameters:
--   year: integer
--   day: day, the day to look from
-- outputs:
--   year: integer, calendar year
--   some_cents: cents, some of it
-- unique_key: year
-- engines: athena, duckdb
-- used_by: nobody
-- source: KX-1
with final as (
    -- Is this a parameter? No.
    select year, some_cents from ledger_lines
    where year = cast(? as integer) and day > cast(? as date)
)

select * from final
`;

const none = (): QueryFile => {
  throw new Error('no staging query expected');
};
const parse = (text: string): QueryFile => parseQueryFile('fact_some', text, none);

describe('parseQueryFile', () => {
  it('reads the header as the contract of the query', () => {
    const file = parse(TEXT);

    expect(file).toMatchObject({
      purpose: 'Says some.',
      grain: 'one row per year',
      inputs: ['ledger_lines'],
      uniqueKey: ['year'],
      source: 'KX-1',
    });
    expect(file.query.parameters).toMatchObject([
      { name: 'year', type: 'integer' },
      { name: 'day', type: 'day' },
    ]);
    expect(file.query.outputs).toMatchObject([
      { name: 'year', type: 'integer' },
      { name: 'some_cents', type: 'cents' },
    ]);
    expect(file.meanings.get('some_cents')).toBe('some of it');
    expect(file.query.text.startsWith('with final as (')).toBe(true);
  });

  it.each([
    ['-- grain: one row per year\n', '', 'header line 3'],
    ['-- source: KX-1\n', '', 'header lacks source'],
    ['-- name: fact_some', '-- name: fact_other', 'is named otherwise'],
    ['--   year: integer\n', '', '2 question marks, 1 parameters'],
    ['some_cents: cents,', 'some_cents: money,', 'outputs: not "name: type, meaning"'],
    ['day: day,', 'day: cents,', 'parameters: not "name: type, meaning"'],
    ['-- engines', '-- engine', 'header line 12'],
  ])('refuses a file with %j turned into %j', (from, to, message) => {
    expect(() => parse(TEXT.replace(from, to))).toThrow(message);
  });

  it('puts a staging query before the text', () => {
    const staging = {
      ...parse(TEXT),
      query: { ...parse(TEXT).query, text: 'select 1 as x', parameters: [] },
    };
    const text = TEXT.replace('inputs: ledger_lines', 'inputs: ledger_lines, stg_one');

    const { query } = parseQueryFile('fact_some', text, () => staging);

    expect(query.text.startsWith('with stg_one as (\nselect 1 as x\n),\n\nfinal as (')).toBe(true);
  });

  it('refuses a staging query with parameters', () => {
    const text = TEXT.replace('inputs: ledger_lines', 'inputs: stg_one');

    expect(() => parseQueryFile('fact_some', text, () => parse(TEXT))).toThrow('has parameters');
  });
});

describe('openQueryFiles', () => {
  it('finds the queries of the product, staging among them', () => {
    const files = openQueryFiles(QUERIES_DIRECTORY);

    expect(files.names).toEqual(expect.arrayContaining(['fact_exposure', 'stg_claim_lines']));
    expect(files.get('fact_exposure')).toBe(files.get('fact_exposure'));
    expect(() => files.get('fact_nothing')).toThrow('query file fact_nothing: no such file');
  });
});
