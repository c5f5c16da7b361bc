// Where queries run. Its settings cannot be overridden by whoever starts a query: answers go to our
// bucket under our key, and a query that would read too much is ended.

import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';

export interface QueryWorkgroupProps {
  readonly settings: StageSettings;
  readonly results: Bucket;
  readonly key: IKey;
}

export class QueryWorkgroup extends Construct {
  readonly workgroupName: string;
  readonly workgroupArn: string;

  constructor(scope: Construct, id: string, { settings, results, key }: QueryWorkgroupProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.workgroupName = `kxray-${settings.stage}`;
    this.workgroupArn = stack.formatArn({
      service: 'athena',
      resource: 'workgroup',
      resourceName: this.workgroupName,
    });
    const workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: this.workgroupName,
      description: 'KXRay: measures and reports',
      // Only its history would be lost; without this a workgroup that was used cannot be removed.
      recursiveDeleteOption: settings.isDisposable,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        bytesScannedCutoffPerQuery: settings.queries.cutOffBytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${results.bucketName}/`,
          expectedBucketOwner: stack.account,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn },
        },
      },
    });
    workgroup.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}
