// A transaction as every store sends it: all items or none, under a request token that DynamoDB
// carries out once in ten minutes, so that a write whose answer was lost is done, not a conflict.

import {
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type AttributeValue,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { ServiceRefusedError } from './aws-errors.js';
import type { Attempt } from './aws-retry.js';
import type { Item } from './dynamodb-ledger-keys.js';
import { bytesOf } from './dynamodb-stored-document.js';
import type { DynamoTable } from './dynamodb-table.js';

export type TransactionEnd = 'committed' | 'conflict';

/** Reasons of a canceled transaction that pass; nothing was written (API reference, Reasons). */
const PASSING_REASONS: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

export function transact(
  table: DynamoTable,
  items: readonly TransactWriteItem[],
): Promise<TransactionEnd> {
  const { ReturnConsumedCapacity } = table.common;
  const command = new TransactWriteItemsCommand({
    ClientRequestToken: randomUUID(),
    TransactItems: [...items],
    ReturnConsumedCapacity,
  });
  return table.untilDone('TransactWriteItems', async (): Promise<Attempt<TransactionEnd>> => {
    try {
      const output = await table.client.send(command);
      table.tellCapacity(...(output.ConsumedCapacity ?? []));
      return { kind: 'done', answer: 'committed' };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      return outcomeOf(error);
    }
  });
}

/** The condition of a put or a delete. */
export interface Expectation {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

/** The condition that an item has this version; 0 says that there must be none. */
export function expecting(version: number): Expectation {
  if (version === 0) return expectingNothing();
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': { N: String(version) } },
  };
}

export function expectingNothing(): Expectation {
  return { ConditionExpression: 'attribute_not_exists(pk)' };
}

/** That a year has this version, and in it a chain of that one, or none. */
export function expectingVersions(version: number, chainVersion: number | null): Expectation {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = expecting(version);
  const chain =
    chainVersion === null ? 'attribute_not_exists(chainVersion)' : 'chainVersion = :chain';
  return {
    ConditionExpression: `#version = :expected AND ${chain}`,
    ExpressionAttributeNames: { ...names },
    ExpressionAttributeValues: {
      ...values,
      ...(chainVersion === null ? {} : { ':chain': { N: String(chainVersion) } }),
    },
  };
}

/** That an item is still the one that was read; null: that there is still none. */
export function expectingItem(item: Item | null): Expectation {
  if (item === null) return expectingNothing();
  const name = item['bodyId'] === undefined ? 'writeId' : 'bodyId';
  return {
    ConditionExpression: '#id = :seen',
    ExpressionAttributeNames: { '#id': name },
    ExpressionAttributeValues: { ':seen': { B: bytesOf(item, name) } },
  };
}

/**
 * A stale version decides, whatever else got in the way: the caller must reload in any case. Only
 * when every reason passes is there a use in another attempt.
 */
function outcomeOf(error: TransactionCanceledException): Attempt<TransactionEnd> {
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code }) => {
    return Code === undefined || Code === 'None' ? [] : [Code];
  });
  if (codes.includes('ConditionalCheckFailed')) return { kind: 'done', answer: 'conflict' };
  if (codes.length > 0 && codes.every((code) => PASSING_REASONS.has(code))) {
    return { kind: 'retry' };
  }
  throw new ServiceRefusedError('TransactWriteItems', codes.join(', ') || error.name, {
    cause: error,
  });
}
