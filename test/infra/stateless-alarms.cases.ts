// The alarms on what works; and each alarm of either stack is in the manual.

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { FUNCTION_NAMES } from '../../functions/function-contract.js';
import { RUN_NAMES } from '../../infra/constructs/run-schedules.js';
import { statefulTemplate, statelessTemplate, text } from './synthesized.js';

const ALARM = 'AWS::CloudWatch::Alarm';
const template = statelessTemplate('prod');

describe('StatelessAlarms', () => {
  it('tell the topic when they begin and when they are over', () => {
    for (const alarm of Object.values(template.findResources(ALARM))) {
      const { AlarmActions, OKActions, TreatMissingData } = z
        .object({
          Properties: z.object({
            AlarmActions: z.array(z.unknown()),
            OKActions: z.array(z.unknown()),
            TreatMissingData: z.string(),
          }),
        })
        .parse(alarm).Properties;
      expect([AlarmActions, OKActions].map((actions) => actions.map(text))).toEqual([
        ['${Alarms}'],
        ['${Alarms}'],
      ]);
      expect(TreatMissingData).toBe('notBreaching');
    }
  });

  it('watch each door twice, each run, drift, the stream, what was given up, and the API', () => {
    template.resourceCountIs(ALARM, FUNCTION_NAMES.length * 2 + RUN_NAMES.length + 1 + 1 + 2 + 1);
  });

  it('ring at the first difference between log, ledger and lake', () => {
    template.hasResourceProperties(ALARM, {
      Namespace: 'KXRay',
      MetricName: 'DriftDifferences',
      Dimensions: [{ Name: 'service', Value: 'reconcile' }],
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      EvaluationPeriods: 1,
    });
  });

  it('ring when a run failed, was late or was ended', () => {
    const told = JSON.stringify(template.findResources(ALARM));
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted']) {
      expect(told.split(`"MetricName":"${metric}"`)).toHaveLength(RUN_NAMES.length + 1);
    }
  });

  it('are each in the manual, with what to do', () => {
    const manual = readFileSync('docs/operate.md', 'utf8');
    const texts = [statefulTemplate('prod'), template]
      .flatMap((stack) => Object.values(stack.findResources(ALARM)))
      .map((alarm) =>
        z
          .object({ Properties: z.object({ AlarmDescription: z.string() }) })
          .parse(alarm)
          .Properties.AlarmDescription.replace(/^KXRay: /, '')
          .replace(/^the door [a-z-]+ /, 'the door NAME '),
      );

    expect(new Set(texts).size).toBeGreaterThan(15);
    for (const one of new Set(texts)) expect(manual).toContain(one);
  });
});
