// What works, and may be replaced at any time: doors, runs and their schedules, the API, the
// dashboard, what watches them. All that it keeps is in the stack beside it; deleting this one
// loses a log and no claim.
//
// No VPC, for the reasons given there and at each function: nothing here listens, and what it
// reaches are services of AWS over TLS, each of which checks the role.

import { CfnOutput, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DashboardApi } from '../constructs/dashboard-api.js';
import { DashboardClient } from '../constructs/dashboard-client.js';
import { DashboardSite } from '../constructs/dashboard-site.js';
import { DoorFunctions, type CodeOf } from '../constructs/door-functions.js';
import { OperationsDashboard } from '../constructs/operations-dashboard.js';
import { RunMachine } from '../constructs/run-machine.js';
import { RunSchedules, type RunMachines, type RunName } from '../constructs/run-schedules.js';
import { StatelessAlarms } from '../constructs/stateless-alarms.js';
import { enterSetting } from '../state-machines/enter-setting.js';
import { hourlyPublish } from '../state-machines/hourly-publish.js';
import { identityWork } from '../state-machines/identity-work.js';
import { monthlyReport } from '../state-machines/monthly-report.js';
import { nightlyRun } from '../state-machines/nightly-run.js';
import type { StateMachineDefinition } from '../state-machines/states-language.js';
import type { StatefulStack } from './stateful-stack.js';

export interface StatelessStackProps extends StackProps {
  readonly stateful: StatefulStack;
  readonly codeOf: CodeOf;
}

export class StatelessStack extends Stack {
  readonly functions: DoorFunctions;
  readonly runs: RunMachines;
  readonly schedules: RunSchedules;
  readonly api: DashboardApi;
  readonly site: DashboardSite;
  readonly client: DashboardClient;
  private readonly stateful: StatefulStack;

  constructor(scope: Construct, id: string, props: StatelessStackProps) {
    const { stateful, codeOf, ...rest } = props;
    const { settings } = stateful;
    super(scope, id, {
      description: `KXRay (${settings.stage}): what works, and may be replaced`,
      ...rest,
    });
    this.stateful = stateful;
    Tags.of(this).add('kxray:stage', settings.stage);

    this.functions = new DoorFunctions(this, 'Doors', { stateful, codeOf });
    this.runs = {
      Hourly: this.addRun('Hourly', hourlyPublish()),
      Nightly: this.addRun('Nightly', nightlyRun()),
      Monthly: this.addRun('Monthly', monthlyReport()),
      Settings: this.addRun('Settings', enterSetting()),
      Identity: this.addRun('Identity', identityWork()),
    };
    const { runs } = this;
    const key = stateful.operationsKey;
    this.schedules = new RunSchedules(this, 'Schedules', { settings, key, runs });
    this.api = new DashboardApi(this, 'Api', { settings, key });
    this.site = this.addSite();
    this.client = this.addClient();
    this.watch();
    this.addOutputs();
  }

  private addRun(id: RunName, definition: StateMachineDefinition): RunMachine {
    const { settings, operationsKey: key } = this.stateful;
    const { doors } = this.functions;
    return new RunMachine(this, id, { settings, key, name: id.toLowerCase(), definition, doors });
  }

  private addSite(): DashboardSite {
    const { settings, signIn, buckets } = this.stateful;
    return new DashboardSite(this, 'Site', {
      settings,
      apiHostName: this.api.hostName,
      connectTo: [signIn.domain.baseUrl(), `https://${buckets.inbox.bucketRegionalDomainName}`],
    });
  }

  /** Here, as it must know where the dashboard is; it keeps nothing that could be lost with it. */
  private addClient(): DashboardClient {
    const { settings, signIn } = this.stateful;
    const client = new DashboardClient(this, 'Client', {
      pool: signIn.pool,
      origins: [this.site.origin, ...settings.extraDashboardOrigins],
    });
    this.api.addDoor({ door: this.functions.doors.api.function, pool: signIn.pool, client });
    return client;
  }

  private watch(): void {
    const { runs, stateful } = this;
    const { doors, untoldChanges } = this.functions;
    new StatelessAlarms(this, 'Watch', {
      topic: stateful.alarmTopic,
      doors,
      runs,
      givenUp: { MissedRuns: this.schedules.missedRuns, UntoldChanges: untoldChanges },
      apiId: this.api.api.apiId,
    });
    new OperationsDashboard(this, 'Operations', { stateful, doors, runs });
  }

  private addOutputs(): void {
    const { signIn } = this.stateful;
    // Uploaded beside the dashboard as config.json: one build serves every stage (docs/deploy.md).
    const config = {
      signIn: 'cognito',
      issuer: this.api.issuerOf(signIn.pool),
      domain: signIn.domain.baseUrl(),
      clientId: this.client.userPoolClientId,
    };
    const outputs = {
      DashboardUrl: this.site.origin,
      DashboardConfig: this.toJsonString(config),
      DashboardBucketName: this.site.bucket.bucketName,
      DistributionId: this.site.distribution.distributionId,
      HourlyPublishArn: this.runs.Hourly.machineArn,
      NightlyRunArn: this.runs.Nightly.machineArn,
      MonthlyReportArn: this.runs.Monthly.machineArn,
      SettingsArn: this.runs.Settings.machineArn,
      IdentityArn: this.runs.Identity.machineArn,
    };
    for (const [id, value] of Object.entries(outputs)) new CfnOutput(this, id, { value });
  }
}
