// LedgerKeeper on DynamoDB: puts and removals of documents, with all further parts of their bodies,
// in one transaction. A removal that another writer was faster than, or that was carried out while
// its answer was lost, is told apart by the request token, as in dynamodb-commit.

import {
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import type { DocumentRemoval, LedgerKeeper, Replacement } from '../../ports/ledger-keeper.js';
import type { CommitResult, DocumentKey } from '../../ports/ledger-store.js';
import { InvalidRequestError, ServiceRefusedError } from './aws-errors.js';
import type { Attempt } from './aws-retry.js';
import { documentItemKey, itemKeyOf, partItemKey, type Item } from './dynamodb-ledger-keys.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { storedDocument, type StoredDocument } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';

/** DynamoDB's limit for one transaction. */
const MAX_ITEMS = 100;
const PASSING = ['ProvisionedThroughputExceeded', 'ThrottlingError', 'TransactionConflict'];

export class DynamoLedgerKeeper implements LedgerKeeper {
  readonly #table: DynamoTable;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
  }

  async replace({ puts, removals }: Replacement): Promise<CommitResult> {
    assertApart([...puts.map(({ document }) => document), ...removals.map(({ key }) => key)]);
    const { TableName } = this.#table.common;
    const items: TransactWriteItem[] = puts.flatMap(({ document }) =>
      putsOf(TableName, storedDocument(document)),
    );
    for (const removal of removals) items.push(...(await this.#removalOf(removal)));
    if (items.length > MAX_ITEMS) {
      throw new InvalidRequestError('one person has more items than one transaction can hold');
    }
    return this.#transact(items);
  }

  /** Parts of earlier, longer bodies too: they are overwritten by nobody and read by nobody. */
  async #removalOf({ key, version }: DocumentRemoval): Promise<readonly TransactWriteItem[]> {
    const { TableName } = this.#table.common;
    const head: TransactWriteItem = {
      Delete: { TableName, Key: itemKeyOf(documentItemKey(key)), ...expecting(version) },
    };
    const { pk, sk } = partItemKey(key, 0);
    const name = sk.slice(0, sk.indexOf('#') + 1);
    const parts: TransactWriteItem[] = [];
    const query = { ...inPartition('pk', pk), ConsistentRead: true };
    for await (const page of queryPages(this.#table, query)) {
      for (const item of page) {
        if (item['sk']?.S?.startsWith(name) !== true) continue;
        parts.push({ Delete: { TableName, Key: keyOf(item) } });
      }
    }
    return [head, ...parts];
  }

  #transact(items: TransactWriteItem[]): Promise<CommitResult> {
    const { ReturnConsumedCapacity } = this.#table.common;
    const command = new TransactWriteItemsCommand({
      ClientRequestToken: randomUUID(),
      TransactItems: items,
      ReturnConsumedCapacity,
    });
    return this.#table.untilDone('TransactWriteItems', async (): Promise<Attempt<CommitResult>> => {
      try {
        const output = await this.#table.client.send(command);
        this.#table.tellCapacity(...(output.ConsumedCapacity ?? []));
        return { kind: 'done', answer: { kind: 'committed' } };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        return outcomeOf(error);
      }
    });
  }
}

function outcomeOf(error: TransactionCanceledException): Attempt<CommitResult> {
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code }) => {
    return Code === undefined || Code === 'None' ? [] : [Code];
  });
  if (codes.includes('ConditionalCheckFailed')) {
    return { kind: 'done', answer: { kind: 'conflict' } };
  }
  if (codes.length > 0 && codes.every((code) => PASSING.includes(code))) return { kind: 'retry' };
  throw new ServiceRefusedError('TransactWriteItems', codes.join(', ') || error.name, {
    cause: error,
  });
}

function putsOf(
  TableName: string,
  { head, parts, expectedVersion }: StoredDocument,
): readonly TransactWriteItem[] {
  return [
    { Put: { TableName, Item: head, ...expecting(expectedVersion) } },
    ...parts.map((Item) => ({ Put: { TableName, Item } })),
  ];
}

function expecting(version: number) {
  if (version === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': { N: String(version) } },
  };
}

function keyOf({ pk, sk }: Item): Item {
  if (pk === undefined || sk === undefined) throw new Error('an item without its key');
  return { pk, sk };
}

function assertApart(keys: readonly DocumentKey[]): void {
  const names = keys.map((key) => {
    const { pk, sk } = documentItemKey(key);
    return `${pk} ${sk}`;
  });
  if (new Set(keys.map(({ tenantId }) => tenantId)).size !== 1) {
    throw new InvalidRequestError('a replacement is about one tenant');
  }
  if (new Set(names).size < names.length) {
    throw new InvalidRequestError('a replacement names a document twice');
  }
}
