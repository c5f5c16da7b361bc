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

  describe('with a step among the inputs', () => {
    const [stepInput, textInput] = ['inputs: stg_one', 'inputs: ledger_lines'];
    const step = (text: string, parameters: QueryFile['query']['parameters']): QueryFile => {
      const file = parse(TEXT);
      return { ...file, query: { ...file.query, name: 'stg_one', text, parameters } };
    };
    const build = (text: string, parameters: QueryFile['query']['parameters'] = []) =>
      parseQueryFile('fact_some', text, () => step('select 1 as x', parameters)).query;

    it('puts the step before the text', () => {
      const { text } = build(TEXT.replace(textInput, stepInput));

      expect(text.startsWith('with stg_one as (\nselect 1 as x\n),\n\nfinal as (')).toBe(true);
    });

    it('counts its parameters before those of the text', () => {
      const text = TEXT.replace(textInput, stepInput).replace(
        '-- parameters:\n',
        '-- parameters:\n--   first: day\n',
      );
      const first = { name: 'first', type: 'day' } as const;

      expect(build(text, [first]).parameters).toMatchObject([
        first,
        { name: 'year' },
        { name: 'day' },
      ]);
    });

    it.each([
      [{ name: 'year', type: 'integer' } as const, '3 question marks, 2 parameters'],
      [{ name: 'other', type: 'day' } as const, '3 question marks, 2 parameters'],
    ])('refuses a header that leaves out %j', (parameter, message) => {
      expect(() => build(TEXT.replace(textInput, stepInput), [parameter])).toThrow(message);
    });

    it('refuses a header that names them in another order', () => {
      const text = TEXT.replace(textInput, stepInput).replace(
        '--   day: day, the day to look from\n',
        '--   day: day, the day to look from\n--   last: day\n',
      );

      expect(() => build(text, [{ name: 'last', type: 'day' }])).toThrow('those of its inputs');
    });
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
