// Writes documents, all or none, where their stored versions are the expected ones. One document of
// one item is one conditional put; anything else is a transaction. A write that succeeded while its
// answer was lost is told from another writer's: the put by its write id, the transaction by its
// request token, which DynamoDB carries out once in ten minutes.

import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { CommitResult } from '../../ports/ledger-store.js';
import { DocumentTooLargeError } from './aws-errors.js';
import type { Attempt } from './aws-retry.js';
import { isSameBytes, type StoredDocument } from './dynamodb-stored-document.js';
import type { Item } from './dynamodb-ledger-keys.js';
import type { DynamoTable } from './dynamodb-table.js';
import { expecting, transact } from './dynamodb-transaction.js';

/** DynamoDB's 4 MB for a transaction, less what is not counted here. */
export const MAX_COMMIT_BYTES = 4_000_000;

const COMMITTED: CommitResult = { kind: 'committed' };
const CONFLICT: CommitResult = { kind: 'conflict' };

export async function commitDocuments(
  table: DynamoTable,
  documents: readonly StoredDocument[],
): Promise<CommitResult> {
  const bytes = documents.reduce((sum, document) => sum + document.bytes, 0);
  if (bytes > MAX_COMMIT_BYTES) {
    throw new DocumentTooLargeError({ bytes, limitBytes: MAX_COMMIT_BYTES });
  }
  const [only] = documents;
  if (documents.length === 1 && only?.parts.length === 0) return putDocument(table, only);
  const items = documents.flatMap((document) => putsOf(table, document));
  return { kind: await transact(table, items) };
}

/** A document with all of its parts, in a transaction. */
export function putsOf(
  { name: TableName }: DynamoTable,
  { head, parts, expectedVersion }: StoredDocument,
): readonly TransactWriteItem[] {
  return [
    { Put: { TableName, Item: head, ...expecting(expectedVersion) } },
    // Unconditional: the head, which is never written without them, carries the version.
    ...parts.map((Item) => ({ Put: { TableName, Item } })),
  ];
}

function putDocument(table: DynamoTable, document: StoredDocument): Promise<CommitResult> {
  return table.untilDone('PutItem', async (): Promise<Attempt<CommitResult>> => {
    try {
      const output = await table.client.send(
        new PutItemCommand({
          ...table.common,
          Item: document.head,
          ...expecting(document.expectedVersion),
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
