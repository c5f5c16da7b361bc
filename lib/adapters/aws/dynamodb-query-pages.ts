// All items that a query finds, page by page: DynamoDB gives at most 1 MB at once.

import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from './dynamodb-ledger-keys.js';
import type { DynamoTable } from './dynamodb-table.js';

export async function* queryPages(
  table: DynamoTable,
  query: Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey'>,
): AsyncIterable<readonly Item[]> {
  let after: Item | undefined;
  do {
    const input: QueryCommandInput = { ...table.common, ...query, ExclusiveStartKey: after };
    const page = await table.withRetries('Query', () => table.client.send(new QueryCommand(input)));
    table.tellCapacity(page.ConsumedCapacity);
    yield page.Items ?? [];
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
}

/** The condition that names one partition, of the table or of an index. */
export function inPartition(attribute: string, value: string) {
  return {
    KeyConditionExpression: '#partition = :partition',
    ExpressionAttributeNames: { '#partition': attribute },
    ExpressionAttributeValues: { ':partition': { S: value } },
  };
}
