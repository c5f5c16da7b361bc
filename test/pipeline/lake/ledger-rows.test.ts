// Which value of a judged line lands in which column.

import { describe, expect, it } from '@jest/globals';
import { toCents } from '../../../lib/domain/money.js';
import { collectLedgerRows, type JudgedYear } from '../../../lib/pipeline/lake/ledger-rows.js';
import type { ColumnBatch } from '../../../lib/pipeline/lake/lake-table-writer.js';
import { fakeJudgedYear } from './fake-ledger.js';
import { REFERENCE } from './lake-on-disk.js';

function columnsOf(...years: readonly JudgedYear[]): ColumnBatch {
  const rows = collectLedgerRows(REFERENCE);
  for (const year of years) rows.add(year, 3);
  return rows.take();
}

const YEAR = fakeJudgedYear({
  token: 'k1_a',
  year: 2026,
  outside: { OT: 500 },
  lines: [
    { icn: '1', day: '2026-01-05', cents: 240_000, rendering: 'A' },
    { icn: '2', day: '2026-01-09', cents: 1_001, kx: true, rendering: 'B' },
    { icn: '3', day: '2026-01-07', cents: 100, discipline: 'GO', rendering: 'A' },
    { icn: '4', day: '2026-01-04', cents: 100, discipline: null, rendering: 'B' },
    { icn: '5', day: '2026-01-03', cents: 100, isDenied: true, rendering: 'B' },
    { icn: '6', day: '2026-01-09', cents: 100, discipline: 'GN', rendering: null, billing: null },
  ],
});

describe('collectLedgerRows', () => {
  it.each([
    ['beneficiary_token', Array.from({ length: 6 }, () => 'k1_a')],
    ['shard', [3, 3, 3, 3, 3, 3]],
    ['icn', ['1', '2', '3', '4', '5', '6']],
    ['threshold_group', ['PT_SLP', 'PT_SLP', 'OT', null, 'PT_SLP', 'PT_SLP']],
    ['accrual_order', [1, 2, 1, null, 3, 4]],
    ['before_cents', [0, 240_000, 500, null, 241_001, 241_001]],
    ['after_cents', [240_000, 241_001, 600, null, 241_001, 241_101]],
    ['outside_cents', [0, 0, 500, null, 0, 0]],
    ['kx_threshold_cents', [241_000, 241_000, 241_000, null, 241_000, 241_000]],
    ['is_kx_crossing', [false, true, false, false, false, false]],
    ['is_review_crossing', [false, false, false, false, false, false]],
    ['has_kx', [false, true, false, false, false, false]],
    ['modifiers', ['GP', 'GP,KX', 'GO', '', 'GP', 'GN']],
    ['rendering_npi', ['A', 'B', 'A', 'B', 'B', null]],
    // The first date with B is January 9: what was not therapy, or denied, is no therapy date.
    ['is_first_rendering_date', [true, true, false, false, false, false]],
    ['is_first_billing_date', [true, false, false, false, false, false]],
    ['rendering_visit_minutes', [30, 30, 30, null, null, null]],
    ['billing_visit_minutes', [30, 30, 30, null, null, null]],
    ['rendering_code_units', [2, 2, 2, null, null, null]],
    ['billing_code_units', [2, 2, 2, null, null, null]],
    ['rules', columnsOf(YEAR).columns.get('rules')],
  ])('fills %s', (name, values) => {
    expect(columnsOf(YEAR).columns.get(name)).toEqual(values);
  });

  it('separates lists by commas and keeps what the payer changed apart', () => {
    const [judged] = YEAR.view.lines;
    if (judged === undefined) throw new Error('a line');
    const line = { ...judged.line, submitted: { hcpcs: '97112', modifiers: ['GP', '59', 'KX'] } };
    const changed: JudgedYear = {
      token: 'k1_b',
      view: {
        ...YEAR.view,
        lines: [{ ...judged, line, flags: ['LIMIT_DENIED', 'REVIEW_EXPOSED'] }],
      },
    };

    const { columns } = columnsOf(changed);

    expect(columns.get('submitted_hcpcs')).toEqual(['97112']);
    expect(columns.get('submitted_modifiers')).toEqual(['GP,59,KX']);
    expect(columns.get('flags')).toEqual(['LIMIT_DENIED,REVIEW_EXPOSED']);
    expect(columns.get('is_review_exposed')).toEqual([true]);
  });

  it('starts anew after each turn', () => {
    const rows = collectLedgerRows(REFERENCE);
    const short: JudgedYear = {
      ...YEAR,
      view: { ...YEAR.view, lines: YEAR.view.lines.slice(0, 2) },
    };
    rows.add(YEAR, 1);
    const first = [...(rows.take().columns.get('icn') ?? [])];
    rows.add(short, 2);
    const second = [...(rows.take().columns.get('icn') ?? [])];
    rows.add(YEAR, 3);
    rows.add(YEAR, 3);
    const third = rows.take();

    expect(first).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(second).toEqual(['1', '2']);
    expect([third.rows, third.columns.get('icn')?.length]).toEqual([12, 12]);
    expect(rows.rows).toBe(0);
  });

  it('marks the line that crosses, not another line of its claim', () => {
    const year = fakeJudgedYear({
      token: 'k1_c',
      year: 2026,
      lines: [1, 2, 3].map((line) => ({ icn: '9', line, day: '2026-02-02', cents: 150_000 })),
    });

    const { columns } = columnsOf(year);

    expect(columns.get('is_kx_crossing')).toEqual([false, true, false]);
    expect(columns.get('is_review_crossing')).toEqual([false, false, true]);
    expect(year.view.groups[0]?.kxCrossing?.afterCents).toBe(toCents(300_000));
  });
});
