// A role that a door assumes for one tenant at a time. Who may: roles of doors, known by their
// path, which say for whom they work by exactly one tag of the session. Without the tag the role
// reaches nothing, as a variable without a value matches nothing.

import { Duration, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, Role, type IPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { acknowledge, wildcardResource, type Acknowledgement } from './acknowledge.js';
import {
  answers,
  documentStatements,
  objectStatements,
  queryStatements,
  TENANT_TAG,
  tenantObjects,
  tokenKeySecret,
  tokenKeyStatements,
  vaultKeySecret,
  type BucketAccess,
  type QueryAccess,
  type TableAccess,
  type TokenKeyAccess,
} from './tenant-access.js';

export interface TenantRoleProps {
  readonly settings: StageSettings;
  readonly description: string;
  readonly tables: readonly TableAccess[];
  readonly buckets: readonly BucketAccess[];
  readonly tokenKey: TokenKeyAccess | null;
  readonly queries: QueryAccess | null;
}

/** The path of every role of a door: what tenants' roles trust. */
export function doorRolePath({ stage }: StageSettings): string {
  return `/kxray/${stage}/doors/`;
}

export class TenantRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: TenantRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      description: props.description,
      // The most that AWS allows a role which a role assumes.
      maxSessionDuration: Duration.hours(1),
      assumedBy: this.doorsWithTenant(props.settings),
    });
    // Of its own rather than inline: seen, versioned and checked like any other policy.
    const policy = new ManagedPolicy(this, 'Policy', {
      description: props.description,
      roles: [this.role],
      statements: [
        ...props.tables.flatMap(documentStatements),
        ...props.buckets.flatMap(objectStatements),
        ...(props.tokenKey === null ? [] : tokenKeyStatements(this, props.tokenKey)),
        ...(props.queries === null ? [] : queryStatements(this, props.queries)),
      ],
    });
    acknowledge(policy, ...this.acknowledgements(props));
  }

  private doorsWithTenant(settings: StageSettings): IPrincipal {
    const { partition, account } = Stack.of(this);
    const doors = `arn:${partition}:iam::${account}:role${doorRolePath(settings)}*`;
    return new AccountRootPrincipal()
      .withConditions({
        ArnLike: { 'aws:PrincipalArn': doors },
        StringLike: { [`aws:RequestTag/${TENANT_TAG}`]: '?*' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': [TENANT_TAG] },
      })
      .withSessionTags();
  }

  private acknowledgements({
    buckets,
    tokenKey,
    queries,
  }: TenantRoleProps): readonly Acknowledgement[] {
    const folders = buckets.flatMap(({ bucket, mayEmpty, intoFolder }) => [
      tenantObjects(bucket, intoFolder),
      ...(mayEmpty === undefined ? [] : [tenantObjects(bucket, mayEmpty)]),
    ]);
    const findings = folders.map((folder) => ({
      id: wildcardResource(this, folder),
      reason:
        'All objects of one tenant: the tag of the session is in front of the wildcard, and a ' +
        'session without the tag matches nothing.',
    }));
    if (tokenKey !== null && tokenKey.access !== 'read') {
      const secretOf = tokenKey.access === 'create' ? tokenKeySecret : vaultKeySecret;
      findings.push({
        id: wildcardResource(this, secretOf(this, tokenKey.namePrefix, '*')),
        reason:
          'A secret that is yet to be made has no suffix to name. A condition asks for the exact ' +
          'name, which holds the tag of the session, and no other action has this resource.',
      });
    }
    if (queries !== null) {
      findings.push({
        id: wildcardResource(this, answers(queries.results)),
        reason:
          'Athena names an answer by the random id of its execution, in the one place that the ' +
          'workgroup enforces. Nobody can list them, and they are deleted after days.',
      });
    }
    return findings;
  }
}
