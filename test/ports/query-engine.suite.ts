// What every query engine does, whatever answers it: typed rows, the snapshot that was asked for
// and no other, and refusals in the same words.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Manifest } from '../../lib/pipeline/lake/manifest.js';
import type { NamedQuery, QueryEngine } from '../../lib/ports/query-engine.js';
import { fakeJudgedYear } from '../pipeline/lake/fake-ledger.js';
import { lakeOnDisk, TENANT, type LakeOnDisk } from '../pipeline/lake/lake-on-disk.js';
import { fixtureLog, fixtureYears } from '../queries/query-fixture.js';

const PEOPLE = [
  fakeJudgedYear({
    token: 'k1_a',
    year: 2026,
    lines: [
      { icn: '1', day: '2026-01-05', cents: 240_000 },
      { icn: '2', day: '2026-02-05', cents: 1_001, kx: true },
    ],
  }),
  fakeJudgedYear({
    token: `k1_b'c`,
    year: 2025,
    lines: [{ icn: '3', day: '2025-03-01', cents: 7 }],
  }),
];

const LINES = [{ name: 'lines', type: 'integer' }] as const;

export function describeQueryEngine(
  name: string,
  open: (lake: LakeOnDisk) => Promise<QueryEngine>,
): void {
  describe(`${name} as a query engine`, () => {
    let lake: LakeOnDisk;
    let manifest: Manifest;
    let engine: QueryEngine;

    beforeAll(async () => {
      lake = await lakeOnDisk();
      manifest = await lake.publish(PEOPLE);
      engine = await open(lake);
    });
    afterAll(async () => {
      await engine.close();
      await lake.close();
    });

    const query = (
      text: string,
      outputs: NamedQuery['outputs'],
      parameters: NamedQuery['parameters'] = [],
    ): NamedQuery => ({ name: 'made_up', text, outputs, parameters });
    const run = (named: NamedQuery, parameters = {}, at = manifest) =>
      engine.run(named, { tenantId: TENANT, snapshotId: at.snapshotId, parameters });

    it('gives typed rows in the words of the port', async () => {
      const columns = [
        { name: 'service_year', type: 'integer' },
        { name: 'beneficiary_token', type: 'text' },
        { name: 'service_date', type: 'day' },
        { name: 'units', type: 'double' },
        { name: 'after_cents', type: 'cents' },
        { name: 'has_kx', type: 'boolean' },
        { name: 'type_of_bill', type: 'text' },
        { name: 'flags', type: 'text' },
      ] as const;
      const text = `select ${columns.map((each) => each.name).join(', ')} from ledger_lines
        where service_year = cast(? as integer) and service_date > cast(? as date)
          and icn = cast(? as varchar)`;
      const parameters = [
        { name: 'year', type: 'integer' },
        { name: 'after', type: 'day' },
        { name: 'icn', type: 'text' },
      ] as const;

      const rows = await run(query(text, columns, parameters), {
        icn: '2',
        after: '2026-02-04',
        year: 2026,
      });

      expect(rows).toEqual([
        {
          service_year: 2026,
          beneficiary_token: 'k1_a',
          service_date: '2026-02-05',
          units: 2,
          after_cents: 241_001,
          has_kx: true,
          type_of_bill: null,
          flags: '',
        },
      ]);
    });

    it('shows an old snapshot as it was, beside the new one', async () => {
      const newer = await lake.publish(PEOPLE.slice(0, 1));
      const count = query('select count(*) as lines from ledger_lines', LINES);

      const [before, after] = await Promise.all([run(count), run(count, {}, newer)]);

      expect(before).toEqual([{ lines: 3 }]);
      expect(after).toEqual([{ lines: 2 }]);
    });

    it('shows the log as far as the snapshot knew it', async () => {
      const { first, again, restated } = fixtureLog(fixtureYears());
      await lake.append(first);
      const early = await lake.publish(PEOPLE);
      await lake.append(again);
      await lake.append(restated, 1);
      const late = await lake.publish(PEOPLE);
      const count = query('select count(*) as lines from claim_lines', LINES);

      const [before, after] = await Promise.all([run(count, {}, early), run(count, {}, late)]);

      const lines = first.reduce((total, { version }) => total + version.lines.length, 0);
      expect(before).toEqual([{ lines }]);
      expect(after).toEqual([{ lines: lines + again.length + restated.length }]);
    });

    it('gives an empty table where a snapshot has no file of it', async () => {
      const named = query('select count(*) as lines, max(version_key) as last from claim_lines', [
        ...LINES,
        { name: 'last', type: 'text' },
      ]);

      expect(await run(named)).toEqual([{ lines: 0, last: null }]);
    });

    it('puts both tables under a query that begins with a step of its own', async () => {
      const text = `-- both tables
        with judged as (select count(*) as lines from ledger_lines),
        logged as (select count(*) as log_lines from claim_lines)
        select judged.lines, logged.log_lines from judged cross join logged`;

      const rows = await run(query(text, [...LINES, { name: 'log_lines', type: 'integer' }]));

      expect(rows).toEqual([{ lines: 3, log_lines: 0 }]);
    });

    it.each([
      [`k1_b'c`, 1],
      [`' or '1' = '1`, 0],
      [`x') or ('1' = '1`, 0],
      [`\\' or 1 = 1 --`, 0],
      ['?', 0],
      ['é😀\n', 0],
    ])('takes the text %j for a value and nothing else', async (token, lines) => {
      const named = query(
        `select count(*) as lines from ledger_lines
          where beneficiary_token = cast(? as varchar)`,
        LINES,
        [{ name: 'token', type: 'text' }],
      );

      expect(await run(named, { token })).toEqual([{ lines }]);
    });

    it.each([-9_007_199_254_740_991, -1, 0, 2_147_483_648, 9_007_199_254_740_991])(
      'takes the number %d whole',
      async (number) => {
        const named = query(
          'select count(*) as lines from ledger_lines where cast(? as bigint) = bigint_of',
          LINES,
          [{ name: 'number', type: 'integer' }],
        );
        const text = named.text.replace('bigint_of', `cast('${number}' as bigint)`);

        expect(await run({ ...named, text }, { number })).toEqual([{ lines: 3 }]);
      },
    );

    it.each([
      ['another type', `select '1' as x`, 'output x is not of type integer'],
      ['another name', 'select 1 as y', 'its columns are not the outputs of its header'],
      ['one column more', 'select 1 as x, 2 as y', 'its columns are not the outputs of its header'],
      ['too large a number', 'select 9007199254740993 as x', 'output x exceeds a safe integer'],
    ])('refuses an answer with %s', async (_, text, message) => {
      await expect(run(query(text, [{ name: 'x', type: 'integer' }]))).rejects.toThrow(message);
    });

    it.each([
      [{}, 'parameter day needs a value of type day'],
      [{ day: '2026-02-30' }, 'parameter day needs a value of type day'],
      [{ day: 20260101 }, 'parameter day needs a value of type day'],
      [{ day: '2026-01-01', year: 1 }, 'no parameter year'],
    ])('refuses parameters %j', async (parameters, message) => {
      const named = query(
        'select 1 as x where cast(? as date) is not null',
        [{ name: 'x', type: 'integer' }],
        [{ name: 'day', type: 'day' }],
      );

      await expect(run(named, parameters)).rejects.toThrow(message);
    });

    it.each(['1', 1.5, NaN, 2 ** 53])('refuses %p where a whole number belongs', async (number) => {
      const parameters = [{ name: 'number', type: 'integer' }] as const;
      const named = query('select 1 as x where cast(? as bigint) > 0', [], parameters);

      await expect(run(named, { number })).rejects.toThrow(
        'parameter number needs a value of type integer',
      );
    });

    it('refuses a snapshot that does not exist', async () => {
      const missing = { ...manifest, snapshotId: 'f'.repeat(32) };
      const named = query('select 1 as x', [{ name: 'x', type: 'integer' }]);

      await expect(run(named, {}, missing)).rejects.toThrow('there is no such snapshot');
    });

    it('keeps the words of the engine out of its own error text', async () => {
      const named = query('select cast(beneficiary_token as integer) as x from ledger_lines', [
        { name: 'x', type: 'integer' },
      ]);

      const error: unknown = await run(named).catch((caught: unknown) => caught);

      expect(error).toBeInstanceOf(Error);
      expect((error as Error).name).toBe('QueryFailedError');
      expect((error as Error).message).toBe('query made_up: the engine refused or failed it');
      expect(String((error as Error).cause)).toContain('k1_');
    });
  });
}
