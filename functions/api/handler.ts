// Lambda: the HTTP API (payload format 2.0, behind the JWT authorizer).

import { setTimeout as sleep } from 'node:timers/promises';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyResultV2 } from 'aws-lambda';
import { AWS_CLIENT_OPTIONS } from '../../lib/adapters/aws/aws-client-options.js';
import { openAthenaCalls } from '../../lib/adapters/aws/open-athena-calls.js';
import { SqsMessageQueue } from '../../lib/adapters/aws/sqs-message-queue.js';
import { StepFunctionsRuns } from '../../lib/adapters/aws/step-functions-runs.js';
import { openDoor } from '../common/door.js';
import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { openQueryText } from '../common/open-queries.js';
import { openTenantClients, rememberFew } from '../common/tenant-clients.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { openApi, type ApiEvent } from './answer-request.js';
import { openApiStores } from './api-stores.js';

export const handler = openDoor<ApiEvent, APIGatewayProxyResultV2>('api', ({ logger }) => {
  const settings = readSettings(FUNCTION_CONTRACTS.api.settings);
  const clientsOf = openTenantClients(settings.TENANT_ROLE_ARN);
  const client = new SQSClient(AWS_CLIENT_OPTIONS);
  return openApi(
    {
      stores: rememberFew((tenantId) => {
        const clients = clientsOf(tenantId);
        const secrets = new SecretsManagerClient(clients.options);
        const athena = openAthenaCalls(clients.options);
        return openApiStores(tenantId, { ...clients, secrets, athena }, settings);
      }),
      query: openQueryText(),
      clock: LAMBDA_CLOCK,
      alertQueue: new SqsMessageQueue({ client, queueUrl: settings.ALERTS_QUEUE_URL }),
      reportRuns: new StepFunctionsRuns({
        machineArn: settings.MONTHLY_REPORT_ARN,
        // As the door itself: a run is not of one tenant's role, its input names the tenant.
        client: new SFNClient(AWS_CLIENT_OPTIONS),
      }),
      pause: (milliseconds) => sleep(milliseconds),
    },
    logger,
  );
});
