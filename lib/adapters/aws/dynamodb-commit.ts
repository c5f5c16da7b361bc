// Writes documents, all or none, where their stored versions are the expected ones. One document of
// one item is one conditional put; anything else is a transaction. A write that succeeded while its
// answer was lost is told from another writer's: the put by its write id, the transaction by its
// request token, which DynamoDB carries out once in ten minutes.

import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import type { CommitResult } from '../../ports/ledger-store.js';
import { DocumentTooLargeError, ServiceRefusedError } from './aws-errors.js';
import type { Attempt } from './aws-retry.js';
import { isSameBytes, type StoredDocument } from './dynamodb-stored-document.js';
import type { Item } from './dynamodb-ledger-keys.js';
import type { DynamoTable } from './dynamodb-table.js';

/** DynamoDB's 4 MB for a transaction, less what is not counted here. */
export const MAX_COMMIT_BYTES = 4_000_000;

const COMMITTED: CommitResult = { kind: 'committed' };
const CONFLICT: CommitResult = { kind: 'conflict' };

/** Reasons of a canceled transaction that pass; nothing was written (API reference, Reasons). */
const PASSING_REASONS: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

export async function commitDocuments(
  table: DynamoTable,
  documents: readonly StoredDocument[],
): Promise<CommitResult> {
  const bytes = documents.reduce((sum, document) => sum + document.bytes, 0);
  if (bytes > MAX_COMMIT_BYTES) {
    throw new DocumentTooLargeError({ bytes, limitBytes: MAX_COMMIT_BYTES });
  }
  const [only] = documents;
  return documents.length === 1 && only?.parts.length === 0
    ? putDocument(table, only)
    : transact(table, documents);
}

function putDocument(table: DynamoTable, document: StoredDocument): Promise<CommitResult> {
  return table.untilDone('PutItem', async (): Promise<Attempt<CommitResult>> => {
    try {
      const output = await table.client.send(
        new PutItemCommand({
          ...table.common,
          Item: document.head,
          ...expecting(document),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      table.tellCapacity(output.ConsumedCapacity);
      return { kind: 'done', answer: COMMITTED };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { kind: 'done', answer: isWriteOf(document, error.Item) ? COMMITTED : CONFLICT };
    }
  });
}

function isWriteOf(document: StoredDocument, stored: Item | undefined): boolean {
  const writeId = stored?.['writeId']?.B;
  return writeId !== undefined && isSameBytes(writeId, document.writeId);
}

function transact(table: DynamoTable, documents: readonly StoredDocument[]): Promise<CommitResult> {
  const { TableName, ReturnConsumedCapacity } = table.common;
  const command = new TransactWriteItemsCommand({
    ClientRequestToken: randomUUID(),
    TransactItems: documents.flatMap((document) => [
      { Put: { TableName, Item: document.head, ...expecting(document) } },
      // Unconditional: the head, which is never written without them, carries the version.
      ...document.parts.map((Item) => ({ Put: { TableName, Item } })),
    ]),
    ReturnConsumedCapacity,
  });
  return table.untilDone('TransactWriteItems', async (): Promise<Attempt<CommitResult>> => {
    try {
      const output = await table.client.send(command);
      table.tellCapacity(...(output.ConsumedCapacity ?? []));
      return { kind: 'done', answer: COMMITTED };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      return outcomeOf(error);
    }
  });
}

/** A stale version decides, whatever else got in the way: the caller must reload in any case. */
function outcomeOf(error: TransactionCanceledException): Attempt<CommitResult> {
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code }) => {
    return Code === undefined || Code === 'None' ? [] : [Code];
  });
  if (codes.includes('ConditionalCheckFailed')) return { kind: 'done', answer: CONFLICT };
  if (codes.length > 0 && codes.every((code) => PASSING_REASONS.has(code))) {
    return { kind: 'retry' };
  }
  throw new ServiceRefusedError('TransactWriteItems', codes.join(', ') || error.name, {
    cause: error,
  });
}

function expecting({ expectedVersion }: StoredDocument) {
  if (expectedVersion === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': { N: String(expectedVersion) } },
  };
}
