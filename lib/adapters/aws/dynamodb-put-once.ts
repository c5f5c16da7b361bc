// Puts an item where there is none, and never again: whoever is first stays. The answer tells what
// lies there, which is the item itself when it was stored or when only its first answer got lost.

import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { randomBytes } from 'node:crypto';
import { StoredItemError } from './aws-errors.js';
import type { Attempt } from './aws-retry.js';
import { itemKeyOf, type Item, type ItemKey } from './dynamodb-ledger-keys.js';
import { isSameBytes } from './dynamodb-stored-document.js';
import type { DynamoTable } from './dynamodb-table.js';

export interface PutOnceResult {
  readonly isStored: boolean;
  /** What lies under the key now. */
  readonly item: Item;
}

const WRITE_ID_BYTES = 12;

export function putOnce(
  table: DynamoTable,
  key: ItemKey,
  attributes: Item,
): Promise<PutOnceResult> {
  const writeId = new Uint8Array(randomBytes(WRITE_ID_BYTES));
  const item: Item = { ...itemKeyOf(key), ...attributes, writeId: { B: writeId } };
  return table.untilDone('PutItem', async (): Promise<Attempt<PutOnceResult>> => {
    try {
      const output = await table.client.send(
        new PutItemCommand({
          ...table.common,
          Item: item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      table.tellCapacity(output.ConsumedCapacity);
      return { kind: 'done', answer: { isStored: true, item } };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { kind: 'done', answer: whatLiesThere(error.Item, writeId) };
    }
  });
}

function whatLiesThere(item: Item | undefined, writeId: Uint8Array): PutOnceResult {
  if (item === undefined) throw new StoredItemError('an item was not shown', { retryable: true });
  const stored = item['writeId']?.B;
  return { isStored: stored !== undefined && isSameBytes(stored, writeId), item };
}
