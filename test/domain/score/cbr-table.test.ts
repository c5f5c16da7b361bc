// The tables of a comparative billing report: values, tests and words, against figures worked out
// by hand, with and without benchmarks.

import { describe, expect, it } from '@jest/globals';
import { toCents } from '../../../lib/domain/money.js';
import type { Benchmark } from '../../../lib/domain/score/benchmark.js';
import { cbrTable, type CbrRow } from '../../../lib/domain/score/cbr-table.js';
import { CELL, beneficiaryRow, measuresOf, npiOf, visitRow } from './measures-builder.js';

interface Own {
  readonly beneficiaries?: number;
  readonly kx?: number;
  readonly peers?: number;
}

/** Peers: 40 beneficiaries each, 10 with KX, $500 each give or take $100; 30 minutes a visit. */
function rows({ beneficiaries = 40, kx = 20, peers = 5 }: Own, benchmarks: Benchmark[] = []) {
  const npis = Array.from({ length: peers }, (_, at) => npiOf(at + 2));
  const table = cbrTable(
    measuresOf({
      beneficiaries: [
        beneficiaryRow({
          beneficiaries,
          kxBeneficiaries: kx,
          allowedCents: toCents(beneficiaries * 70_000),
          allowedSquares: beneficiaries * (70_000 ** 2 + 20_000 ** 2),
        }),
        ...npis.map((npi) =>
          beneficiaryRow({
            npi,
            kxBeneficiaries: 10,
            allowedCents: toCents(40 * 50_000),
            allowedSquares: 40 * (50_000 ** 2 + 10_000 ** 2),
          }),
        ),
      ],
      visits: [
        visitRow({ visits: 100, timedMinutes: 3050, timedMinutesSquares: 100 * (30.5 ** 2 + 144) }),
        ...npis.map((npi) =>
          visitRow({
            npi,
            visits: 100,
            timedMinutes: 3000,
            timedMinutesSquares: 100 * (900 + 144),
          }),
        ),
      ],
    }),
    'rendering',
    benchmarks,
  );
  return table.get(CELL.npi) ?? [];
}

function rowOf(all: readonly CbrRow[], measure: CbrRow['measure']): CbrRow {
  const row = all.find((each) => each.measure === measure);
  if (row === undefined) throw new Error('every measure has a row');
  return row;
}

const NATION: Benchmark = {
  measure: 'kx_share',
  grain: 'nation',
  state: null,
  discipline: null,
  mean: 0.25,
  n: 1000,
  sd: null,
  source: 'a file of the user',
  year: 2025,
};

describe('cbrTable', () => {
  it('tests shares by chi-square without correction', () => {
    // 20 of 40 beside 50 of 200: 240 (20*150 - 50*20)^2 / (40 * 200 * 70 * 170).
    const chiSquare = (240 * 2000 ** 2) / (40 * 200 * 70 * 170);

    const { value, n, peers, peerBasis } = rowOf(rows({}), 'kx_share');

    expect({ value, n, peerBasis }).toEqual({ value: 0.5, n: 40, peerBasis: 'state' });
    expect(peers).toMatchObject({ value: 0.25, n: 200, outcome: 'significantly higher' });
    expect(peers.kind === 'compared' && peers.statistic).toBeCloseTo(chiSquare, 10);
  });

  it('tests means by a t-test', () => {
    const allowed = rowOf(rows({}), 'allowed_per_beneficiary').peers;
    const minutes = rowOf(rows({}), 'minutes_per_visit').peers;
    const error = Math.sqrt(20_000 ** 2 / 39 + (200 * 10_000 ** 2) / 199 / 200);

    expect(allowed).toMatchObject({ value: 50_000, outcome: 'significantly higher' });
    expect(allowed.kind === 'compared' && allowed.statistic).toBeCloseTo(20_000 / error, 8);
    expect(minutes).toMatchObject({ value: 30, outcome: 'higher' });
  });

  it.each([
    { own: { kx: 20 }, expected: 'significantly higher' },
    { own: { kx: 12 }, expected: 'higher' },
    { own: { kx: 10 }, expected: 'does not exceed' },
    { own: { kx: 0 }, expected: 'does not exceed' },
    { own: { beneficiaries: 19, kx: 15 }, expected: 'not applicable' },
  ])('says $expected for $own', ({ own, expected }) => {
    expect(rowOf(rows(own), 'kx_share').peers).toMatchObject({ outcome: expected });
  });

  it('says that there is no data where nothing is given', () => {
    const row = rowOf(rows({ peers: 4 }), 'kx_share');

    expect(row).toMatchObject({ peerBasis: null, peers: { kind: 'no_data' } });
    expect(row).toMatchObject({ stateWide: { kind: 'no_data' }, nation: { kind: 'no_data' } });
  });

  it.each<{ name: string; more: Partial<Benchmark>; nation: string; stateWide: string }>([
    { name: 'of the nation', more: {}, nation: 'significantly higher', stateWide: '' },
    { name: 'without a count', more: { n: null }, nation: 'higher', stateWide: '' },
    { name: 'of a higher share', more: { mean: 0.6 }, nation: 'does not exceed', stateWide: '' },
    {
      name: 'of the state',
      more: { grain: 'state', state: 'TX' },
      nation: '',
      stateWide: 'significantly higher',
    },
    { name: 'of another state', more: { grain: 'state', state: 'OK' }, nation: '', stateWide: '' },
    { name: 'of another discipline', more: { discipline: 'GO' }, nation: '', stateWide: '' },
    {
      name: 'of the discipline',
      more: { discipline: 'GP' },
      nation: 'significantly higher',
      stateWide: '',
    },
    {
      name: 'of another measure',
      more: { measure: 'minutes_per_visit', mean: 99 },
      nation: '',
      stateWide: '',
    },
  ])('compares with a benchmark $name', ({ more, nation, stateWide }) => {
    const word = (comparison: CbrRow['nation']): string =>
      comparison.kind === 'no_data' ? '' : comparison.outcome;
    const row = rowOf(rows({}, [{ ...NATION, ...more }]), 'kx_share');

    expect({ nation: word(row.nation), stateWide: word(row.stateWide) }).toEqual({
      nation,
      stateWide,
    });
  });

  it('takes the benchmark of the discipline before that of all, and the latest', () => {
    const benchmarks = [
      { ...NATION, mean: 0.1, year: 2026 },
      { ...NATION, mean: 0.2, discipline: 'GP' as const, year: 2024 },
      { ...NATION, mean: 0.3, discipline: 'GP' as const, year: 2025 },
    ];

    expect(rowOf(rows({}, benchmarks), 'kx_share').nation).toMatchObject({ value: 0.3 });
  });
});
