// Claim versions in the log: years apart, claims without lines, nothing left out.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import { toCents } from '../../../lib/domain/money.js';
import {
  collectClaimRows,
  type ClaimRows,
  type LoggedVersion,
} from '../../../lib/pipeline/lake/claim-rows.js';
import { fakeJudgedYear, fakeVersion } from './fake-ledger.js';

const [JUDGED] = fakeJudgedYear({
  token: 'k1_a',
  year: 2025,
  lines: [{ icn: '1', day: '2025-12-31', cents: 7_000, kx: true }],
}).view.lines;
if (JUDGED === undefined) throw new Error('a line');
const LINE = JUDGED.line;

function logged(version: LoggedVersion['version'], cents: readonly number[]): LoggedVersion {
  const accruals = cents.map((each) => ({ group: 'PT_SLP' as const, signedCents: toCents(each) }));
  return { token: 'k1_a', shard: 5, version, accruals };
}

function rowsOf(version: LoggedVersion, restatement: number): ReturnType<ClaimRows['take']> {
  const rows = collectClaimRows(restatement);
  rows.add(version);
  return rows.take();
}

describe('collectClaimRows', () => {
  it('puts each line in its own year', () => {
    const later = { ...LINE, line: 2, serviceDate: toIsoDay('2026-01-01'), renderingNpi: null };
    const version = fakeVersion({
      icn: '1',
      paidDay: '2026-02-01',
      lines: [LINE, later],
      renderingNpi: '1999999992',
    });

    const years = rowsOf(logged(version, [7_000, 7_001]), 4);

    expect([...years.keys()]).toEqual([2025, 2026]);
    expect(years.get(2025)?.columns.get('line_number')).toEqual([1]);
    expect(years.get(2026)?.columns.get('line_number')).toEqual([2]);
    expect(years.get(2026)?.columns.get('accrued_cents')).toEqual([7_001]);
    expect(years.get(2026)?.columns.get('rendering_npi')).toEqual(['1999999992']);
    expect(years.get(2026)?.columns.get('restatement')).toEqual([4]);
    expect(years.get(2026)?.columns.get('shard')).toEqual([5]);
  });

  it('gives a claim without lines one row of number 0 in its statement year', () => {
    const version = fakeVersion({
      icn: '2',
      paidDay: '2026-02-01',
      statementFrom: toIsoDay('2025-11-30'),
      chargeCents: toCents(900),
    });

    const years = rowsOf(logged(version, []), 0);

    expect([...years.keys()]).toEqual([2025]);
    const columns = years.get(2025)?.columns;
    expect(columns?.get('line_number')).toEqual([0]);
    expect(columns?.get('service_date')).toEqual(['2025-11-30']);
    expect(columns?.get('charge_cents')).toEqual([900]);
    expect(columns?.get('threshold_group')).toEqual([null]);
    expect(columns?.get('accrued_cents')).toEqual([0]);
  });

  it('refuses a line without a judgement and a claim without a date', () => {
    const judgeless = fakeVersion({ icn: '3', paidDay: '2026-02-01', lines: [LINE] });
    const undated = fakeVersion({ icn: '4', paidDay: '2026-02-01' });

    expect(() => rowsOf(logged(judgeless, []), 0)).toThrow('is judged');
    expect(() => rowsOf(logged(undated, []), 0)).toThrow('without a date');
  });
});
