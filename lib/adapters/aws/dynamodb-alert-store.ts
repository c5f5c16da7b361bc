// AlertStore on DynamoDB: one item a record, a partition of the table for each partition of alerts.
// Cursors lie in a partition of their own each, so that an ingest makes none hot. A commit of one
// record is one conditional put; anything else is a transaction.

import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { randomBytes } from 'node:crypto';
import {
  MAX_ALERT_CHANGES,
  type AlertChange,
  type AlertRecord,
  type AlertRecordKey,
  type AlertStore,
} from '../../ports/alert-store.js';
import type { JsonValue } from '../../ports/settings-store.js';
import { InvalidRequestError, StoredItemError } from './aws-errors.js';
import { assertKeyPart, assertTenantId } from './aws-key-part.js';
import type { Attempt } from './aws-retry.js';
import { DynamoItemReader } from './dynamodb-item-reader.js';
import { itemKeyOf, type Item, type ItemKey } from './dynamodb-ledger-keys.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { isSameBytes, textOf } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';
import { expecting, transact, type TransactionEnd } from './dynamodb-transaction.js';

const WRITE_ID_BYTES = 12;

export class DynamoAlertStore implements AlertStore {
  readonly #table: DynamoTable;
  readonly #reader: DynamoItemReader;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
    this.#reader = new DynamoItemReader(this.#table);
  }

  async load(
    tenantId: string,
    keys: readonly AlertRecordKey[],
  ): Promise<readonly (AlertRecord | null)[]> {
    const items = await this.#reader.read(keys.map((key) => itemKeyFor(tenantId, key)));
    return items.map((item, at) => {
      const key = keys[at];
      return item === null || key === undefined ? null : recordOf(key.partition, item);
    });
  }

  async *list(
    tenantId: string,
    partition: string,
    order: 'oldest_first' | 'newest_first' = 'oldest_first',
  ): AsyncIterable<AlertRecord> {
    const query = {
      ...inPartition('pk', partitionOf(tenantId, partition)),
      ScanIndexForward: order === 'oldest_first',
      ConsistentRead: true,
    };
    for await (const items of queryPages(this.#table, query)) {
      for (const item of items) yield recordOf(partition, item);
    }
  }

  async commit(tenantId: string, changes: readonly AlertChange[]): Promise<TransactionEnd> {
    if (changes.length === 0 || changes.length > MAX_ALERT_CHANGES) {
      throw new InvalidRequestError(`a commit holds 1 to ${MAX_ALERT_CHANGES} changes`);
    }
    const keys = changes.map((change) => itemKeyFor(tenantId, change));
    if (new Set(keys.map(({ pk, sk }) => `${pk} ${sk}`)).size < keys.length) {
      throw new InvalidRequestError('a commit names a record twice');
    }
    const [only] = changes;
    const [key] = keys;
    return only !== undefined && key !== undefined && changes.length === 1 && only.value !== null
      ? this.#putOne(key, only)
      : transact(
          this.#table,
          changes.map((change) => this.#writeOf(itemKeyFor(tenantId, change), change)),
        );
  }

  #putOne(key: ItemKey, change: AlertChange): Promise<TransactionEnd> {
    const writeId = new Uint8Array(randomBytes(WRITE_ID_BYTES));
    const item: Item = { ...itemOf(key, change), writeId: { B: writeId } };
    return this.#table.untilDone('PutItem', async (): Promise<Attempt<TransactionEnd>> => {
      try {
        const output = await this.#table.client.send(
          new PutItemCommand({
            ...this.#table.common,
            Item: item,
            ...expecting(change.expected),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        this.#table.tellCapacity(output.ConsumedCapacity);
        return { kind: 'done', answer: 'committed' };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // Our own write, of which only the answer was lost, is no conflict.
        const stored = error.Item?.['writeId']?.B;
        const isOurs = stored !== undefined && isSameBytes(stored, writeId);
        return { kind: 'done', answer: isOurs ? 'committed' : 'conflict' };
      }
    });
  }

  #writeOf(key: ItemKey, change: AlertChange): TransactWriteItem {
    const TableName = this.#table.name;
    const condition = expecting(change.expected);
    return change.value === null
      ? { Delete: { TableName, Key: itemKeyOf(key), ...condition } }
      : { Put: { TableName, Item: itemOf(key, change), ...condition } };
  }
}

function partitionOf(tenantId: string, partition: string): string {
  assertTenantId(tenantId);
  assertKeyPart('partition', partition);
  return `${tenantId}#alerts#${partition}`;
}

function itemKeyFor(tenantId: string, { partition, key }: AlertRecordKey): ItemKey {
  assertKeyPart('key', key);
  return { pk: partitionOf(tenantId, partition), sk: key };
}

function itemOf(key: ItemKey, { expected, value }: AlertChange): Item {
  return {
    ...itemKeyOf(key),
    version: { N: String(expected + 1) },
    value: { S: JSON.stringify(value) },
  };
}

function recordOf(partition: string, item: Item): AlertRecord {
  const version = item['version']?.N;
  if (version === undefined) throw new StoredItemError('an item lacks its attribute version');
  return {
    partition,
    key: textOf(item, 'sk'),
    revision: Number(version),
    value: JSON.parse(textOf(item, 'value')) as JsonValue,
  };
}
