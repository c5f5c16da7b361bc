// Reads items by key, many at once: what is asked for in the same turn goes out in batches of 100,
// each item once. Reads are consistent: a fold over what was there a moment ago would lose its
// commit, or worse, win it.

import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { StoredItemError } from './aws-errors.js';
import { itemKeyOf, type Item, type ItemKey } from './dynamodb-ledger-keys.js';
import type { DynamoTable } from './dynamodb-table.js';

const MAX_KEYS_PER_CALL = 100;

interface Asked {
  readonly key: ItemKey;
  readonly item: Promise<Item | null>;
  readonly answer: (item: Item | null) => void;
  readonly fail: (error: unknown) => void;
}

export class DynamoItemReader {
  readonly #table: DynamoTable;
  #asked = new Map<string, Asked>();

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  /** Items in the order of the keys; null where nothing is stored. */
  read(keys: readonly ItemKey[]): Promise<readonly (Item | null)[]> {
    return Promise.all(keys.map((key) => this.#ask(key)));
  }

  #ask(key: ItemKey): Promise<Item | null> {
    const name = nameOf(key);
    const known = this.#asked.get(name);
    if (known !== undefined) return known.item;
    if (this.#asked.size === 0) setImmediate(() => this.#sendAll());
    const { promise, resolve, reject } = withResolvers<Item | null>();
    this.#asked.set(name, { key, item: promise, answer: resolve, fail: reject });
    return promise;
  }

  /** Whoever asks from now on is read by the next batch, which sees what is written by then. */
  #sendAll(): void {
    const all = [...this.#asked.values()];
    this.#asked = new Map();
    for (let at = 0; at < all.length; at += MAX_KEYS_PER_CALL) {
      const batch = all.slice(at, at + MAX_KEYS_PER_CALL);
      this.#send(batch).catch((error: unknown) => {
        for (const { fail } of batch) fail(error);
      });
    }
  }

  /** An answer may leave keys out: it was too large, or its partition too busy. */
  async #send(batch: readonly Asked[]): Promise<void> {
    let left = new Map(batch.map((asked) => [nameOf(asked.key), asked]));
    // As long as something comes back the service is not stuck, so attempts count anew.
    while (left.size > 0) left = await this.#readSome(left);
  }

  async #readSome(batch: ReadonlyMap<string, Asked>): Promise<Map<string, Asked>> {
    const { name, client, capacityAsked } = this.#table;
    const keys = [...batch.values()].map(({ key }) => itemKeyOf(key));
    return this.#table.untilDone('BatchGetItem', async () => {
      const output = await client.send(
        new BatchGetItemCommand({
          RequestItems: { [name]: { Keys: keys, ConsistentRead: true } },
          ReturnConsumedCapacity: capacityAsked,
        }),
      );
      this.#table.tellCapacity(...(output.ConsumedCapacity ?? []));
      const items = new Map(output.Responses?.[name]?.map((item) => [nameOfItem(item), item]));
      const unread = new Set(output.UnprocessedKeys?.[name]?.Keys?.map(nameOfItem));
      if (unread.size === batch.size) return { kind: 'retry' };
      const left = new Map<string, Asked>();
      for (const [key, asked] of batch) {
        if (unread.has(key)) left.set(key, asked);
        else asked.answer(items.get(key) ?? null);
      }
      return { kind: 'done', answer: left };
    });
  }
}

function nameOf({ pk, sk }: ItemKey): string {
  // Neither part of a key holds a space.
  return `${pk} ${sk}`;
}

function nameOfItem(item: Item): string {
  const [pk, sk] = [item['pk']?.S, item['sk']?.S];
  if (pk === undefined || sk === undefined) throw new StoredItemError('an item without its key');
  return nameOf({ pk, sk });
}

function withResolvers<Value>(): {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
} {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((answer, fail) => {
    resolve = answer;
    reject = fail;
  });
  return { promise, resolve, reject };
}
