// Who touched PHI, and when: CloudTrail records each request to the buckets and tables that hold
// it, with a digest that shows when a record was changed or taken away. In S3 for years; in
// CloudWatch for as long as records are searched.

import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import {
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
  type IRole,
} from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { acknowledge, wildcardResource } from './acknowledge.js';
import type { CustomerKey } from './customer-key.js';
import { logRetentionOf } from './log-retention.js';
import { PrivateBucket } from './private-bucket.js';
import { removalPolicyOf } from './removal.js';

export interface AuditTrailProps {
  readonly settings: StageSettings;
  readonly key: CustomerKey;
  readonly accessLogs: Bucket;
  readonly buckets: readonly Bucket[];
  readonly tableArns: readonly string[];
}

const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

export class AuditTrail extends Construct {
  readonly bucket: PrivateBucket;
  readonly logGroup: LogGroup;
  /** Both by name, as policies speak of trail and group before there are any. */
  private readonly trailArn: string;
  private readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { stage } = props.settings;
    const trailName = `kxray-${stage}`;
    this.trailArn = this.arnOf('cloudtrail', `trail/${trailName}`);
    this.logGroupName = `/kxray/${stage}/audit-trail`;
    this.bucket = this.addBucket(props);
    this.logGroup = this.addLogGroup(props);
    this.letServicesUse(props.key);
    const trail = new CfnTrail(this, 'Trail', {
      trailName,
      isLogging: true,
      isMultiRegionTrail: props.settings.recordsManagementEvents,
      includeGlobalServiceEvents: props.settings.recordsManagementEvents,
      enableLogFileValidation: true,
      s3BucketName: this.bucket.bucketName,
      kmsKeyId: props.key.keyArn,
      cloudWatchLogsLogGroupArn: this.logGroup.logGroupArn,
      cloudWatchLogsRoleArn: this.addLogRole().roleArn,
      advancedEventSelectors: selectors(props),
    });
    // The trail checks at once whether it may write.
    trail.node.addDependency(this.bucket, props.key);
  }

  private addBucket({ settings, key, accessLogs }: AuditTrailProps): PrivateBucket {
    const bucket = new PrivateBucket(this, 'Records', {
      settings,
      key,
      accessLogs,
      data: 'audit',
      expireAfterDays: settings.retention.auditTrail,
      noReplicaBecause:
        'Kept in three zones, with versions and digests. An organization that must have its ' +
        'records elsewhere sends its own trail there; a second copy of ours would prove no more.',
    });
    const conditions = { StringEquals: { 'aws:SourceArn': this.trailArn } };
    const principals = [new ServicePrincipal(CLOUDTRAIL)];
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals,
        actions: ['s3:GetBucketAcl'],
        resources: [bucket.bucketArn],
        conditions,
      }),
    );
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals,
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`AWSLogs/${Stack.of(this).account}/*`)],
        conditions,
      }),
    );
    return bucket;
  }

  private addLogGroup({ settings, key }: AuditTrailProps): LogGroup {
    return new LogGroup(this, 'Log', {
      logGroupName: this.logGroupName,
      encryptionKey: key,
      retention: logRetentionOf(settings),
      removalPolicy: removalPolicyOf(settings),
    });
  }

  private get logGroupArn(): string {
    return this.arnOf('logs', `log-group:${this.logGroupName}`);
  }

  private addLogRole(): IRole {
    const { account, region } = Stack.of(this);
    const stream = `log-stream:${account}_CloudTrail_${region}`;
    const role = new Role(this, 'LogRole', {
      description: 'CloudTrail writes its records to their log group',
      assumedBy: new ServicePrincipal(CLOUDTRAIL, {
        conditions: { StringEquals: { 'aws:SourceArn': this.trailArn } },
      }),
    });
    const policy = new ManagedPolicy(this, 'LogPolicy', {
      roles: [role],
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${this.logGroupArn}:${stream}*`],
        }),
      ],
    });
    acknowledge(policy, {
      id: wildcardResource(this, `${this.logGroupArn}:${stream}*`),
      reason:
        'CloudTrail numbers the streams of its own log group; the name up to the number is fixed.',
    });
    return role;
  }

  private letServicesUse(key: CustomerKey): void {
    const trailContext = { 'kms:EncryptionContext:aws:cloudtrail:arn': this.trailArn };
    key.letService({
      service: CLOUDTRAIL,
      actions: ['GenerateDataKey'],
      conditions: { StringEquals: { 'aws:SourceArn': this.trailArn, ...trailContext } },
    });
    key.letService({
      service: CLOUDTRAIL,
      actions: ['DescribeKey'],
      conditions: { StringEquals: { 'aws:SourceArn': this.trailArn } },
    });
  }

  private arnOf(service: string, name: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:${service}:${region}:${account}:${name}`;
  }
}

/** Every call on an object or an item, read or write, by whomever. */
function selectors({
  settings,
  buckets,
  tableArns,
}: AuditTrailProps): CfnTrail.AdvancedEventSelectorProperty[] {
  const management = { field: 'eventCategory', equalTo: ['Management'] };
  const data = { field: 'eventCategory', equalTo: ['Data'] };
  return [
    ...(settings.recordsManagementEvents
      ? [{ name: 'Who managed what', fieldSelectors: [management] }]
      : []),
    {
      name: 'Objects that hold PHI',
      fieldSelectors: [
        data,
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        {
          field: 'resources.ARN',
          startsWith: buckets.map(({ bucketArn }) => `${bucketArn}/`),
        },
      ],
    },
    {
      name: 'Documents that hold PHI',
      fieldSelectors: [
        data,
        { field: 'resources.type', equalTo: ['AWS::DynamoDB::Table'] },
        // An index is a resource under its table.
        { field: 'resources.ARN', startsWith: [...tableArns] },
      ],
    },
  ];
}
