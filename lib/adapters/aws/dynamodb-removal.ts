// Takes the item of a document away with every further part of its body, also parts of earlier,
// longer bodies: those are overwritten by nobody and read by nobody.

import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { StoredItemError } from './aws-errors.js';
import { documentItemKey, itemKeyOf, partItemKey, type Item } from './dynamodb-ledger-keys.js';
import type { ItemWrite } from './dynamodb-person-layout.js';
import { inPartition, queryPages } from './dynamodb-query-pages.js';
import type { DynamoTable } from './dynamodb-table.js';

export async function removalOf(
  table: DynamoTable,
  { key, expectation }: Extract<ItemWrite, { kind: 'removal' }>,
): Promise<readonly TransactWriteItem[]> {
  const { TableName } = table.common;
  const head: TransactWriteItem = {
    Delete: { TableName, Key: itemKeyOf(documentItemKey(key)), ...expectation },
  };
  const { pk, sk } = partItemKey(key, 0);
  const name = sk.slice(0, sk.indexOf('#') + 1);
  const parts: TransactWriteItem[] = [];
  const query = { ...inPartition('pk', pk), ConsistentRead: true };
  for await (const page of queryPages(table, query)) {
    for (const item of page) {
      if (item['sk']?.S?.startsWith(name) !== true) continue;
      parts.push({ Delete: { TableName, Key: keyOf(item) } });
    }
  }
  return [head, ...parts];
}

function keyOf({ pk, sk }: Item): Item {
  if (pk === undefined || sk === undefined) throw new StoredItemError('an item without its key');
  return { pk, sk };
}
