// Who may assume a data role: doors of the stage, for exactly one tenant.

import { describe, expect, it } from '@jest/globals';
import { isAllowed } from './policy-decision.js';
import { statefulTemplate, statementsOf } from './synthesized.js';

const template = statefulTemplate('prod');

describe('the trust of TenantRoles', () => {
  const DOOR = 'arn:aws:iam::${AWS::AccountId}:role/kxray/prod/doors/receive';
  const trust = statementsOf(template, 'AWS::IAM::Role', 'AssumeRolePolicyDocument').filter(
    ({ logicalId }) => logicalId.startsWith('TenantsReader'),
  );

  it.each<[string, Record<string, string | readonly string[]>, boolean]>([
    ['a door with a tenant', {}, true],
    ['a role of another path', { 'aws:PrincipalArn': DOOR.replace('doors', 'people') }, false],
    ['a door of another stage', { 'aws:PrincipalArn': DOOR.replace('prod', 'dev') }, false],
    ['an empty tenant', { 'aws:RequestTag/tenantId': '' }, false],
    ['a second tag', { 'aws:TagKeys': ['tenantId', 'isAdmin'] }, false],
  ])('%s: %j -> %s', (_, changed, expected) => {
    const context = {
      'aws:PrincipalArn': DOOR,
      'aws:RequestTag/tenantId': 'ours',
      'aws:TagKeys': ['tenantId'],
      ...changed,
    };
    const trusted = trust.map((statement) => ({ ...statement, resources: ['role'] }));

    expect(isAllowed(trusted, { action: 'sts:AssumeRole', resource: 'role', context })).toBe(
      expected,
    );
  });

  it('asks for a tenant', () => {
    const trusted = trust.map((statement) => ({ ...statement, resources: ['role'] }));
    const context = { 'aws:PrincipalArn': DOOR };

    expect(isAllowed(trusted, { action: 'sts:AssumeRole', resource: 'role', context })).toBe(false);
  });
});

describe('the text of a policy', () => {
  it('is for documents exactly this', () => {
    const [documents] = statementsOf(template, 'AWS::IAM::ManagedPolicy').filter(({ logicalId }) =>
      logicalId.startsWith('TenantsReaderPolicy'),
    );

    expect(documents).toMatchObject({
      effect: 'Allow',
      actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
      resources: [
        expect.stringMatching(/^\$\{LedgerTable\w+\.Arn\}$/),
        expect.stringMatching(/^\$\{LedgerTable\w+\.Arn\}\/index\/shards$/),
      ],
      conditions: {
        'ForAllValues:StringLike': {
          'dynamodb:LeadingKeys': ['${aws:PrincipalTag/tenantId}#*'],
        },
        Null: { 'dynamodb:LeadingKeys': ['false'] },
      },
    });
  });

  it('lets a key be used only by way of a store', () => {
    const uses = statementsOf(template, 'AWS::IAM::ManagedPolicy').filter(
      ({ logicalId, actions }) =>
        logicalId.startsWith('Tenants') && actions.some((action) => action.startsWith('kms:')),
    );

    expect(uses.length).toBeGreaterThan(0);
    for (const { conditions } of uses) {
      expect(Object.keys(conditions['StringEquals'] ?? {})).toEqual(['kms:ViaService']);
    }
  });
});
