// The engine over a published lake: typed rows, old snapshots, and everything that it must refuse.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../lib/pipeline/lake/manifest.js';
import type { NamedQuery } from '../../../lib/ports/query-engine.js';
import { fakeJudgedYear } from '../../pipeline/lake/fake-ledger.js';
import { lakeOnDisk, TENANT, type LakeOnDisk } from '../../pipeline/lake/lake-on-disk.js';

const PEOPLE = [
  fakeJudgedYear({
    token: 'k1_a',
    year: 2026,
    lines: [
      { icn: '1', day: '2026-01-05', cents: 240_000 },
      { icn: '2', day: '2026-02-05', cents: 1_001, kx: true },
    ],
  }),
  fakeJudgedYear({ token: 'k1_b', year: 2025, lines: [{ icn: '3', day: '2025-03-01', cents: 7 }] }),
];

let lake: LakeOnDisk;
let manifest: Manifest;

beforeAll(async () => {
  lake = await lakeOnDisk();
  manifest = await lake.publish(PEOPLE);
});
afterAll(() => lake.close());

function query(
  text: string,
  outputs: NamedQuery['outputs'],
  parameters: NamedQuery['parameters'] = [],
): NamedQuery {
  return { name: 'made_up', text, outputs, parameters };
}

function run(named: NamedQuery, parameters: Record<string, string | number> = {}, at = manifest) {
  const binding = { tenantId: TENANT, snapshotId: at.snapshotId, parameters };
  return lake.engine.run(named, binding);
}

describe('openDuckDbQueryEngine', () => {
  it('gives typed rows in the words of the port', async () => {
    const rows = await run(
      query(
        `select service_year, beneficiary_token, service_date, units, after_cents, has_kx,
          type_of_bill from ledger_lines where service_year = cast(? as integer)
          and service_date > cast(? as date) and icn = cast(? as varchar)`,
        [
          { name: 'service_year', type: 'integer' },
          { name: 'beneficiary_token', type: 'text' },
          { name: 'service_date', type: 'day' },
          { name: 'units', type: 'double' },
          { name: 'after_cents', type: 'cents' },
          { name: 'has_kx', type: 'boolean' },
          { name: 'type_of_bill', type: 'text' },
        ],
        [
          { name: 'year', type: 'integer' },
          { name: 'after', type: 'day' },
          { name: 'icn', type: 'text' },
        ],
      ),
      { icn: '2', after: '2026-02-04', year: 2026 },
    );

    expect(rows).toEqual([
      {
        service_year: 2026,
        beneficiary_token: 'k1_a',
        service_date: '2026-02-05',
        units: 2,
        after_cents: 241_001,
        has_kx: true,
        type_of_bill: null,
      },
    ]);
  });

  it('shows an old snapshot as it was, beside the new one', async () => {
    const newer = await lake.publish(PEOPLE.slice(0, 1));
    const count = query('select count(*) as lines from ledger_lines', [
      { name: 'lines', type: 'integer' },
    ]);

    const [before, after] = await Promise.all([run(count), run(count, {}, newer)]);

    expect(before).toEqual([{ lines: 3 }]);
    expect(after).toEqual([{ lines: 2 }]);
  });

  it('gives an empty table where a snapshot has no file of it', async () => {
    const count = query('select count(*) as lines, max(version_key) as last from claim_lines', [
      { name: 'lines', type: 'integer' },
      { name: 'last', type: 'text' },
    ]);

    expect(await run(count)).toEqual([{ lines: 0, last: null }]);
  });

  const REFUSED: readonly (readonly [string, string])[] = [
    ['a file outside the lake', `select content as x from read_text('/etc/hostname')`],
    ['a file beside the lake', `select content as x from read_text('OUTSIDE')`],
    ['another setting', `set enable_external_access = true`],
    ['a file written elsewhere', `copy (select 1 as x) to 'OUTSIDE'`],
    ['a file written into the lake', `copy (select 1 as x) to 'INSIDE'`],
    ['two statements', `select 1 as x; select 2 as x`],
    ['an extension', `install httpfs`],
  ];
  it.each(REFUSED)('refuses %s', async (_, template) => {
    const outside = join(lake.directory, 'tenant=other.txt');
    writeFileSync(outside, 'x');

    const inside = join(lake.directory, 'tenant=default/lake/x.csv');
    const text = template.replace('OUTSIDE', outside).replace('INSIDE', inside);

    const asked = run(query(text, [{ name: 'x', type: 'text' }]));

    await expect(asked).rejects.toThrow(/^query made_up: (the engine refused|it is not a select)/);
    expect(existsSync(inside)).toBe(false);
  });

  it.each([
    ['another type', 'select 1.5 as x', 'output x is not of type integer'],
    ['another name', 'select 1 as y', 'its columns are not the outputs of its header'],
    ['more than a safe integer', 'select 9007199254740993 as x', 'output x exceeds a safe integer'],
  ])('refuses an answer with %s', async (_, text, message) => {
    await expect(run(query(text, [{ name: 'x', type: 'integer' }]))).rejects.toThrow(message);
  });

  it('refuses a sum of money without its cast', async () => {
    const named = query('select sum(paid_cents) as x_cents from ledger_lines', [
      { name: 'x_cents', type: 'cents' },
    ]);

    await expect(run(named)).rejects.toThrow('output x_cents is not of type cents');
  });

  it('takes a count as it comes', async () => {
    const named = query('select count_if(has_kx) as lines from ledger_lines', [
      { name: 'lines', type: 'integer' },
    ]);

    expect(await run(named)).toEqual([{ lines: 1 }]);
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

  it('refuses a snapshot that does not exist', async () => {
    const missing = { ...manifest, snapshotId: 'f'.repeat(32) };
    const named = query('select 1 as x', [{ name: 'x', type: 'integer' }]);

    await expect(run(named, {}, missing)).rejects.toThrow('there is no such snapshot');
  });

  it('keeps the words of the engine out of its own error text', async () => {
    const named = query(`select cast(beneficiary_token as integer) as x from ledger_lines`, [
      { name: 'x', type: 'integer' },
    ]);

    const error: unknown = await run(named).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).not.toContain('k1_');
    expect(String((error as Error).cause)).toContain('Conversion Error');
  });
});
