// One request to the API: the app of the caller answers it. Each tenant has stores of its own,
// which reach that tenant and no other.

import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyResultV2 } from 'aws-lambda';
import { handle } from 'hono/aws-lambda';
import { openReviewReference } from '../../lib/adapters/common/open-reference.js';
import type { ApiPorts } from '../../lib/api/api-ports.js';
import { createApi } from '../../lib/api/create-api.js';
import type { Principal } from '../../lib/api/principal.js';
import { caseClocks } from '../../lib/pipeline/cases/case-clocks.js';
import type { Logger } from '../../lib/ports/logger.js';
import { openKeyedTools } from '../common/keyed-stores.js';
import { rememberFew } from '../common/tenant-clients.js';
import type { ActionTools } from './action-tools.js';
import type { ApiStores } from './api-stores.js';
import { awsActions } from './aws-actions.js';
import { principalOfEvent } from './principal-of-event.js';

export interface ApiHost extends Omit<ActionTools, 'tenantId' | 'stores'> {
  readonly stores: (tenantId: string) => ApiStores;
}

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

/** Whose stores serve those who are nobody: a name that no tenant has, and nobody's data. */
const NOBODY = 'nobody';
/** Larger than what passes through the API of the embedded host: it goes straight to the inbox. */
const MAX_UPLOAD_BYTES = 256 * 1024 * 1024;
/** Lambda hands on 6 MB, and files as base64, which makes a third more of them. */
const MAX_ANSWER_BYTES = 4_400_000;
const MOST_APPS = 200;

export function openApi(host: ApiHost, logger: Logger) {
  // Of a tenant, so that all who ask for it share what was read and is under way.
  const ports = rememberFew((tenantId) => portsOf(host, logger, tenantId));
  const apps = new Map<string, (event: ApiEvent) => Promise<APIGatewayProxyResultV2>>();
  return (event: ApiEvent): Promise<APIGatewayProxyResultV2> => {
    const principal = principalOfEvent(event);
    const key = principal === null ? NOBODY : principalKey(principal);
    const app = apps.get(key) ?? openApp(ports, principal);
    apps.set(key, app);
    const [oldest] = apps.keys();
    if (apps.size > MOST_APPS && oldest !== undefined) apps.delete(oldest);
    return app(event);
  };
}

/** An app answers as one principal, so that no header of a request can say who asks. */
function openApp(ports: (tenantId: string) => ApiPorts, principal: Principal | null) {
  const tenantId = principal?.tenantId ?? NOBODY;
  const app = createApi(ports(tenantId), {
    host: 'aws',
    maxUploadBytes: MAX_UPLOAD_BYTES,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    authenticate: () => Promise.resolve(principal),
  });
  // Two descriptions of one event: Hono's own lacks the claims, which it does not read.
  const answer = handle(app) as (event: ApiEvent) => Promise<APIGatewayProxyResultV2>;
  return answer;
}

function principalKey({ tenantId, userId, role }: Principal): string {
  return `${tenantId} ${role} ${userId}`;
}

function portsOf(host: ApiHost, logger: Logger, tenantId: string): ApiPorts {
  const { clock } = host;
  const stores = host.stores(tenantId);
  const { objects, quarantine, settings } = stores;
  return {
    objects,
    quarantine,
    settings,
    cases: stores.cases,
    caseClocks: async () => caseClocks((await openReviewReference()).clocks),
    clock,
    logger,
    openTenant: async (asked) => {
      if (asked !== tenantId) throw new Error('an app of one tenant was asked for another');
      return openKeyedTools(tenantId, stores);
    },
    actions: awsActions({ ...host, tenantId, stores }),
  };
}
