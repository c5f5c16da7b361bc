// Lambda: the HTTP API (payload format 2.0, behind the JWT authorizer).

import type { APIGatewayProxyResultV2 } from 'aws-lambda';
import { openAskingTenants } from '../common/asking-tenants.js';
import { openDoor } from '../common/door.js';
import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { openApi, type ApiEvent } from './answer-request.js';

export const handler = openDoor<ApiEvent, APIGatewayProxyResultV2>('api', ({ logger }) => {
  const stores = openAskingTenants(readSettings(FUNCTION_CONTRACTS.api.settings));
  return openApi({ stores, clock: LAMBDA_CLOCK }, logger);
});
