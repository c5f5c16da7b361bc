// One request to the API: the app of the caller's tenant answers it. Each tenant has an app of its
// own, whose stores reach that tenant and no other.

import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyResultV2 } from 'aws-lambda';
import { handle } from 'hono/aws-lambda';
import type { ApiActions, ApiPorts } from '../../lib/api/api-ports.js';
import { createApi } from '../../lib/api/create-api.js';
import type { Principal } from '../../lib/api/principal.js';
import { expiringSoon } from '../../lib/adapters/common/reference-expiry.js';
import type { Clock } from '../../lib/ports/clock.js';
import type { Logger } from '../../lib/ports/logger.js';
import type { AskingStores } from '../common/asking-stores.js';
import { openKeyedTools } from '../common/keyed-stores.js';
import { readTenantRules } from '../common/ledger-context.js';
import { principalOfEvent } from './principal-of-event.js';

export interface ApiHost {
  readonly stores: (tenantId: string) => AskingStores;
  readonly clock: Clock;
}

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

/** Whose stores serve those who are nobody: a name that no tenant has, and nobody's data. */
const NOBODY = 'nobody';

export function openApi(host: ApiHost, logger: Logger) {
  const apps = new Map<string, (event: ApiEvent) => Promise<APIGatewayProxyResultV2>>();
  return (event: ApiEvent): Promise<APIGatewayProxyResultV2> => {
    const principal = principalOfEvent(event);
    const key = principal === null ? NOBODY : principalKey(principal);
    const app = apps.get(key) ?? openApp(host, logger, principal);
    apps.set(key, app);
    const [oldest] = apps.keys();
    if (apps.size > MOST_APPS && oldest !== undefined) apps.delete(oldest);
    return app(event);
  };
}

const MOST_APPS = 200;

/** An app answers as one principal, so that no header of a request can say who asks. */
function openApp(host: ApiHost, logger: Logger, principal: Principal | null) {
  const tenantId = principal?.tenantId ?? NOBODY;
  const app = createApi(portsOf(host, logger, tenantId), {
    host: 'aws',
    authenticate: () => Promise.resolve(principal),
  });
  // Two descriptions of one event: Hono's own lacks the claims, which it does not read.
  const answer = handle(app) as (event: ApiEvent) => Promise<APIGatewayProxyResultV2>;
  return answer;
}

function principalKey({ tenantId, userId, role }: Principal): string {
  return `${tenantId} ${role} ${userId}`;
}

function portsOf({ stores, clock }: ApiHost, logger: Logger, tenantId: string): ApiPorts {
  const own = stores(tenantId);
  return {
    objects: own.objects,
    quarantine: own.quarantine,
    settings: own.settings,
    clock,
    logger,
    openTenant: async (asked) => {
      if (asked !== tenantId) throw new Error('an app of one tenant was asked for another');
      return openKeyedTools(tenantId, own);
    },
    actions: { reference: () => referenceOf(own, { tenantId, clock }) },
  };
}

async function referenceOf(
  { settings }: AskingStores,
  { tenantId, clock }: { readonly tenantId: string; readonly clock: Clock },
): ReturnType<ApiActions['reference']> {
  const { context } = await readTenantRules(settings, tenantId);
  const { reference } = context;
  const thresholds = [...reference.thresholds.values()];
  return {
    version: reference.version,
    thresholds: thresholds.sort((left, right) => right.year - left.year),
    notices: expiringSoon(reference, clock.today()),
    counts: {
      therapyCodes: reference.therapyCodes.size,
      contractors: reference.contractors.size,
      billTypes: reference.billTypes.size,
      reasonCodes: reference.reasonCodes.size,
    },
  };
}
