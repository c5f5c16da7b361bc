// What must never be lost, apart from everything that may be replaced: the ledger, the files it was
// read from, the keys, the people who may look, and the record of who did. Functions, API and
// schedules belong to a stack beside it, which gets these resources as typed values.
//
// No VPC: nothing here is a host. Stores are reached through TLS endpoints of AWS that admit by
// role, key and tenant; a network of our own would add gateways to pay for and routes to get wrong,
// and would keep nobody out whom the roles let in.

import { ArnFormat, CfnOutput, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarm-topic.js';
import { AuditTrail } from '../constructs/audit-trail.js';
import { ClaimBuckets } from '../constructs/claim-buckets.js';
import { CustomerKey } from '../constructs/customer-key.js';
import { DocumentTable } from '../constructs/document-table.js';
import { DoorQueues } from '../constructs/door-queues.js';
import { LakeCatalogue } from '../constructs/lake-catalogue.js';
import { QueryWorkgroup } from '../constructs/query-workgroup.js';
import { SHARD_INDEX } from '../constructs/shard-index.js';
import { SignIn } from '../constructs/sign-in.js';
import { StatefulAlarms } from '../constructs/stateful-alarms.js';
import { TenantRoles } from '../constructs/tenant-roles.js';
import type { StageSettings } from '../settings/stage-settings.js';

export interface StatefulStackProps extends StackProps {
  readonly settings: StageSettings;
}

export class StatefulStack extends Stack {
  readonly settings: StageSettings;
  /** Documents, their outboxes, settings, cases and the index of the quarantine. */
  readonly ledgerTable: DocumentTable;
  readonly ledgerKey: CustomerKey;
  /** Whose token it is, and who asked. */
  readonly vaultTable: DocumentTable;
  readonly vaultKey: CustomerKey;
  /**
   * In front of the tenant in the names of token keys. There is no secret here: each tenant's is
   * made when its first file comes, and no stack that goes or changes can take it along.
   */
  readonly tokenKeyPrefix: string;
  readonly intakeKey: CustomerKey;
  readonly dataKey: CustomerKey;
  readonly operationsKey: CustomerKey;
  readonly buckets: ClaimBuckets;
  readonly queues: DoorQueues;
  readonly catalogue: LakeCatalogue;
  readonly workgroup: QueryWorkgroup;
  readonly signIn: SignIn;
  readonly trail: AuditTrail;
  readonly alarmTopic: AlarmTopic;
  readonly tenantRoles: TenantRoles;

  constructor(scope: Construct, id: string, { settings, ...props }: StatefulStackProps) {
    super(scope, id, {
      description: `KXRay (${settings.stage}): what must never be lost`,
      terminationProtection: !settings.isDisposable,
      ...props,
    });
    this.settings = settings;
    Tags.of(this).add('kxray:stage', settings.stage);

    this.ledgerKey = this.addKey('LedgerKey', 'KXRay ledger');
    this.vaultKey = this.addKey('VaultKey', 'KXRay identities and the key of their tokens');
    this.intakeKey = this.addKey('IntakeKey', 'KXRay claim files as received, and quarantine');
    this.dataKey = this.addKey('DataKey', 'KXRay published tables, reports and answers');
    this.operationsKey = this.addKey('OperationsKey', 'KXRay queues, alarms, logs and records');
    this.letLogsOfWork();

    this.ledgerTable = this.addLedgerTable();
    this.vaultTable = this.addVaultTable();
    this.tokenKeyPrefix = `kxray/${settings.stage}`;
    this.buckets = new ClaimBuckets(this, 'Buckets', this);
    this.queues = new DoorQueues(this, 'Queues', {
      settings,
      key: this.operationsKey,
      inbox: this.buckets.inbox,
    });
    const { lake, results } = this.buckets;
    this.catalogue = new LakeCatalogue(this, 'Catalogue', { settings, lake });
    this.workgroup = new QueryWorkgroup(this, 'Queries', { settings, results, key: this.dataKey });
    this.signIn = new SignIn(this, 'SignIn', settings);
    this.tenantRoles = this.addTenantRoles();
    this.trail = this.addTrail();
    this.alarmTopic = new AlarmTopic(this, 'Alarms', { settings, key: this.operationsKey });
    this.addAlarms();
    this.addOutputs();
  }

  /** By name: the groups of doors, runs and API are made by the stack beside this one. */
  private letLogsOfWork(): void {
    const group = (name: string) =>
      this.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: name,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    for (const folder of ['/kxray', '/aws/vendedlogs/kxray']) {
      this.operationsKey.letLogGroups(group(`${folder}/${this.settings.stage}/*`));
    }
  }

  private addKey(id: string, description: string): CustomerKey {
    return new CustomerKey(this, id, { settings: this.settings, description });
  }

  /**
   * One table for all that is judged together: a restore to one second brings back documents with
   * the settings that judged them, and an outbox with the change that filled it.
   */
  private addLedgerTable(): DocumentTable {
    return new DocumentTable(this, 'LedgerTable', {
      settings: this.settings,
      key: this.ledgerKey,
      hasStream: true,
      indexes: [SHARD_INDEX],
    });
  }

  /** Apart, as it undoes what tokens are for: other key, other roles, every look recorded. */
  private addVaultTable(): DocumentTable {
    return new DocumentTable(this, 'VaultTable', {
      settings: this.settings,
      key: this.vaultKey,
      hasStream: false,
    });
  }

  private addTenantRoles(): TenantRoles {
    return new TenantRoles(this, 'Tenants', {
      settings: this.settings,
      ledger: {
        table: this.ledgerTable,
        key: this.ledgerKey,
        indexes: [SHARD_INDEX.indexName],
      },
      vault: { table: this.vaultTable, key: this.vaultKey },
      tokenKeyPrefix: this.tokenKeyPrefix,
      buckets: this.buckets,
      intakeKey: this.intakeKey,
      dataKey: this.dataKey,
      queries: {
        workgroupArn: this.workgroup.workgroupArn,
        databaseName: this.catalogue.databaseName,
        tableNames: this.catalogue.tableNames,
        results: this.buckets.results,
      },
    });
  }

  private addTrail(): AuditTrail {
    const { accessLogs, inbox, quarantine, lake, reports, results } = this.buckets;
    return new AuditTrail(this, 'Audit', {
      settings: this.settings,
      key: this.operationsKey,
      accessLogs,
      buckets: [inbox, quarantine, lake, reports, results],
      tableArns: [this.ledgerTable.tableArn, this.vaultTable.tableArn],
    });
  }

  private addAlarms(): void {
    new StatefulAlarms(this, 'Watch', {
      topic: this.alarmTopic,
      queues: this.queues,
      ledgerTableName: this.ledgerTable.tableName,
      ledgerIndexName: SHARD_INDEX.indexName,
      workgroupName: this.workgroup.workgroupName,
    });
  }

  /** What people need in a console or a command; the stack beside it gets values, not names. */
  private addOutputs(): void {
    const outputs = {
      LedgerTableName: this.ledgerTable.tableName,
      LedgerKeyArn: this.ledgerKey.keyArn,
      InboxName: this.buckets.inbox.bucketName,
      UserPoolId: this.signIn.pool.userPoolId,
      AlarmTopicArn: this.alarmTopic.topicArn,
    };
    for (const [id, value] of Object.entries(outputs)) new CfnOutput(this, id, { value });
  }
}
