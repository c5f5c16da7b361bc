// The list of claims and the index of their owners from a snapshot of any size: the same months
// whatever a question covers, every day of a year asked for once, every entry of a long page.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, toIsoDay } from '../../../lib/domain/day.js';
import { claimIndex } from '../../../lib/pipeline/pages/claim-index.js';
import type { ClaimOwner } from '../../../lib/pipeline/pages/page-contents.js';
import { claimMonths, periodsOf } from '../../../lib/pipeline/pages/list-pages.js';
import type { SnapshotQueries } from '../../../lib/pipeline/snapshot-queries.js';
import type { Tokenizer } from '../../../lib/pipeline/tokenizer.js';
import type { NamedQuery, QueryRow } from '../../../lib/ports/query-engine.js';

type Answer = (parameters: Readonly<Record<string, string | number>>) => readonly QueryRow[];

function queriesOf(answer: Answer): SnapshotQueries {
  return {
    engine: {
      run: (_, { parameters }) => Promise.resolve(answer(parameters)),
      close: () => Promise.resolve(),
    },
    query: (name) => ({ name }) as NamedQuery,
    tenantId: 'default',
    snapshotId: 's',
  };
}

function tokensOf(keyedHash: (claim: string) => string): Tokenizer {
  return { keyId: 'k', token: String, keyedHash: (parts) => keyedHash(String(parts[1])) };
}

const PLAIN = tokensOf((claim) => `ref-${claim}`);

describe('periodsOf', () => {
  it.each([
    [0, 1],
    [200_000, 1],
    [200_001, 2],
    [1_000_000, 6],
    [5_000_000, 12],
    [500_000_000, 12],
  ])('asks of a year of %i lines %i times', (lines, times) => {
    expect(periodsOf({ year: 2026, lines })).toHaveLength(times);
  });

  it('covers each day of the year once, the latest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6_000_000 }), (lines) => {
        const periods = periodsOf({ year: 2024, lines });

        expect(periods[0]?.period_to).toBe('2024-12-31');
        expect(periods.at(-1)?.period_from).toBe('2024-01-01');
        periods.slice(1).forEach((period, at) => {
          expect(addDays(period.period_to, 1)).toBe(periods[at]?.period_from);
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('claimMonths', () => {
  const days = ['2026-03-31', '2026-04-01', '2026-12-31', '2026-01-01', '2026-04-30', '2026-03-01'];
  const claims = days.map((day, at) => ({ icn: String(at), first_service_date: day }));
  const queries = queriesOf(({ period_from: from, period_to: to }) =>
    claims.filter(({ first_service_date: day }) => day >= String(from) && day <= String(to)),
  );

  it.each([0, 1_000_000, 5_000_000])('is the same for %i lines', async (lines) => {
    const found: unknown[] = [];
    for await (const { year, month, rows } of claimMonths(queries, PLAIN, [
      { year: 2026, lines },
    ])) {
      found.push([year, month, rows.map(({ claim }) => claim)]);
    }

    expect(found).toEqual([
      [2026, '2026-12', ['2']],
      [2026, '2026-04', ['4', '1']],
      [2026, '2026-03', ['0', '5']],
      [2026, '2026-01', ['3']],
    ]);
  });

  it('begins with the latest year', async () => {
    const asked: unknown[] = [];
    const silent = queriesOf(({ service_year: year, period_from: from }) => {
      asked.push([year, from]);
      return [];
    });
    const years = [2025, 2026].map((year) => ({ year, lines: 10 }));
    for await (const month of claimMonths(silent, PLAIN, years)) asked.push(month);

    expect(asked).toEqual([
      [2026, toIsoDay('2026-01-01')],
      [2025, toIsoDay('2025-01-01')],
    ]);
  });
});

describe('claimIndex', () => {
  it('names every owner and payer of a number once, over all years', async () => {
    const rows: Readonly<Record<number, readonly string[][]>> = {
      2025: [
        ['c1', '05102', 'k_b'],
        ['c2', '05102', 'k_a'],
      ],
      2026: [
        ['c1', '05102', 'k_a'],
        ['c1', '09102', 'k_a'],
        ['c1', '05102', 'k_b'],
      ],
    };
    const queries = queriesOf(({ service_year: year }) =>
      (rows[Number(year)] ?? []).map(([icn, payer, token]) => ({
        icn: icn ?? null,
        payer_id: payer ?? null,
        beneficiary_token: token ?? null,
      })),
    );

    const owners = await ownersIn(claimIndex(queries, PLAIN, [2025, 2026]));

    expect(owners).toEqual({
      'ref-c1': { claim: 'c1', payerIds: ['05102', '09102'], tokens: ['k_a', 'k_b'] },
      'ref-c2': { claim: 'c2', payerIds: ['05102'], tokens: ['k_a'] },
    });
  });

  it('keeps every claim of a page that many share', async () => {
    const many = Array.from({ length: 1_201 }, (_, at) => String(at));
    // Characters that are multiples of 256 leave the page as it is: all lie in one.
    const onOnePage = tokensOf((claim) =>
      String.fromCharCode(
        97,
        256 * (1 + (Number(claim) % 100)),
        256 * (1 + Math.floor(Number(claim) / 100)),
      ),
    );
    const queries = queriesOf(() =>
      many.map((icn) => ({ icn, payer_id: '05102', beneficiary_token: `k_"${icn}` })),
    );
    const pages: string[] = [];

    const owners = await ownersIn(claimIndex(queries, onOnePage, [2026]), pages);

    expect(pages).toHaveLength(1);
    expect(Object.values(owners).map(({ claim }) => claim)).toEqual(many);
    expect(Object.values(owners).at(-1)?.tokens).toEqual(['k_"1200']);
  });
});

async function ownersIn(
  index: ReturnType<typeof claimIndex>,
  pages: string[] = [],
): Promise<Readonly<Record<string, ClaimOwner>>> {
  const owners: Record<string, ClaimOwner> = {};
  for await (const [page, own] of index) {
    pages.push(page);
    Object.assign(owners, own);
  }
  return owners;
}
