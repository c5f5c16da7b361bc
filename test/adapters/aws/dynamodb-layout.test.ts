// Where the chain of a beneficiary lies: in the item of its newest year, so that the usual commit
// is one put; by itself while there is none. Wherever it lies, the answers are as if it lay alone.

import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  BatchGetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { DynamoLedgerKeeper } from '../../../lib/adapters/aws/dynamodb-ledger-keeper.js';
import { DynamoLedgerStore } from '../../../lib/adapters/aws/dynamodb-ledger-store.js';
import { chainBeside } from '../../../lib/domain/chain-beside.js';
import { shardOf, type LedgerDocument } from '../../../lib/ports/ledger-store.js';
import {
  chainDocument,
  change,
  claimVersion,
  yearDocument,
  type StoredChain,
  type StoredYear,
} from '../../ports/ledger-documents.js';
import { loadChains, loadYears } from '../../../lib/pipeline/person-documents.js';
import { readAll } from '../../ports/ledger-reads.js';
import { largePerson } from './large-document-cases.js';
import { STUB_TABLE, stubDynamo } from './stub-dynamodb.js';
import { recordedRetry } from './stub-retry.js';

let dynamo: ReturnType<typeof stubDynamo>;
let store: DynamoLedgerStore;
beforeEach(() => {
  dynamo = stubDynamo();
  store = new DynamoLedgerStore({ client: dynamo.client, tableName: STUB_TABLE });
});

function chain(version: number, years: readonly number[]): StoredChain {
  return chainDocument({ tenantId: 'a', version, years });
}

function year(version: number, inYear: number): StoredYear {
  const versions = [claimVersion(inYear * 10 + version, 2)];
  return yearDocument({ tenantId: 'a', year: inYear, version, versions });
}

/** Commits one after the other, all of which must succeed; the calls of the last one. */
async function commitAll(...commits: readonly (readonly LedgerDocument[])[]) {
  for (const documents of commits) {
    dynamo.mock.resetHistory();
    expect(await store.commit(documents.map(change))).toEqual({ kind: 'committed' });
  }
  return {
    puts: dynamo.mock.commandCalls(PutItemCommand).length,
    transactions: dynamo.mock.commandCalls(TransactWriteItemsCommand).length,
    reads: dynamo.mock.commandCalls(BatchGetItemCommand).length,
  };
}

/** Where chains lie, by what every item says. */
function places(): readonly string[] {
  return [...dynamo.items.values()].flatMap((item) => {
    const [, kind, name] = item['pk']?.S?.split('#') ?? [];
    if (kind === 'part') return [];
    if (kind === 'chain') return [`chain: ${item['home']?.N ?? 'here'}`];
    const version = item['chainVersion']?.N;
    return [`${name}: ${version === undefined ? 'year' : `year and chain ${version}`}`];
  });
}

const FIRST = [chain(1, [2026]), year(1, 2026)];
const SECOND = [chain(2, [2026]), year(2, 2026)];

describe('a beneficiary in the table', () => {
  it('has its chain in its year, and the usual commit is one put without a reading', async () => {
    expect(await commitAll(FIRST)).toEqual({ puts: 0, transactions: 1, reads: 0 });
    expect(await commitAll(SECOND)).toEqual({ puts: 1, transactions: 0, reads: 0 });

    expect(places()).toEqual(['2026: year and chain 2', 'chain: 2026']);
    expect(await store.load(SECOND)).toEqual(SECOND);
  });

  it.each([
    {
      what: 'a newer year takes the chain along',
      last: [chain(2, [2026, 2027]), year(1, 2027)],
      lies: ['2026: year', '2027: year and chain 2', 'chain: 2027'],
    },
    {
      what: 'an older year does not',
      last: [chain(2, [2025, 2026]), year(1, 2025)],
      lies: ['2025: year', '2026: year and chain 2', 'chain: 2026'],
    },
    {
      what: 'a chain alone is changed where it lies',
      last: [chain(2, [2026])],
      lies: ['2026: year and chain 2', 'chain: 2026'],
    },
    {
      what: 'a year alone keeps the chain',
      last: [year(2, 2026)],
      lies: ['2026: year and chain 1', 'chain: 2026'],
    },
  ])('is one whole: $what', async ({ last, lies }) => {
    await commitAll(FIRST, last);

    expect([...places()].sort()).toEqual(lies);
    const all = [...FIRST.filter((each) => !last.some((one) => isSame(one, each))), ...last];
    expect(await store.load(all)).toEqual(all);
    expect(await store.commit(last.map(change))).toEqual({ kind: 'conflict' });
  });

  it('stored apart, as it once was, is read, and comes together with the next commit', async () => {
    await commitAll([chain(1, [2026])], [year(1, 2026)]);
    expect(places()).toEqual(['chain: here', '2026: year']);
    expect(await store.load(FIRST)).toEqual(FIRST);

    await commitAll(SECOND);
    expect(places()).toEqual(['chain: 2026', '2026: year and chain 2']);
    expect(await store.load(SECOND)).toEqual(SECOND);
  });

  it('is read whole with its shard', async () => {
    await commitAll(
      SECOND.map((document) => ({ ...document, version: 1 })),
      SECOND,
    );
    dynamo.mock.resetHistory();
    const place = { tenantId: 'a', year: 2026, shard: shardOf('k1a2b3_first') };

    const [read] = await readAll(store, place);

    expect(read && chainBeside(read)).toEqual(SECOND[0]);
    expect(dynamo.mock.commandCalls(BatchGetItemCommand)).toEqual([]);
  });

  it('needs no second reading for the year that its chain lies with', async () => {
    await commitAll(FIRST);
    dynamo.mock.resetHistory();
    const tools = { tenantId: 'a', ledger: store };

    const chains = await loadChains(tools, ['k1a2b3_first']);
    const years = await loadYears(tools, chains, 'all');

    const { kind: _, ...plain } = year(1, 2026);
    expect([...years.values()]).toEqual([plain]);
    expect(dynamo.mock.commandCalls(BatchGetItemCommand)).toHaveLength(2);
  });

  it('keeps the state of its shard while only its chain changes', async () => {
    await commitAll(FIRST);
    const before = await store.listShards('a');
    const calls = await commitAll([chain(2, [2026])]);
    expect(calls).toMatchObject({ puts: 1, transactions: 0 });
    expect(await store.listShards('a')).toEqual(before);
    await commitAll([chain(3, [2026]), year(2, 2026)]);
    expect(await store.listShards('a')).not.toEqual(before);
  });

  it('may need several items, and moves to another year as a whole', async () => {
    const large = largePerson('a', 1, 2_500);
    const later = { ...large.chain, version: 2, years: [2026, 2027] };
    await commitAll([large.chain, large.year], [later, year(1, 2027)]);
    expect([...dynamo.items.keys()].some((name) => name.includes('#part#'))).toBe(true);

    const [loaded] = await store.load([later]);
    expect(loaded?.kind === 'chain' && loaded.headers.length).toBe(later.headers.length);
    expect([...places()].sort()).toEqual(['2026: year', '2027: year and chain 2', 'chain: 2027']);
    expect(await store.load([year(1, 2027)])).toEqual([year(1, 2027)]);
  });

  it('conflicts where its chain came to the year after it had been looked for', async () => {
    await commitAll(FIRST);
    dynamo.items.delete('a#chain#k1a2b3_first chain');
    expect(await store.commit([change(year(2, 2026))])).toEqual({ kind: 'conflict' });
    expect(places()).toEqual(['2026: year and chain 1']);
  });

  it('knows its own put when the answer was lost', async () => {
    await commitAll(FIRST);
    const { policy: retry } = recordedRetry(3);
    store = new DynamoLedgerStore({ client: dynamo.client, tableName: STUB_TABLE, retry });
    for (const last of [SECOND, [chain(3, [2026])]]) {
      dynamo.loseNext(PutItemCommand);
      await commitAll(last);
    }
    expect(await store.load(FIRST)).toEqual([chain(3, [2026]), year(2, 2026)]);
  });

  it('is found when its chain moves on between the look-up and the reading', async () => {
    await commitAll(FIRST);
    const moved = [chain(2, [2026, 2027]), year(1, 2027)];
    const send = dynamo.client.send.bind(dynamo.client) as (command: object) => Promise<unknown>;
    let reads = 0;
    const sendLater = async (command: object): Promise<unknown> => {
      if (command instanceof BatchGetItemCommand) reads += 1;
      // The chain's own key has been read, and the year that it names has not.
      if (reads === 2) {
        dynamo.client.send = send as typeof dynamo.client.send;
        await commitAll(moved);
      }
      return send(command);
    };
    dynamo.client.send = sendLater as typeof dynamo.client.send;

    expect(await store.load([chain(1, [2026])])).toEqual([moved[0]]);
  });

  const MOVES = [
    [chain(2, [2026, 2027]), year(1, 2027)],
    [chain(2, [2025, 2026]), year(1, 2025)],
  ];
  it.each([
    { what: 'with whatever year', offers: [SECOND, ...MOVES, [chain(2, [2026])]] },
    { what: 'with years that have to be looked for', offers: MOVES },
    { what: 'alone', offers: [[chain(2, [2026])], [chain(2, [2020, 2026])]] },
  ])('is written by one of those who write its chain at once, $what', async ({ offers }) => {
    await commitAll(FIRST);

    const results = await Promise.all(offers.map((offer) => store.commit(offer.map(change))));

    const won = offers.filter((_, at) => results[at]?.kind === 'committed');
    expect(won).toHaveLength(1);
    expect(await store.load([chain(2, [])])).toEqual(won[0]?.slice(0, 1));
    const lost = offers.filter((offer) => offer !== won[0]).flatMap((offer) => offer.slice(1));
    const stored = (await store.load(lost)).filter((document) => document !== null);
    expect([FIRST[1], ...(won[0] ?? [])]).toEqual(expect.arrayContaining(stored));
  });
});

describe('puts and removals of any documents', () => {
  const step = fc.record({
    writes: fc.uniqueArray(fc.constantFrom(0, 2025, 2026, 2027), { minLength: 1 }),
    removes: fc.subarray([0, 2025, 2026, 2027], { minLength: 0 }),
    isStale: fc.constantFrom(false, false, false, false, true),
  });

  it('leave what a plain map would hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { client, items, mock } = dynamo;
        items.clear();
        mock.resetHistory();
        const options = { client, tableName: STUB_TABLE };
        const [ledger, keeper] = [new DynamoLedgerStore(options), new DynamoLedgerKeeper(options)];
        const model = new Map<number, LedgerDocument>();
        for (const { writes, removes, isStale } of steps) {
          const removed = removes.filter((at) => !names(writes).has(at) && model.has(at));
          const puts = writes.map((at) => {
            const version = (model.get(at)?.version ?? 0) + (isStale ? 2 : 1);
            const left = [...model.keys(), ...writes].filter((key) => !removed.includes(key));
            const years = [...new Set(left)].filter((key) => key > 0);
            return [at, at === 0 ? chain(version, years) : year(version, at)] as const;
          });
          const changes = puts.map(([, document]) => change(document));
          const removals = removed.map((at) => {
            const key = at === 0 ? chain(1, []) : year(1, at);
            return { key, version: model.get(at)?.version ?? 0 };
          });
          const { kind } = await (removals.length === 0
            ? ledger.commit(changes)
            : keeper.replace({ puts: changes, removals }));
          expect(kind).toBe(isStale ? 'conflict' : 'committed');
          if (isStale) continue;
          for (const at of removed) model.delete(at);
          for (const [at, document] of puts) model.set(at, document);
        }
        const keys = [chain(1, []), ...[2025, 2026, 2027].map((at) => year(1, at))];
        expect(await ledger.load(keys)).toEqual([0, 2025, 2026, 2027].map(storedOf));
        expect(items.size).toBe(model.size);

        function storedOf(at: number): LedgerDocument | null {
          return model.get(at) ?? null;
        }
      }),
      { numRuns: 40 },
    );
  });
});

function names(writes: readonly number[]): ReadonlySet<number> {
  return new Set(writes);
}

function isSame(left: LedgerDocument, right: LedgerDocument): boolean {
  return left.kind === 'year' && right.kind === 'year'
    ? left.year === right.year
    : left.kind === right.kind;
}
