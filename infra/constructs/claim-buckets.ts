// The buckets, each with one purpose, one key and one reason to keep or forget. Keys of objects
// begin with the tenant (`tenant=ID/`), which is what the tenants' data roles are limited to.

import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/stage-settings.js';
import { AccessLogBucket } from './access-log-bucket.js';
import { PrivateBucket } from './private-bucket.js';

export interface ClaimBucketsProps {
  readonly settings: StageSettings;
  /** For what still names people: files as received, and what could not be read of them. */
  readonly intakeKey: IKey;
  /** For what knows beneficiaries by token only. */
  readonly dataKey: IKey;
}

export class ClaimBuckets extends Construct {
  readonly accessLogs: AccessLogBucket;
  /** Claim files as received. Whatever comes is announced; nothing is changed. */
  readonly inbox: PrivateBucket;
  /** Texts of claims that could not be accepted, sealed once more by the adapter. */
  readonly quarantine: PrivateBucket;
  /** The published tables, immutable but for one pointer a tenant. */
  readonly lake: PrivateBucket;
  readonly reports: PrivateBucket;
  /** What Athena answered: soon worthless, and PHI until then. */
  readonly results: PrivateBucket;

  constructor(scope: Construct, id: string, props: ClaimBucketsProps) {
    super(scope, id);
    const { settings, intakeKey, dataKey } = props;
    this.accessLogs = new AccessLogBucket(this, 'AccessLogs', { settings });
    const common = { settings, accessLogs: this.accessLogs, data: 'phi' } as const;
    this.inbox = new PrivateBucket(this, 'Inbox', {
      ...common,
      key: intakeKey,
      announcesObjects: true,
      lockDays: settings.retention.inboxLock,
      uploadOrigins: uploadOrigins(settings),
      noReplicaBecause:
        'The payer or clearinghouse that sent a file can send it again, and every claim read from ' +
        'it is in the ledger table, which is restored to any second. Object Lock and versions ' +
        'guard against our own mistakes; another region would be one more place with raw claims.',
    });
    this.quarantine = new PrivateBucket(this, 'Quarantine', {
      ...common,
      key: intakeKey,
      noReplicaBecause:
        'Each text is a copy of a part of a file in the inbox, which makes it again when the file ' +
        'is read again. Another region would be one more place with raw claims.',
    });
    this.lake = new PrivateBucket(this, 'Lake', {
      ...common,
      key: dataKey,
      noReplicaBecause:
        'Published from the ledger table, which is restored to any second: the next publish ' +
        'writes it again. Versions guard the log and the pointer against our own mistakes.',
    });
    this.reports = new PrivateBucket(this, 'Reports', {
      ...common,
      key: dataKey,
      noReplicaBecause:
        'A report is made again from the snapshot that it names. Those who need one have it ' +
        'downloaded by then; versions guard the stored one against our own mistakes.',
    });
    this.results = new PrivateBucket(this, 'Results', {
      ...common,
      key: dataKey,
      expireAfterDays: settings.retention.queryResults,
      noReplicaBecause: 'Answers of queries, deleted after days and had again by asking again.',
    });
  }
}

/**
 * Whose pages may send a file and see the answer: the dashboard's, by its whole name. What lets a
 * file in is the signed form, not this; without a domain of its own the name is known only once the
 * dashboard is there (kxray:dashboard-origin), and no page may until then.
 */
function uploadOrigins({
  dashboardDomain,
  dashboardOrigin,
  extraDashboardOrigins,
}: StageSettings): readonly string[] {
  const own = dashboardDomain === null ? dashboardOrigin : `https://${dashboardDomain.name}`;
  return [...(own === null ? [] : [own]), ...extraDashboardOrigins];
}
