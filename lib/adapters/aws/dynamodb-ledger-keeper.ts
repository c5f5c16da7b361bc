// LedgerKeeper on DynamoDB: puts and removals of documents, with all further parts of their bodies,
// in one transaction. A removal that another writer was faster than, or that was carried out while
// its answer was lost, is told apart by the request token, as in dynamodb-transaction.

import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { DocumentRemoval, LedgerKeeper, Replacement } from '../../ports/ledger-keeper.js';
import type { CommitResult, DocumentKey } from '../../ports/ledger-store.js';
import { InvalidRequestError } from './aws-errors.js';
import { putsOf } from './dynamodb-commit.js';
import { documentItemKey, itemKeyOf, partItemKey, type Item } from './dynamodb-ledger-keys.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import { storedDocument } from './dynamodb-stored-document.js';
import { DynamoTable, type DynamoTableOptions } from './dynamodb-table.js';
import { expecting, transact } from './dynamodb-transaction.js';

/** DynamoDB's limit for one transaction. */
const MAX_ITEMS = 100;

export class DynamoLedgerKeeper implements LedgerKeeper {
  readonly #table: DynamoTable;

  constructor(options: DynamoTableOptions) {
    this.#table = new DynamoTable(options);
  }

  async replace({ puts, removals }: Replacement): Promise<CommitResult> {
    assertApart([...puts.map(({ document }) => document), ...removals.map(({ key }) => key)]);
    const items: TransactWriteItem[] = puts.flatMap(({ document }) =>
      putsOf(this.#table, storedDocument(document)),
    );
    for (const removal of removals) items.push(...(await this.#removalOf(removal)));
    if (items.length > MAX_ITEMS) {
      throw new InvalidRequestError('one person has more items than one transaction can hold');
    }
    return { kind: await transact(this.#table, items) };
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
