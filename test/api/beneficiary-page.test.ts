// The list of beneficiaries, page after page: each order on its own, the same answer whether an
// order was made just now or kept from the request before.

import { describe, expect, it } from '@jest/globals';
import type { ApiContext } from '../../lib/api/api-context.js';
import {
  beneficiariesQuery,
  type BeneficiariesAnswer,
} from '../../lib/api/contract/beneficiaries.js';
import { beneficiaryPage } from '../../lib/api/routes/beneficiary-page.js';
import {
  beneficiaryTable,
  type BeneficiaryTable,
} from '../../lib/pipeline/pages/beneficiary-table.js';
import type { BeneficiaryRow, GroupStanding } from '../../lib/pipeline/pages/page-contents.js';

const PEOPLE = Array.from({ length: 9 }, (_, at) => {
  const standing = {
    lines: 1,
    accumulatedCents: ((at * 4) % 9) * 100,
    reviewExposedCents: 0,
    attentionLines: at % 2,
    kxThresholdCents: 248_000,
    zone: 'below_kx',
  } as GroupStanding;
  const groups = { PT_SLP: standing, OT: null };
  return { token: `k_${at}`, year: 2026, groups, lastServiceDate: `2026-01-0${at + 1}` };
}) as unknown as readonly BeneficiaryRow[];

function context(rows: readonly BeneficiaryRow[]): ApiContext {
  return contextOf(beneficiaryTable(2026, rows));
}

function contextOf(table: BeneficiaryTable | null): ApiContext {
  const set = { pagesId: 'a'.repeat(24), years: [2026] };
  return {
    pages: { set: () => Promise.resolve(set), page: () => Promise.resolve(table) },
  } as unknown as ApiContext;
}

/** All tokens of a list, three at a time. */
async function tokensOf(from: ApiContext, wanted: Record<string, unknown>): Promise<string[]> {
  const tokens: string[] = [];
  let cursor: string | null = null;
  do {
    const query = beneficiariesQuery.parse({
      ...wanted,
      limit: '3',
      ...(cursor === null ? {} : { cursor }),
    });
    const answer = await beneficiaryPage(from, 'default', query);
    const { rows, next } = (answer as unknown as { readonly body: BeneficiariesAnswer }).body;
    tokens.push(...rows.map(({ token }) => token));
    cursor = next;
  } while (cursor !== null);
  return tokens;
}

const ORDERS: readonly (readonly [Record<string, string>, readonly number[]])[] = [
  [{ sort: 'total', order: 'asc' }, [0, 7, 5, 3, 1, 8, 6, 4, 2]],
  [{ sort: 'total', order: 'desc' }, [2, 4, 6, 8, 1, 3, 5, 7, 0]],
  [{ sort: 'last', order: 'asc' }, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
  [{ sort: 'last', order: 'desc', zone: 'below_kx' }, [8, 7, 6, 5, 4, 3, 2, 1, 0]],
  [{ sort: 'last', order: 'desc', zone: 'over_kx' }, []],
  [{ sort: 'attention', order: 'desc' }, [1, 3, 5, 7, 0, 2, 4, 6, 8]],
];

describe('the list of beneficiaries', () => {
  it('has each order whole, also when others were asked for in between', async () => {
    const from = context(PEOPLE);
    for (const round of [1, 2]) {
      for (const [wanted, people] of ORDERS) {
        expect([round, wanted, await tokensOf(from, wanted)]).toEqual([
          round,
          wanted,
          people.map((at) => `k_${at}`),
        ]);
      }
    }
  });

  it('is another one for another page', async () => {
    const wanted = { sort: 'last', order: 'asc' };
    const first = await tokensOf(context(PEOPLE), wanted);

    expect(await tokensOf(context(PEOPLE.slice(0, 4)), wanted)).toEqual(first.slice(0, 4));
  });

  it('is not empty, but not built, where a year of the set has no table', async () => {
    const ask = (year: string) =>
      beneficiaryPage(contextOf(null), 'default', beneficiariesQuery.parse({ year, limit: '3' }));

    expect(await ask('2026')).toMatchObject({ problem: { code: 'not_built' } });
    expect(await ask('2025')).toMatchObject({ body: { year: 2025, total: 0, rows: [] } });
  });
});
