import { describe, expect, it } from '@jest/globals';
import { principalOfEvent } from '../../functions/api/principal-of-event.js';

type Event = Parameters<typeof principalOfEvent>[0];

function eventWith(claims: Record<string, unknown> | null): Event {
  const authorizer = claims === null ? {} : { authorizer: { jwt: { claims, scopes: [] } } };
  return { requestContext: authorizer } as unknown as Event;
}

const FULL = { 'custom:tenant': 'acme', sub: 'u-1', 'cognito:groups': '[analyst]' };

describe('principalOfEvent', () => {
  it.each([
    ['one group', FULL, 'analyst'],
    ['several groups', { ...FULL, 'cognito:groups': '[viewer admin]' }, 'admin'],
    ['groups as a list', { ...FULL, 'cognito:groups': ['viewer', 'reviewer'] }, 'reviewer'],
    ['groups beside others', { ...FULL, 'cognito:groups': '[billing viewer]' }, 'viewer'],
  ])('takes tenant, user and role from the claims: %s', (_, claims, role) => {
    expect(principalOfEvent(eventWith(claims))).toEqual({ tenantId: 'acme', userId: 'u-1', role });
  });

  it.each([
    ['no token', null],
    ['no tenant', { ...FULL, 'custom:tenant': undefined }],
    ['a tenant that is none', { ...FULL, 'custom:tenant': 'a/b' }],
    ['no user', { ...FULL, sub: undefined }],
    ['no group', { ...FULL, 'cognito:groups': undefined }],
    ['groups of others only', { ...FULL, 'cognito:groups': '[administrators]' }],
  ])('knows nobody with %s', (_, claims) => {
    expect(principalOfEvent(eventWith(claims))).toBeNull();
  });
});
