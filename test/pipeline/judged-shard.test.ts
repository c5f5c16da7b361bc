// One shard and year, folded: each person once, under the head token.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { judgedShard, type JudgedYear } from '../../lib/pipeline/judged-shard.js';
import { SHARD_COUNT, shardOf } from '../../lib/ports/ledger-store.js';
import { toCents } from '../../lib/domain/money.js';
import { day } from '../support/amounts.js';
import { claim, reversalOf } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();

let tools: TestTools;
beforeEach(() => {
  tools = testTools(reference);
});

async function judged(year: number): Promise<readonly JudgedYear[]> {
  const all: JudgedYear[] = [];
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    for await (const each of judgedShard(tools, year, shard)) all.push(each);
  }
  return all.sort((left, right) => (left.token < right.token ? -1 : 1));
}

describe('judgedShard', () => {
  it('gives every person of the shard once, in token order, and nobody else', async () => {
    const tokens = Array.from({ length: 300 }, (_, at) => `k1_${String(at).padStart(3, '0')}`);
    for (const token of tokens) {
      await commitPerson(tools, emptyChange(token, { versions: [claim()] }));
    }
    const found: string[] = [];
    for await (const each of judgedShard(tools, 2026, 3)) found.push(each.token);

    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(tokens.filter((token) => shardOf(token) === 3));
  });

  it('judges the year as it is stored', async () => {
    const versions = [
      claim({ lines: [{ allowed: '2500.00' }] }),
      claim({ icn: 'B', lines: [{ dos: '2025-03-02' }] }),
    ];
    await commitPerson(tools, emptyChange('k1_a', { versions }));
    const [only, ...others] = await judged(2026);

    expect(others).toEqual([]);
    expect(only).toMatchObject({
      token: 'k1_a',
      view: {
        year: 2026,
        lines: [{ kxExpected: 'required' }],
        groups: [{ accumulatedCents: 250_000 }],
      },
    });
    expect(only?.document.totals.PT_SLP).toBe(250_000);
    expect(only?.document.standing).toEqual([only?.view.groups[0]?.kxCrossing]);
  });

  it('judges a correction that lies in another year', async () => {
    const versions = [
      claim({ icn: 'A', lines: [{ dos: '2025-12-30' }] }),
      claim({ icn: 'B', replacesIcn: 'A', lines: [{ dos: '2026-01-02' }] }),
    ];
    await commitPerson(tools, emptyChange('k1_a', { versions }));

    expect((await judged(2025)).map(({ view }) => view.lines.length)).toEqual([0]);
    expect((await judged(2026)).map(({ view }) => view.lines.length)).toEqual([1]);
  });

  it('gives joined tokens as one person, whichever shards they lie in', async () => {
    const joins = ['k1_b', 'k1_c', 'k1_d'].map((from) => {
      return { joinKey: from, from, to: 'k1_a', source: 'a person', isUndone: false };
    });
    for (const token of ['k1_a', 'k1_b', 'k1_c', 'k1_d']) {
      const versions = [claim({ icn: token })];
      await commitPerson(tools, emptyChange(token, { versions }));
    }
    await commitPerson(tools, emptyChange('k1_a', { joins }));

    expect((await judged(2026)).map(({ token, view }) => [token, view.lines.length])).toEqual([
      ['k1_a', 4],
    ]);
  });

  it('counts claims without lines in their year, current ones only', async () => {
    const facts = { lines: [], statementFrom: day('2026-02-01'), paidCents: toCents(5_000) };
    const takenBack = claim({ icn: 'C', ...facts });
    const versions = [
      claim({ icn: 'A', ...facts }),
      claim({ icn: 'B', ...facts, statementFrom: day('2025-02-01') }),
      takenBack,
      reversalOf(takenBack, '2026-05-01'),
    ];
    await commitPerson(tools, emptyChange('k1_a', { versions }));

    expect(await judged(2026)).toMatchObject([{ headerOnlyClaims: 1, headerOnlyPaidCents: 5_000 }]);
    expect(await judged(2025)).toMatchObject([{ headerOnlyClaims: 1, headerOnlyPaidCents: 5_000 }]);
  });

  it('gives nothing where nothing is stored', async () => {
    expect(await judged(2026)).toEqual([]);
  });
});
