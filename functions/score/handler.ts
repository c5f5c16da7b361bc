// Lambda: patterns and scores of a tenant over a snapshot, pages of the API, digests (nightly).

import { SQSClient } from '@aws-sdk/client-sqs';
import { AWS_CLIENT_OPTIONS } from '../../lib/adapters/aws/aws-client-options.js';
import { DynamoAlertStore } from '../../lib/adapters/aws/dynamodb-alert-store.js';
import { SqsMessageQueue } from '../../lib/adapters/aws/sqs-message-queue.js';
import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { openDoor } from '../common/door.js';
import { openQueryText } from '../common/open-queries.js';
import { openAskingTenants } from '../common/asking-tenants.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { scoreTask, type ScoreHost } from './score-task.js';

export const handler = openDoor('score', (door) => {
  const settings = readSettings(FUNCTION_CONTRACTS.score.settings);
  const { ALERTS_QUEUE_URL: queueUrl, LEDGER_TABLE: tableName } = settings;
  const host: ScoreHost = {
    stores: openAskingTenants(settings, ({ dynamo }) => ({
      alerts: new DynamoAlertStore({ client: dynamo, tableName }),
    })),
    query: openQueryText(),
    clock: LAMBDA_CLOCK,
    alertQueue: new SqsMessageQueue({ client: new SQSClient(AWS_CLIENT_OPTIONS), queueUrl }),
  };
  return (event: unknown) => scoreTask(host, door, event);
});
