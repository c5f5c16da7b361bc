// Who asks, as the gateway has checked it: tenant and roles are claims of the token, never of the
// request. Whoever has several roles acts in the one that may do most.

import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { ROLES, type Principal, type Role } from '../../lib/api/principal.js';
import { isTenantId } from '../../lib/domain/tenant-id.js';

const TENANT_CLAIM = 'custom:tenant';

type Event = Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'>;

/** Null for a request without a token (routes for anyone), or with one that says too little. */
export function principalOfEvent({ requestContext }: Event): Principal | null {
  // Absent on routes without the authorizer, whatever the type says.
  const { authorizer } = requestContext as Partial<Event['requestContext']>;
  const claims = authorizer?.jwt.claims ?? {};
  const { [TENANT_CLAIM]: tenantId, sub, 'cognito:groups': groups } = claims;
  const role = highestRole(groups);
  if (typeof tenantId !== 'string' || !isTenantId(tenantId)) return null;
  if (typeof sub !== 'string' || role === null) return null;
  return { tenantId, userId: sub, role };
}

/** The gateway gives a list as `[one two]`. */
function highestRole(groups: unknown): Role | null {
  const names = Array.isArray(groups) ? groups.map(String) : textOf(groups).split(/[\s,[\]]+/);
  return [...ROLES].reverse().find((role) => names.includes(role)) ?? null;
}

function textOf(groups: unknown): string {
  return typeof groups === 'string' ? groups : '';
}
