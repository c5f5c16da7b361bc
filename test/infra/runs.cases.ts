// The state machines as they are deployed: well-formed, quiet, with rights over their doors only.

import { describe, expect, it } from '@jest/globals';
import validate from 'asl-validator';
import * as z from 'zod';
import { policyLines } from './policy-lines.js';
import { statelessTemplate, text } from './synthesized.js';

const template = statelessTemplate('prod');

const MACHINE = z.object({
  Properties: z.object({
    StateMachineName: z.string(),
    DefinitionString: z.string(),
    DefinitionSubstitutions: z.record(z.string(), z.unknown()),
    LoggingConfiguration: z.object({ Level: z.string(), IncludeExecutionData: z.boolean() }),
  }),
});
const machines = Object.values(template.findResources('AWS::StepFunctions::StateMachine')).map(
  (resource) => MACHINE.parse(resource).Properties,
);
const DOOR = 'arn:aws:lambda:us-east-1:111122223333:function:door';

describe.each(machines.map((machine) => [machine.StateMachineName, machine] as const))(
  'the run %s',
  (_, { DefinitionString, DefinitionSubstitutions, LoggingConfiguration }) => {
    it('is a definition that Step Functions takes', () => {
      const places = Object.keys(DefinitionSubstitutions);
      const used = [...DefinitionString.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
      const filled = DefinitionString.replaceAll(/\$\{\w+\}/g, DOOR);

      expect(new Set(used)).toEqual(new Set(places));
      expect(validate(JSON.parse(filled))).toMatchObject({ isValid: true, errors: [] });
    });

    it('logs every state and none of its data', () => {
      expect(LoggingConfiguration).toEqual({ Level: 'ALL', IncludeExecutionData: false });
    });
  },
);

describe('the runs', () => {
  it.each([
    ['Hourly', ['ListTenants', 'Publish', 'Refold']],
    ['Nightly', ['ListTenants', 'Publish', 'Reconcile', 'Refold', 'Score']],
    ['Monthly', ['BuildReport', 'ListTenants']],
    ['Settings', ['ListTenants', 'Publish', 'Refold', 'Score']],
    ['Identity', ['BuildReport', 'ManageVault', 'Publish', 'Score']],
  ])('%s calls %j and nothing else', (run, doors) => {
    const [calls, rest] = [...policyLines(template, `${run}Policy`)].sort();

    expect(calls).toBe(
      `lambda:InvokeFunction on ${doors.map((door) => `\${Doors${door}Function.Arn}`).join(' ')}`,
    );
    expect(rest).toMatch(/^logs:.* xray:PutTraceSegments on \*$/);
  });

  it('go on with a publish that was not finished in its time', () => {
    const publishing = machines.filter(({ DefinitionString }) =>
      /"Publish":/.test(DefinitionString),
    );

    expect(publishing).toHaveLength(4);
    for (const { DefinitionString } of publishing) {
      const behind = DefinitionString.slice(DefinitionString.indexOf('"Publish":'));
      const [, retries = ''] = /"Retry": \[([^]*?)"States.ALL"/.exec(behind) ?? [];
      expect(retries).toMatch(/"PublishUnfinishedError"\s*\],[^}]*"MaxAttempts": 200/);
    }
  });

  it('have the name by which the API starts one', () => {
    const names = machines.map(({ StateMachineName }) => StateMachineName);

    expect(names).toContain('kxray-prod-monthly');
    expect([...policyLines(template, 'DoorsApiPolicy')].join('\n')).toContain(
      'stateMachine:kxray-prod-monthly',
    );
  });

  it.each([
    ['hourly', 'cron(30 0,1,6-23 * * ? *)'],
    ['nightly', 'cron(0 2 * * ? *)'],
    ['monthly', 'cron(0 6 3 * ? *)'],
  ])('%s starts at %s of New York, and a start that fails is kept', (name, expression) => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: `kxray-prod-${name}`,
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: 'America/New_York',
      Target: {
        Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
        DeadLetterConfig: {},
      },
    });
  });

  it('are started by a role that can do nothing else', () => {
    expect([...policyLines(template, 'SchedulesPolicy')].sort()).toEqual([
      'kms:Decrypt kms:GenerateDataKey on ${OperationsKey.Arn} if ' +
        'kms:ViaService StringEquals sqs.us-east-1.amazonaws.com',
      'sqs:SendMessage on ${SchedulesMissedRuns.Arn}',
      'states:StartExecution on ${HourlyMachine} ${MonthlyMachine} ${NightlyMachine}',
    ]);
  });

  it('are trusted to services of this account only', () => {
    const trusts = Object.entries(template.findResources('AWS::IAM::Role'))
      .filter(([id]) => /^(Hourly|Nightly|Monthly|Settings|Identity|Schedules)Role/.test(id))
      .map(([, role]) => JSON.stringify(role));

    expect(trusts).toHaveLength(6);
    for (const trust of trusts) expect(trust).toContain('"aws:SourceAccount"');
  });

  it('leave what could not be handed on under our key', () => {
    const queues = Object.values(template.findResources('AWS::SQS::Queue')).map(
      (queue) =>
        z
          .object({
            Properties: z.object({
              KmsMasterKeyId: z.unknown(),
              MessageRetentionPeriod: z.number(),
            }),
          })
          .parse(queue).Properties,
    );

    expect(queues).toHaveLength(2);
    for (const { KmsMasterKeyId, MessageRetentionPeriod } of queues) {
      expect([text(KmsMasterKeyId), MessageRetentionPeriod]).toEqual([
        '${OperationsKey.Arn}',
        14 * 86_400,
      ]);
    }
  });
});
