// A table on DynamoDB Local like the one that the stack deploys: same keys, same index.

import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AWS_CLIENT_OPTIONS } from '../../../lib/adapters/aws/aws-client-options.js';
import {
  SHARD_INDEX,
  SHARD_INDEX_ATTRIBUTES,
  SHARD_INDEX_KEYS,
} from '../../../lib/adapters/aws/dynamodb-ledger-keys.js';

let tables = 0;

export async function openLocalTable(): Promise<{
  readonly client: DynamoDBClient;
  readonly tableName: string;
}> {
  const endpoint = process.env['KXRAY_DYNAMODB_ENDPOINT'];
  if (endpoint === undefined) throw new Error('start these tests with run.mjs');
  const client = new DynamoDBClient({
    ...AWS_CLIENT_OPTIONS,
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  tables += 1;
  const tableName = `ledger-${process.pid}-${tables}`;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', SHARD_INDEX_KEYS.partition].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: SHARD_INDEX,
          KeySchema: [
            { AttributeName: SHARD_INDEX_KEYS.partition, KeyType: 'HASH' },
            { AttributeName: SHARD_INDEX_KEYS.sort, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...SHARD_INDEX_ATTRIBUTES] },
        },
      ],
    }),
  );
  return { client, tableName };
}
