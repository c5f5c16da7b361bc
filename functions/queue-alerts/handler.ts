// Lambda: documents of the ledger changed (stream of the table, keys only); tells the alert queue.

import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { AWS_CLIENT_OPTIONS } from '../../lib/adapters/aws/aws-client-options.js';
import { SqsMessageQueue } from '../../lib/adapters/aws/sqs-message-queue.js';
import { openDoor } from '../common/door.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { queueChanges } from './queue-changes.js';

export const handler = openDoor<DynamoDBStreamEvent, DynamoDBBatchResponse>(
  'queue-alerts',
  (door) => {
    const { ALERTS_QUEUE_URL: queueUrl } = readSettings(
      FUNCTION_CONTRACTS['queue-alerts'].settings,
    );
    const alerts = new SqsMessageQueue({ client: new SQSClient(AWS_CLIENT_OPTIONS), queueUrl });
    return (event) => queueChanges(alerts, door, event);
  },
);
