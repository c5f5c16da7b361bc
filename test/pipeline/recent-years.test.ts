// What a commit judged is published as it is, until somebody writes the document again.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/commit-spool.js';
import { judgedShard, publishedShard } from '../../lib/pipeline/judged-shard.js';
import type { JudgedYear } from '../../lib/pipeline/lake/ledger-rows.js';
import { rememberRecentYears, type RecentYears } from '../../lib/pipeline/recent-years.js';
import { shardOf } from '../../lib/ports/ledger-store.js';
import { claim, type ClaimGiven } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();
const YEAR = 2026;
const SHARD = 3;
const TOKENS = Array.from({ length: 200 }, (_, at) => `k1_${String(at).padStart(3, '0')}`).filter(
  (token) => shardOf(token) === SHARD,
);
const HEADER_ONLY: ClaimGiven = { icn: 'H', lines: [], statementFrom: claim().paidDate };

let tools: TestTools;
let recent: RecentYears;
beforeEach(() => {
  tools = testTools(reference);
  recent = rememberRecentYears();
});

async function commit(token: string, given: ClaimGiven, into: RecentYears | null): Promise<void> {
  const person = await commitPerson(tools, emptyChange(token, { versions: [claim(given)] }));
  into?.remember(person);
}

async function published(from: RecentYears): Promise<readonly JudgedYear[]> {
  const years: JudgedYear[] = [];
  for await (const each of publishedShard(tools, { year: YEAR, shard: SHARD }, from)) {
    years.push(each);
  }
  return years;
}

async function folded(): Promise<readonly JudgedYear[]> {
  const years: JudgedYear[] = [];
  for await (const each of judgedShard(tools, YEAR, SHARD)) {
    const { token, view, headerOnlyClaims, headerOnlyPaidCents } = each;
    years.push({ token, view, headerOnlyClaims, headerOnlyPaidCents });
  }
  return years;
}

function factsOf(years: readonly JudgedYear[]) {
  return years.map(({ token, view, headerOnlyClaims, headerOnlyPaidCents }) => {
    return { token, view, headerOnlyClaims, headerOnlyPaidCents };
  });
}

describe('publishedShard', () => {
  it.each([
    ['all', () => true],
    ['none', () => false],
    ['every second', (at: number) => at % 2 === 0],
  ])('gives what a fold of the documents gives, in token order: %s remembered', async (_, is) => {
    for (const [at, token] of TOKENS.entries()) {
      await commit(token, { icn: 'A' }, is(at) ? recent : null);
      if (at % 3 === 0) await commit(token, HEADER_ONLY, is(at) ? recent : null);
    }

    expect(TOKENS.length).toBeGreaterThan(4);
    expect(factsOf(await published(recent))).toEqual(await folded());
  });

  it('reads a document again that was written since', async () => {
    await commit('k1_other', { icn: 'A' }, recent);
    const [token = ''] = TOKENS;
    await commit(token, { icn: 'A' }, recent);
    await commit(token, { icn: 'B' }, null);

    const years = await published(recent);

    expect(years.map(({ view }) => view.lines.length)).toEqual([2]);
  });
});

describe('rememberRecentYears', () => {
  it('hands a year out once', async () => {
    const [token = ''] = TOKENS;
    await commit(token, { icn: 'A' }, recent);
    const place = { token, year: YEAR, version: 1 };

    expect(recent.take(place)?.view.lines).toHaveLength(1);
    expect(recent.take(place)).toBeNull();
  });

  it('takes no more lines than it may, and more again once some are handed out', async () => {
    const small = rememberRecentYears(2);
    for (const icn of ['A', 'B']) await commit(`k1_${icn}`, { icn, lines: [{}, {}] }, small);

    expect(small.take({ token: 'k1_B', year: YEAR, version: 1 })).toBeNull();
    expect(small.take({ token: 'k1_A', year: YEAR, version: 1 })?.view.lines).toHaveLength(2);

    await commit('k1_C', { icn: 'C' }, small);

    expect(small.take({ token: 'k1_C', year: YEAR, version: 1 })?.view.lines).toHaveLength(1);
  });
});
