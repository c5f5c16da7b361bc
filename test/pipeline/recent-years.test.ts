// What a commit judged is published as it is, until somebody writes the document again.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { judgedShard, publishedShard } from '../../lib/pipeline/judged-shard.js';
import type {
  ColumnBatch,
  ColumnValue,
  LakeRows,
} from '../../lib/pipeline/lake/lake-table-writer.js';
import { collectLedgerRows, type JudgedYear } from '../../lib/pipeline/lake/ledger-rows.js';
import {
  rememberRecentYears,
  type CollectedYear,
  type RecentYears,
} from '../../lib/pipeline/recent-years.js';
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
const [TOKEN = ''] = TOKENS;
const HEADER_ONLY: ClaimGiven = { icn: 'H', lines: [], statementFrom: claim().paidDate };

type Row = Readonly<Record<string, ColumnValue>>;

/** Rows that a test can look at. */
class VisibleRows implements LakeRows {
  readonly all: Row[] = [];

  get rows(): number {
    return this.all.length;
  }

  append({ rows, columns }: ColumnBatch): void {
    for (let at = 0; at < rows; at += 1) {
      const cells = [...columns].map(([name, values]) => [name, values[at] ?? null] as const);
      this.all.push(Object.fromEntries(cells));
    }
  }

  clear(): void {
    this.all.length = 0;
  }
}

let tools: TestTools;
let recent: RecentYears;
beforeEach(() => {
  tools = testTools(reference);
  recent = remembering();
});

function remembering(maxLines?: number): RecentYears {
  const openRows = (): LakeRows => new VisibleRows();
  return rememberRecentYears({
    openRows,
    reference,
    ...(maxLines === undefined ? {} : { maxLines }),
  });
}

async function commit(token: string, given: ClaimGiven, into: RecentYears | null): Promise<void> {
  const person = await commitPerson(tools, emptyChange(token, { versions: [claim(given)] }));
  into?.remember(person);
}

function rowsOf(year: JudgedYear | CollectedYear): readonly Row[] {
  const visible = new VisibleRows();
  if ('view' in year) {
    const rows = collectLedgerRows(reference);
    rows.add(year, SHARD);
    visible.append(rows.take());
    return visible.all;
  }
  if (!(year.rows instanceof VisibleRows)) throw new Error('rows that this test did not open');
  return year.rows.all.slice(year.from, year.to);
}

function factsOf(year: JudgedYear | CollectedYear) {
  const { token, headerOnlyClaims, headerOnlyPaidCents } = year;
  return { token, headerOnlyClaims, headerOnlyPaidCents, rows: rowsOf(year) };
}

async function published(from: RecentYears) {
  const years: ReturnType<typeof factsOf>[] = [];
  let collected = 0;
  for await (const each of publishedShard(tools, { year: YEAR, shard: SHARD }, from)) {
    years.push(factsOf(each));
    if (!('view' in each)) collected += 1;
  }
  return { years, collected };
}

async function folded() {
  const years: ReturnType<typeof factsOf>[] = [];
  for await (const each of judgedShard(tools, YEAR, SHARD)) years.push(factsOf(each));
  return years;
}

function taken(from: RecentYears, token: string, version = 1): number | null {
  const year = from.take({ token, year: YEAR, version });
  return year === null ? null : year.to - year.from;
}

describe('publishedShard', () => {
  it.each([
    ['all', () => true],
    ['none', () => false],
    ['every second', (at: number) => at % 2 === 0],
  ])('gives what a fold of the documents gives, in token order: %s remembered', async (_, is) => {
    // Remembered in another order than they are published in.
    for (const [at, token] of [...TOKENS.entries()].reverse()) {
      await commit(token, { icn: 'A' }, is(at) ? recent : null);
      if (at % 3 === 0) await commit(token, HEADER_ONLY, is(at) ? recent : null);
    }
    const { years, collected } = await published(recent);

    expect(TOKENS.length).toBeGreaterThan(4);
    expect(years).toEqual(await folded());
    expect(collected).toBe(TOKENS.filter((_token, at) => is(at)).length);
  });

  it('reads a document again that was written since', async () => {
    await commit('k1_other', { icn: 'A' }, recent);
    await commit(TOKEN, { icn: 'A' }, recent);
    await commit(TOKEN, { icn: 'B' }, null);

    const { years, collected } = await published(recent);

    expect(years.map(({ rows }) => rows.length)).toEqual([2]);
    expect(collected).toBe(0);
  });
});

describe('rememberRecentYears', () => {
  it('hands out the latest that it was told', async () => {
    await commit(TOKEN, { icn: 'A' }, recent);
    await commit(TOKEN, { icn: 'B' }, recent);

    expect(taken(recent, TOKEN, 1)).toBeNull();
    expect(taken(recent, TOKEN, 2)).toBe(2);
  });

  it('forgets what was not stored after all', async () => {
    await commit(TOKEN, { icn: 'A' }, recent);
    recent.forget([{ token: TOKEN, year: YEAR - 1 }]);

    expect(taken(recent, TOKEN)).toBe(1);

    recent.forget([{ token: TOKEN, year: YEAR }]);

    expect(taken(recent, TOKEN)).toBeNull();
  });

  it('takes no more lines than it may, and more again once shards are released', async () => {
    const small = remembering(2);
    for (const icn of ['A', 'B']) await commit(`k1_${icn}`, { icn, lines: [{}, {}] }, small);

    expect(taken(small, 'k1_B')).toBeNull();
    expect(taken(small, 'k1_A')).toBe(2);

    small.release([shardOf('k1_A')]);
    await commit('k1_C', { icn: 'C' }, small);

    expect(taken(small, 'k1_A')).toBeNull();
    expect(taken(small, 'k1_C')).toBe(1);
  });
});
